import type { ReferenceSchema, Schema, SchemaKey } from "../types/schema.js";

/** The named schema with this key, if there is one. */
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

/** The target of a reference the first time that it is followed, and nothing afterwards, so that walking through cycles ends. */
export function followOnce({ target }: ReferenceSchema, followed: Set<SchemaKey>, lookup: SchemaLookup): readonly Schema[] {
  if (followed.has(target)) return [];
  followed.add(target);
  return [lookup(target) ?? []].flat();
}
