import { field, fieldsOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import type { ExtensionMap, Said } from "../extensions/extension-fields.js";
import {
  fieldPath,
  openExtension,
  positive,
  readField,
  required,
  text,
  texts,
  wholeNumber,
} from "../extensions/extension-fields.js";
import type { BatchPathName, FieldPath } from "../types/extensions.js";
import { errorPathNames, resultPathNames } from "../types/extensions.js";
import { compareText } from "../reading/order.js";
import { readStatuses } from "./retry-extension.js";

/** The fields of `x-specloom-batch`, each with the place that says it: what they name is looked up later. */
export const batchFieldNames: readonly string[] = [
  ...["inputs", "results", "errors", "key", "keyProperty", "keyAliases", "trace"],
  ...["maximum", "maximumWith", "maximumBytes", "status", "limit", "rejections"],
  ...resultPathNames,
  ...errorPathNames,
];

export type BatchRead = Exclude<ReturnType<typeof readBatchFields>, undefined>;

export function readBatchFields(map: ExtensionMap) {
  const inputs = required(map, "inputs", fieldPath);
  const results = required(map, "results", fieldPath);
  const key = required(map, "key", text);
  const maximum = required(map, "maximum", wholeNumber);
  const optional = {
    errors: fieldPath(map, "errors"),
    keyProperty: text(map, "keyProperty"),
    keyAliases: texts(map, "keyAliases"),
    trace: text(map, "trace"),
    maximumWith: readLowerMaxima(map),
    maximumBytes: wholeNumber(map, "maximumBytes"),
    status: readStatus(map),
    limit: readLimit(map),
    rejections: readStatuses(map, "rejections"),
    paths: [...resultPathNames, ...errorPathNames].flatMap((name) => readPath(map, name)),
  };
  return inputs && results && key && maximum && { inputs, results, key, maximum, ...optional };
}

function readPath(map: ExtensionMap, name: BatchPathName): readonly (readonly [BatchPathName, Said<FieldPath>])[] {
  const said = fieldPath(map, name);
  return said ? [[name, said]] : [];
}

function readStatus(map: ExtensionMap) {
  const status = openExtension(`${map.name}.status`, field(map.node, "status"), ["field", "done"], map.report);
  const path = status && required(status, "field", fieldPath);
  const done = status && required(status, "done", texts);
  return path && done && { field: path, done };
}

/** The body that is meant often is one which the description lacks, so the field is not looked up. */
function readLimit(map: ExtensionMap) {
  const limit = openExtension(`${map.name}.limit`, field(map.node, "limit"), ["field", "waitSeconds"], map.report);
  const path = limit && required(limit, "field", fieldPath);
  const waits = limit && required(limit, "waitSeconds", readWaits);
  return path && waits && { field: path.value, waitSeconds: waits.value };
}

function readWaits(map: ExtensionMap, key: string) {
  return readField(map, key, "a map of seconds by the name of the limit", (node) => {
    const entries = [...fieldsOf(node)].map(([name, value]) => [name, positive(value)] as const);
    const sound = entries.flatMap(([name, seconds]) => (seconds === undefined ? [] : [[name, seconds] as const]));
    return entries.length > 0 && sound.length === entries.length
      ? new Map([...sound].sort(([a], [b]) => compareText(a, b)))
      : undefined;
  });
}

export interface LowerMaximum {
  readonly map: ExtensionMap;
  readonly field: Said<string>;
  readonly maximum: Said<number>;
}

function readLowerMaxima(map: ExtensionMap): readonly LowerMaximum[] {
  const list = readField(map, "maximumWith", "a list of maps", (node) => (node.kind === "list" ? node.items : undefined));
  return (list?.value ?? []).flatMap((item) => readLowerMaximum(item, map) ?? []);
}

function readLowerMaximum(node: Node, { name, report }: ExtensionMap): LowerMaximum | undefined {
  const map = openExtension(`${name}.maximumWith`, node, ["field", "maximum"], report);
  const lowering = map && required(map, "field", text);
  const maximum = map && required(map, "maximum", wholeNumber);
  return map && lowering && maximum && { map, field: lowering, maximum };
}
