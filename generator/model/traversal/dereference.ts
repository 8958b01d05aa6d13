import type { Schema, SchemaKey } from "../types/schema.js";

/** Finds a named schema. */
export type SchemaLookup = (key: SchemaKey) => Schema | undefined;

/** The schema at the end of a chain of references. In a cycle, or where a target is missing, the last reference that was reached. */
export function dereference(schema: Schema, lookup: SchemaLookup): Schema {
  const followed = new Set<SchemaKey>();
  let current = schema;
  while (current.kind === "reference" && !followed.has(current.target)) {
    followed.add(current.target);
    current = lookup(current.target) ?? current;
  }
  return current;
}
