import type { Content } from "../types/operation.js";
import type { Schema, SchemaKey } from "../types/schema.js";

/** All schemas of some Media Type Objects. */
export function schemasOfContents(contents: readonly Content[]): readonly Schema[] {
  return contents.flatMap(({ schema, itemSchema }) => [schema ?? [], itemSchema ?? []].flat());
}

/** The direct subschemas of a schema; the target of a reference is none. */
export function subschemasOf(schema: Schema): readonly Schema[] {
  if (schema.kind === "array") return [schema.items];
  if (schema.kind === "tuple") return [...schema.prefix, ...(schema.rest ? [schema.rest] : [])];
  if (schema.kind === "object")
    return [...schema.properties.map((property) => property.schema), ...additionalSchemasOf(schema.additional)];
  if (schema.kind === "string" || schema.kind === "any") return schema.contentSchema ? [schema.contentSchema] : [];
  return membersOf(schema);
}

/** The targets of all references in a schema, at any depth, without following them. */
export function referencedKeys(schema: Schema): ReadonlySet<SchemaKey> {
  return collectKeys(schema, subschemasOf);
}

/** The targets of references that a schema is composed of through unions and intersections, without those in properties or items. */
export function composedKeys(schema: Schema): ReadonlySet<SchemaKey> {
  return collectKeys(schema, membersOf);
}

/** The named schemas that a discriminator refers to, besides the members of its union. */
export function discriminatorTargets(schema: Schema): readonly SchemaKey[] {
  const discriminator = schema.kind === "union" ? schema.discriminator : undefined;
  return [discriminator?.baseSchema, discriminator?.defaultVariant].filter((key) => key !== undefined);
}

function membersOf(schema: Schema): readonly Schema[] {
  return schema.kind === "union" || schema.kind === "intersection" ? schema.members : [];
}

function additionalSchemasOf(additional: Schema | "open" | "closed"): readonly Schema[] {
  return typeof additional === "object" ? [additional] : [];
}

function collectKeys(schema: Schema, subschemas: (schema: Schema) => readonly Schema[]): ReadonlySet<SchemaKey> {
  const found = new Set<SchemaKey>();
  const waiting: Schema[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "reference") found.add(next.target);
    for (const key of discriminatorTargets(next)) found.add(key);
    waiting.push(...subschemas(next));
  }
  return found;
}
