import { isJsonArray } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";
import { cyclesOf } from "../../model/traversal/strong-components.js";

/**
 * openapi-typescript makes every schema a property of one interface. TypeScript reports a circular reference if such a property refers to itself
 * only through arrays, unions and intersections, so such references are replaced by `{}`, which allows any value.
 */
export function breakReferenceCycles(description: Json): Json {
  const schemas = fieldsOf(fieldOf(fieldOf(description, "components"), "schemas"));
  const edges = new Map(schemas.map(([name, schema]) => [reference(name), new Set(directTargets(schema))]));
  const cycles = cyclesOf(edges);
  if (cycles.size === 0) return description;
  const withoutCycles = schemas.map(
    ([name, schema]) => [name, withoutTargets(schema, cycles.get(reference(name)) ?? new Set())] as const,
  );
  return replaceSchemas(description, Object.fromEntries(withoutCycles));
}

/** Keywords whose subschemas become arrays, unions and intersections. */
const directKeywords = new Set(["allOf", "anyOf", "items", "not", "oneOf", "prefixItems"]);

export function reference(name: string): string {
  return `#/components/schemas/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

export function directTargets(schema: Json): readonly string[] {
  if (isJsonArray(schema)) return schema.flatMap(directTargets);
  const ref = fieldOf(schema, "$ref");
  if (typeof ref === "string") return [ref];
  return fieldsOf(schema).flatMap(([name, field]) => (directKeywords.has(name) ? directTargets(field) : []));
}

function withoutTargets(schema: Json, targets: ReadonlySet<string>): Json {
  if (targets.size === 0 || typeof schema !== "object" || schema === null) return schema;
  if (isJsonArray(schema)) return schema.map((item) => withoutTargets(item, targets));
  const ref = fieldOf(schema, "$ref");
  if (typeof ref === "string") return targets.has(ref) ? {} : schema;
  return Object.fromEntries(
    fieldsOf(schema).map(([name, field]) => [name, directKeywords.has(name) ? withoutTargets(field, targets) : field]),
  );
}

function replaceSchemas(description: Json, schemas: Json): Json {
  const replace = (object: Json, name: string, value: Json): Json =>
    Object.fromEntries(fieldsOf(object).map(([key, field]) => [key, key === name ? value : field]));
  return replace(description, "components", replace(fieldOf(description, "components") ?? {}, "schemas", schemas));
}

export function fieldOf(value: Json | undefined, name: string): Json | undefined {
  return fieldsOf(value).find(([key]) => key === name)?.[1];
}

export function fieldsOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return typeof value === "object" && value !== null && !isJsonArray(value) ? Object.entries(value) : [];
}
