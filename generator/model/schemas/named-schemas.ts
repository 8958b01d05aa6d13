import type { Node } from "../../load/tree/node.js";
import { parsePointer } from "../../load/tree/pointer.js";
import type { NamedSchema, Schema, SchemaKey, NamedSchemas } from "../types/schema.js";
import { referencedKeys } from "../traversal/subschemas.js";
import { sortedSchemas } from "../reading/canonical-schemas.js";

/** Keywords of schemas that may contain references or be long, and so are never inlined. */
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
  "if",
  "then",
  "else",
  "dependentSchemas",
  "dependencies",
  "contentSchema",
];

/**
 * Whether the target of a `$ref` is a named schema: always in `/components/schemas`, `$defs` and `definitions`, elsewhere if it has one
 * of these keywords. Other targets are inlined; they contain no further reference, so reading always ends.
 */
export function isNamedSchema(pointer: SchemaKey, target: Node): boolean {
  return isDefinition(pointer) || (target.kind === "map" && referringKeywords.some((key) => target.fields.has(key)));
}

/** Whether a pointer leads into `/components/schemas`, `$defs` or `definitions`. */
export function isDefinition(pointer: SchemaKey): boolean {
  const segments = parsePointer(pointer) ?? [];
  const parent = segments.at(-2);
  const component = segments.length === 3 && segments[0] === "components" && parent === "schemas";
  return component || parent === "$defs" || parent === "definitions";
}

/**
 * All named schemas that the roots refer to, directly or through other named schemas.
 *
 * @param read - reads the schema at a key
 * @param variants - the variants of a discriminator base, which does not refer to them
 */
export function collectNamedSchemas(
  roots: Iterable<Schema>,
  read: (key: SchemaKey) => Schema,
  variants: (key: SchemaKey) => Iterable<SchemaKey> = () => [],
): NamedSchemas {
  const found = new Map<SchemaKey, NamedSchema>();
  const waiting = [...roots].flatMap((schema) => [...referencedKeys(schema)]);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (found.has(key)) continue;
    const schema = read(key);
    found.set(key, { key, name: schema.docs.typeName ?? schemaName(key), schema });
    waiting.push(...referencedKeys(schema), ...variants(key));
  }
  return sortedSchemas(found.values());
}

/** Segments of a pointer that come from the structure of OpenAPI documents rather than from the API. */
const structuralSegments: ReadonlySet<string> = new Set([
  ...["components", "schemas", "$defs", "definitions", "paths", "responses", "parameters", "headers", "content", "schema"],
  ...["properties", "additionalProperties", "patternProperties", "items", "prefixItems", "allOf", "oneOf", "anyOf"],
]);

/** The key of a definition; elsewhere the meaningful segments of the pointer: `Order_status`, `users_get_200`. */
export function schemaName(key: SchemaKey): string {
  const segments = parsePointer(key) ?? [];
  if (isDefinition(key)) return segments.at(-1) ?? "";
  const meaningful = segments.filter(
    (segment, index) => /[\p{L}\p{N}]/u.test(segment) && !structuralSegments.has(segment) && !isMediaType(segments, index),
  );
  return meaningful
    .map((segment) => segment.replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim())
    .join("_")
    .replaceAll(" ", "_");
}

function isMediaType(segments: readonly string[], index: number): boolean {
  return segments[index - 1] === "content";
}
