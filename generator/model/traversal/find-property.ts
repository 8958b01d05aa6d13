import type { SchemaLookup } from "./dereference.js";
import type { Property, Schema, SchemaKey } from "../types/schema.js";

/** What an object says of one of its properties, itself or through what it is made of; the first part that says anything decides. */
export function findProperty(schema: Schema, name: string, lookup: SchemaLookup): Property | undefined {
  const passed = new Set<SchemaKey>();
  const waiting: Schema[] = [schema];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const found = next.kind === "object" ? next.properties.find((property) => property.name === name) : undefined;
    if (found !== undefined) return found;
    if (next.kind === "intersection") waiting.push(...next.members);
    if (next.kind === "reference" && !passed.has(next.target)) waiting.push(...follow(next.target, passed, lookup));
  }
  return undefined;
}

function follow(key: SchemaKey, passed: Set<SchemaKey>, lookup: SchemaLookup): readonly Schema[] {
  passed.add(key);
  const target = lookup(key);
  return target === undefined ? [] : [target];
}
