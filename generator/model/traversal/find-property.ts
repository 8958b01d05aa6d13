import { followOnce, type SchemaLookup } from "./dereference.js";
import type { Property, Schema, SchemaKey } from "../types/schema.js";

/** Whether any alternative or part of a schema declares a property unconditionally. */
export function declaresProperty(schema: Schema, name: string, lookup: SchemaLookup, followed = new Set<SchemaKey>()): boolean {
  const declares = (inner: Schema) => declaresProperty(inner, name, lookup, followed);
  if (schema.kind === "object") return schema.properties.some((property) => property.name === name && !property.conditional);
  if (schema.kind === "union" || schema.kind === "intersection") return schema.members.some(declares);
  return schema.kind === "reference" && followOnce(schema, followed, lookup).some(declares);
}

/** The first declaration of a property in an object, or in the parts of an `allOf` and the targets of references. */
export function findProperty(schema: Schema, name: string, lookup: SchemaLookup): Property | undefined {
  const followed = new Set<SchemaKey>();
  const waiting: Schema[] = [schema];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const found = next.kind === "object" ? next.properties.find((property) => property.name === name) : undefined;
    if (found !== undefined) return found;
    if (next.kind === "intersection") waiting.push(...next.members);
    if (next.kind === "reference") waiting.push(...followOnce(next, followed, lookup));
  }
  return undefined;
}
