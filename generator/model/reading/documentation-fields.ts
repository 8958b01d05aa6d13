import { field, fieldsOf, itemsOf } from "../../load/tree/fields.js";
import { readMap, readString } from "../../load/tree/read-fields.js";
import { toJson } from "../../load/tree/json.js";
import type { Json, MapNode } from "../../load/tree/node.js";
import type { ExternalDocs } from "../types/schema.js";
import type { ModelContext } from "./context.js";
import { followReference } from "./context.js";
import { canonicalJson, sortedBy } from "./order.js";

/** An object with this field, or without it if the value is undefined or an empty string; to be spread into another object. */
export function optionalField<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return value === undefined || value === "" ? {} : ({ [key]: value } as { readonly [K in Key]?: Value });
}

export function readExternalDocs(node: MapNode, { report }: ModelContext): ExternalDocs | undefined {
  const docs = readMap(node, "externalDocs", report);
  const url = readString(docs, "url", report);
  return url === undefined ? undefined : { url, ...optionalField("description", readString(docs, "description", report)) };
}

/**
 * `example`, then `examples`: of a schema an array of values, of a parameter or a media type a map of Example Objects, in order of name.
 * Examples with `externalValue` or only `serializedValue` are left out.
 */
export function readExamples(node: MapNode, context: ModelContext): readonly Json[] {
  if (!node.fields.has("example") && !node.fields.has("examples")) return [];
  const examples = field(node, "examples");
  const named = sortedBy(fieldsOf(examples), ([name]) => name).map(([, example]) => followReference(context, example));
  const values = named.map((example) => field(example, "value") ?? field(example, "dataValue"));
  return [field(node, "example"), ...itemsOf(examples), ...values].flatMap((value) =>
    value ? [canonicalJson(toJson(value))] : [],
  );
}
