import { field, fieldsOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import type { ExtensionObject, FieldValue } from "../extensions/extension-fields.js";
import {
  pathField,
  openExtension,
  positiveNumberOf,
  readField,
  requiredField,
  stringField,
  stringListField,
  integerField,
} from "../extensions/extension-fields.js";
import type { BatchPathName, FieldPath } from "../types/extensions.js";
import { errorPathNames, resultPathNames } from "../types/extensions.js";
import { compareStrings } from "../reading/order.js";
import { readStatuses } from "./retry-extension.js";

/** The fields of `x-specloom-batch`, each with its node; what they name is checked later. */
export const batchFieldNames: readonly string[] = [
  ...["inputs", "results", "errors", "key", "keyProperty", "keyAliases", "requestedProperties", "trace"],
  ...["maximum", "maximumWith", "maximumBytes", "status", "limit", "rejections"],
  ...resultPathNames,
  ...errorPathNames,
];

export type BatchFields = Exclude<ReturnType<typeof readBatchFields>, undefined>;

export function readBatchFields(map: ExtensionObject) {
  const inputs = requiredField(map, "inputs", pathField);
  const results = requiredField(map, "results", pathField);
  const key = requiredField(map, "key", stringField);
  const maximum = requiredField(map, "maximum", integerField);
  const optional = {
    errors: pathField(map, "errors"),
    keyProperty: stringField(map, "keyProperty"),
    keyAliases: stringListField(map, "keyAliases"),
    requestedProperties: stringField(map, "requestedProperties"),
    trace: stringField(map, "trace"),
    maximumWith: readLowerMaxima(map),
    maximumBytes: integerField(map, "maximumBytes"),
    status: readStatus(map),
    limit: readLimit(map),
    rejections: readStatuses(map, "rejections"),
    paths: [...resultPathNames, ...errorPathNames].flatMap((name) => readPath(map, name)),
  };
  return inputs && results && key && maximum && { inputs, results, key, maximum, ...optional };
}

function readPath(map: ExtensionObject, name: BatchPathName): readonly (readonly [BatchPathName, FieldValue<FieldPath>])[] {
  const path = pathField(map, name);
  return path ? [[name, path]] : [];
}

function readStatus(map: ExtensionObject) {
  const status = openExtension(`${map.name}.status`, field(map.node, "status"), ["field", "done"], map.report);
  const path = status && requiredField(status, "field", pathField);
  const done = status && requiredField(status, "done", stringListField);
  return path && done && { field: path, done };
}

/** The description often lacks the body of a 429, so the field is not checked. */
function readLimit(map: ExtensionObject) {
  const limit = openExtension(`${map.name}.limit`, field(map.node, "limit"), ["field", "waitSeconds"], map.report);
  const path = limit && requiredField(limit, "field", pathField);
  const waits = limit && requiredField(limit, "waitSeconds", readWaits);
  return path && waits && { field: path.value, waitSeconds: waits.value };
}

function readWaits(map: ExtensionObject, key: string) {
  return readField(map, key, "a map of seconds by the name of the limit", (node) => {
    const entries = [...fieldsOf(node)].map(([name, value]) => [name, positiveNumberOf(value)] as const);
    const valid = entries.flatMap(([name, seconds]) => (seconds === undefined ? [] : [[name, seconds] as const]));
    return entries.length > 0 && valid.length === entries.length
      ? new Map([...valid].sort(([a], [b]) => compareStrings(a, b)))
      : undefined;
  });
}

export interface LowerMaximum {
  readonly map: ExtensionObject;
  readonly field: FieldValue<string>;
  readonly maximum: FieldValue<number>;
}

function readLowerMaxima(map: ExtensionObject): readonly LowerMaximum[] {
  const list = readField(map, "maximumWith", "a list of maps", (node) => (node.kind === "list" ? node.items : undefined));
  return (list?.value ?? []).flatMap((item) => readLowerMaximum(item, map) ?? []);
}

function readLowerMaximum(node: Node, { name, report }: ExtensionObject): LowerMaximum | undefined {
  const map = openExtension(`${name}.maximumWith`, node, ["field", "maximum"], report);
  const input = map && requiredField(map, "field", stringField);
  const maximum = map && requiredField(map, "maximum", integerField);
  return map && input && maximum && { map, field: input, maximum };
}
