import type { Node } from "../../load/tree/node.js";
import { parsePointer } from "../../load/tree/pointer.js";
import { compareStrings } from "../reading/order.js";
import type { NamedSchema, Schema, SchemaKey } from "../types/schema.js";
import { referencedKeys } from "../traversal/subschemas.js";

/** A schema that leads on to other schemas, or is long: it is referred to, never repeated. */
const referringKeywords: readonly string[] = [
  "$ref",
  "enum",
  "properties",
  "patternProperties",
  "additionalProperties",
  "items",
  "prefixItems",
  "allOf",
  "oneOf",
  "anyOf",
];

/**
 * Whether a `$ref` to here makes a named schema: always where schemas have their home (`/components/schemas`, `$defs`, `definitions`),
 * elsewhere where the target is compound. What is read in place of its reference therefore holds no further reference, so that
 * reading always ends and never repeats more than one small schema.
 */
export function isNamedSchema(pointer: SchemaKey, target: Node): boolean {
  return isDefinition(pointer) || (target.kind === "map" && referringKeywords.some((key) => target.fields.has(key)));
}

/** Whether a pointer leads to where schemas have their home. */
export function isDefinition(pointer: SchemaKey): boolean {
  const segments = parsePointer(pointer) ?? [];
  const holder = segments.at(-2);
  const component = segments.length === 3 && segments[0] === "components" && holder === "schemas";
  return component || holder === "$defs" || holder === "definitions";
}

/**
 * The named schemas that some schemas reach, through each other as far as it goes.
 *
 * @param read - reads the schema at a key
 * @param variants - the schemas that one stands for, although it does not refer to them
 */
export function collectNamedSchemas(
  roots: Iterable<Schema>,
  read: (key: SchemaKey) => Schema,
  variants: (key: SchemaKey) => Iterable<SchemaKey> = () => [],
): ReadonlyMap<SchemaKey, NamedSchema> {
  const found = new Map<SchemaKey, NamedSchema>();
  const waiting = [...roots].flatMap((schema) => [...referencedKeys(schema)]);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (found.has(key)) continue;
    const schema = read(key);
    found.set(key, { key, name: schemaName(key), schema });
    waiting.push(...referencedKeys(schema), ...variants(key));
  }
  return new Map([...found].sort(([, a], [, b]) => compareStrings(a.name, b.name) || compareStrings(a.key, b.key)));
}

/** Words of a pointer that say how a description is built, not what a schema is about. */
const structuralSegments: ReadonlySet<string> = new Set([
  ...["components", "schemas", "$defs", "definitions", "paths", "responses", "parameters", "headers", "content", "schema"],
  ...["properties", "additionalProperties", "patternProperties", "items", "prefixItems", "allOf", "oneOf", "anyOf"],
]);

/** The last segment where schemas have their home; elsewhere the segments that tell something: `Order_status`, `users_get_200`. */
export function schemaName(key: SchemaKey): string {
  const segments = parsePointer(key) ?? [];
  if (isDefinition(key)) return segments.at(-1) ?? "";
  const telling = segments.filter(
    (segment, index) => /[\p{L}\p{N}]/u.test(segment) && !structuralSegments.has(segment) && !isMediaType(segments, index),
  );
  return telling
    .map((segment) => segment.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim())
    .join("_")
    .replaceAll(" ", "_");
}

function isMediaType(segments: readonly string[], index: number): boolean {
  return segments[index - 1] === "content";
}
