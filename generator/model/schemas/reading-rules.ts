import { field, itemsOf, scalarOf, stringOf } from "../../load/tree/fields.js";
import type { MapNode } from "../../load/tree/node.js";
import { readArray, readTuple } from "./read-array.js";
import { hasOneOfOrAnyOf, hasAllOf, readComposition, readReference, readTypeList } from "./read-composition.js";
import { isOneOfConstants, readConst, readOneOfConstants, readEnum } from "./read-enum.js";
import { readObject } from "./read-object.js";
import type { Schema } from "../types/schema.js";
import { fieldEquals } from "./read-schema-docs.js";
import type { SchemaReader } from "./schema-reader.js";
import { anySchema, schemaBase } from "./schema-reader.js";

/** How to read one kind of schema, without its documentation. */
export interface ReadingRule {
  readonly name: string;
  readonly matches: (node: MapNode) => boolean;
  readonly read: (node: MapNode, reader: SchemaReader) => Schema;
}

const has =
  (...keys: readonly string[]) =>
  (node: MapNode) =>
    keys.some((key) => node.fields.has(key));
const hasList = (key: string) => (node: MapNode) => itemsOf(field(node, key)).length > 0;
const objectKeywords = ["properties", "required", "additionalProperties", "patternProperties"] as const;
/** `unevaluatedProperties` with a schema or `true`; `false` only forbids properties. */
const allowsUnevaluated = (node: MapNode) =>
  node.fields.has("unevaluatedProperties") && scalarOf(field(node, "unevaluatedProperties")) !== false;
const isType = (type: string) => (node: MapNode) => fieldEquals(node, "type", type);
const mayBe = (type: string) => (node: MapNode) => !node.fields.has("type") || fieldEquals(node, "type", type);
/** `not: {}` and `not: true`. */
const allowsNothing = (node: MapNode) => {
  const not = field(node, "not");
  return scalarOf(not) === true || (not?.kind === "map" && not.fields.size === 0);
};
/** Some descriptions write `type: "null"` beside a composition for nullable; literally, no value would be valid. */
const isNullBesideComposition = (node: MapNode) => fieldEquals(node, "type", "null") && (hasAllOf(node) || hasOneOfOrAnyOf(node));
const untyped = (matches: (node: MapNode) => boolean) => (node: MapNode) => !node.fields.has("type") && matches(node);

/** Media types of text, which a JSON string can contain without encoding. */
const textual = /^(?:text\/|application\/(?:json|xml)\b)|\+(?:json|xml)\b/i;

/**
 * The first matching rule reads a schema. `type` comes late, because a reference or a composition is more specific.
 * Aligned to make the order readable.
 */
// prettier-ignore
export const readingRules: readonly ReadingRule[] = [
  { name: "nothing",            matches: allowsNothing,                                                    read: (node) => ({ kind: "never", ...schemaBase(node) }) },
  { name: "list of types",      matches: (node) => hasList("type")(node) || isNullBesideComposition(node), read: readTypeList },
  { name: "null",               matches: isType("null"),                                                   read: (node) => ({ kind: "null", ...schemaBase(node) }) },
  { name: "reference",          matches: (node) => stringOf(field(node, "$ref")) !== undefined,            read: readReference },
  { name: "constant",           matches: has("const"),                                                     read: readConst },
  { name: "enumeration",        matches: hasList("enum"),                                                  read: readEnum },
  { name: "oneOf of constants", matches: isOneOfConstants,                                                 read: readOneOfConstants },
  { name: "composition",        matches: (node) => hasAllOf(node) || hasOneOfOrAnyOf(node),                read: readComposition },
  { name: "tuple",              matches: (node) => hasList("prefixItems")(node) && mayBe("array")(node),   read: readTuple },
  { name: "array",              matches: isType("array"),                                                  read: readArray },
  { name: "object",             matches: isType("object"),                                                 read: readObject },
  { name: "string",             matches: isType("string"),                                                 read: (node) => ({ kind: "string", binary: isBinaryString(node), ...schemaBase(node) }) },
  { name: "integer",            matches: isType("integer"),                                                read: (node) => ({ kind: "number", integer: true, ...schemaBase(node) }) },
  { name: "number",             matches: isType("number"),                                                 read: (node) => ({ kind: "number", integer: false, ...schemaBase(node) }) },
  { name: "boolean",            matches: isType("boolean"),                                                read: (node) => ({ kind: "boolean", ...schemaBase(node) }) },
  { name: "untyped object",     matches: untyped((node) => has(...objectKeywords)(node) || allowsUnevaluated(node)), read: readObject },
  { name: "untyped array",      matches: untyped(has("items")),                                            read: readArray },
  { name: "untyped binary",     matches: untyped(isBinaryString),                                          read: (node) => ({ kind: "string", binary: true, ...schemaBase(node) }) },
  { name: "anything",           matches: () => true,                                                       read: anySchema },
];

/** Raw bytes: `format: binary`, or content that is neither text nor encoded as text. */
function isBinaryString(node: MapNode): boolean {
  const mediaType = stringOf(field(node, "contentMediaType"));
  if (node.fields.has("contentEncoding")) return fieldEquals(node, "contentEncoding", "binary");
  return fieldEquals(node, "format", "binary") || (mediaType !== undefined && !textual.test(mediaType));
}
