import { field, fieldsOf, itemsOf, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import type { ModelContext } from "../reading/context.js";
import type { ExtensionObject } from "../extensions/extension-fields.js";
import {
  pathField,
  headerNameOf,
  reportInvalid,
  openExtension,
  positiveNumberOf,
  readField,
  requiredField,
  stringListField,
  booleanField,
} from "../extensions/extension-fields.js";
import type { Retry } from "../types/extensions.js";
import { sortedSet } from "../reading/order.js";
import { optionalField } from "../reading/documentation-fields.js";

const name = "x-specloom-retry";

/** `x-specloom-retry` of the root or of an operation. */
export function readRetry(owner: MapNode, { report }: ModelContext): Retry | undefined {
  const map = openExtension(
    name,
    field(owner, name),
    ["idempotencyKey", "idempotent", "statuses", "waitSeconds", "never"],
    report,
  );
  if (map === undefined) return undefined;
  if (map.node.fields.size === 0) reportInvalid(report, map.node, `${quote(name)} is empty.`, "Add a field, or remove it.");
  return {
    ...optionalField("idempotencyKey", readField(map, "idempotencyKey", "the name of a header", headerNameOf)?.value),
    ...optionalField("idempotent", booleanField(map, "idempotent")?.value),
    ...optionalField("statuses", readStatuses(map, "statuses")),
    ...optionalField("waitSeconds", readWaits(map)),
    ...optionalField("never", readNever(map)),
  };
}

/** A list of error status codes, in order. */
export function readStatuses(map: ExtensionObject, key: string): readonly number[] | undefined {
  const statuses = readField(map, key, "a list of status codes from 400 to 599", (node) => {
    const values = itemsOf(node).map((item) => statusOf(scalarOf(item)));
    return values.length > 0 && !values.includes(undefined) ? values.filter((value) => value !== undefined) : undefined;
  });
  return statuses && [...new Set(statuses.value)].sort((a, b) => a - b);
}

function readWaits(map: ExtensionObject): ReadonlyMap<number, number> | undefined {
  const waits = readField(map, "waitSeconds", "a map of seconds by status code", (node) => {
    const entries = [...fieldsOf(node)].map(([key, value]) => readWait(key, value));
    return entries.length > 0 && !entries.includes(undefined) ? entries.filter((entry) => entry !== undefined) : undefined;
  });
  return waits && new Map([...waits.value].sort(([a], [b]) => a - b));
}

function readWait(key: string, node: Node): readonly [number, number] | undefined {
  const status = /^\d{3}$/.test(key) ? statusOf(Number(key)) : undefined;
  const seconds = positiveNumberOf(node);
  return status === undefined || seconds === undefined ? undefined : [status, seconds];
}

/** The description often lacks the body of an error, so the field is not checked. */
function readNever(map: ExtensionObject): Retry["never"] {
  const never = openExtension(`${name}.never`, field(map.node, "never"), ["field", "values"], map.report);
  const path = never && requiredField(never, "field", pathField);
  const values = never && requiredField(never, "values", stringListField);
  return path && values && { field: path.value, values: sortedSet(values.value) };
}

/** Only errors are retried. */
function statusOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isInteger(value) && value >= 400 && value <= 599 ? value : undefined;
}
