import type { Content } from "../types/operation.js";
import type { Schema, SchemaKey } from "../types/schema.js";

/** What bodies hold, as a whole or item by item. */
export function schemasOfContents(contents: readonly Content[]): readonly Schema[] {
  return contents.flatMap(({ schema, itemSchema, eventData }) => [schema ?? [], itemSchema ?? [], eventData ?? []].flat());
}

/** The schemas that a schema is made of; a reference is made of none. */
export function subschemasOf(schema: Schema): readonly Schema[] {
  if (schema.kind === "array") return [schema.items];
  if (schema.kind === "tuple") return [...schema.prefix, ...(schema.rest ? [schema.rest] : [])];
  if (schema.kind === "object")
    return [...schema.properties.map(({ schema: held }) => held), ...additionalSchemasOf(schema.additional)];
  return membersOf(schema);
}

/** The keys that a schema refers to, at any depth, without following them. */
export function referencedKeys(schema: Schema): ReadonlySet<SchemaKey> {
  return collectKeys(schema, subschemasOf);
}

/** The keys of the schemas that a schema itself is, as one of its alternatives or parts: not of those that it holds. */
export function composedKeys(schema: Schema): ReadonlySet<SchemaKey> {
  return collectKeys(schema, membersOf);
}

function membersOf(schema: Schema): readonly Schema[] {
  return schema.kind === "union" || schema.kind === "intersection" ? schema.members : [];
}

function additionalSchemasOf(additional: Schema | "open" | "closed"): readonly Schema[] {
  return typeof additional === "object" ? [additional] : [];
}

function collectKeys(schema: Schema, step: (schema: Schema) => readonly Schema[]): ReadonlySet<SchemaKey> {
  const found = new Set<SchemaKey>();
  const waiting: Schema[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "reference") found.add(next.target);
    if (next.kind === "union" && next.discriminator?.baseSchema !== undefined) found.add(next.discriminator.baseSchema);
    waiting.push(...step(next));
  }
  return found;
}
