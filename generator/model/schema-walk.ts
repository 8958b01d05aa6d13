import type { Schema, SchemaKey } from "./schema.js";

/** The schemas that a schema is made of; a reference is made of none. */
export function partsOf(schema: Schema): readonly Schema[] {
  if (schema.kind === "array") return [schema.items];
  if (schema.kind === "tuple") return [...schema.prefix, ...(schema.rest ? [schema.rest] : [])];
  if (schema.kind === "union" || schema.kind === "intersection") return schema.members;
  if (schema.kind !== "object") return [];
  const properties = schema.properties.map((property) => property.schema);
  return typeof schema.additional === "object" ? [...properties, schema.additional] : properties;
}

/** The keys that a schema refers to, at any depth, without following them. */
export function referencedKeys(schema: Schema): ReadonlySet<SchemaKey> {
  const found = new Set<SchemaKey>();
  const waiting: Schema[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "reference") found.add(next.target);
    waiting.push(...partsOf(next));
  }
  return found;
}
