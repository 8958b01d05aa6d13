import type { NamedSchemas, ReferenceSchema, Schema, SchemaKey } from "../types/schema.js";

/** The named schema with this key, if there is one. */
export type SchemaLookup = (key: SchemaKey) => Schema | undefined;

/** The lookup in named schemas, such as {@link Api.schemas}. */
export function schemaLookup(schemas: NamedSchemas): SchemaLookup {
  return (key) => schemas.get(key)?.schema;
}

/** The schema at the end of a chain of references. It is a reference only if the chain is a cycle or a target is missing. */
export function dereference(schema: Schema, lookup: SchemaLookup): Schema {
  if (schema.kind !== "reference") return schema;
  const target = lookup(schema.target);
  if (target === undefined) return schema;
  // A chain of one reference, as nearly all are, needs no list of what has been followed.
  return target.kind === "reference" ? (referenceChain(schema, lookup).at(-1) ?? schema) : target;
}

/** The schema, followed by the schemas that it refers to one after the other. */
export function referenceChain(schema: Schema, lookup: SchemaLookup): readonly Schema[] {
  const chain = [schema];
  const followed = new Set<SchemaKey>();
  for (let current: Schema | undefined = schema; current?.kind === "reference";) {
    [current] = followOnce(current, followed, lookup);
    if (current !== undefined) chain.push(current);
  }
  return chain;
}

/** The target of a reference the first time that it is followed, and nothing afterwards, so that walking through cycles ends. */
export function followOnce({ target }: ReferenceSchema, followed: Set<SchemaKey>, lookup: SchemaLookup): readonly Schema[] {
  if (followed.has(target)) return [];
  followed.add(target);
  const schema = lookup(target);
  return schema === undefined ? [] : [schema];
}
