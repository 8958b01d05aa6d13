import { sortedSet } from "../../model/reading/order.js";
import type { NamedSchema, Schema, SchemaKey } from "../../model/types/schema.js";
import { subschemasOf } from "../../model/traversal/subschemas.js";
import type { Direction } from "../../plan/types/model-plan.js";
import { visibleProperties } from "./visible-properties.js";

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

/** Tells which maps that callers type a schema holds on one direction of the wire, itself or by reference. */
export interface TypedMaps {
  /** What `x-specloom-typed` calls their types, in order of name. */
  of(schemas: readonly Schema[], direction: Direction): readonly string[];
  ofModel(key: SchemaKey, direction: Direction | "both"): readonly string[];
}

export function createTypedMaps(schemas: Schemas): TypedMaps {
  const namesByDirection = { request: namesByKey(schemas, "request"), response: namesByKey(schemas, "response") };
  return {
    of: (given, direction) => {
      const held = given.map((schema) => directContents(schema, direction));
      return sortedSet(
        held.flatMap(({ names, targets }) => [...names, ...targets.flatMap((key) => [...(namesByDirection[direction].get(key) ?? [])])]),
      );
    },
    // Whatever holds such a map is one model a direction.
    ofModel: (key, direction) => sortedSet(namesByDirection[direction === "request" ? "request" : "response"].get(key) ?? []),
  };
}

/** Starts with the schemas that hold such a map themselves and goes on to whatever refers to them. */
function namesByKey(schemas: Schemas, direction: Direction): ReadonlyMap<SchemaKey, ReadonlySet<string>> {
  const users = new Map<SchemaKey, SchemaKey[]>();
  const waiting: { readonly key: SchemaKey; readonly name: string }[] = [];
  for (const { key, schema } of schemas.values()) {
    const { names, targets } = directContents(schema, direction);
    waiting.push(...names.map((name) => ({ key, name })));
    for (const target of targets) users.set(target, [...(users.get(target) ?? []), key]);
  }
  const found = new Map<SchemaKey, Set<string>>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { key, name } = next;
    const names = found.get(key) ?? new Set();
    if (names.has(name)) continue;
    found.set(key, names.add(name));
    waiting.push(...(users.get(key) ?? []).map((user) => ({ key: user, name })));
  }
  return found;
}

interface DirectContents {
  readonly names: readonly string[];
  readonly targets: readonly SchemaKey[];
}

/** What stands in a schema on this direction of the wire, without following references. */
function directContents(schema: Schema, direction: Direction): DirectContents {
  const names: string[] = [];
  const targets: SchemaKey[] = [];
  const waiting: Schema[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "object" && next.typeParameterName !== undefined) names.push(next.typeParameterName);
    if (next.kind === "reference") targets.push(next.target);
    if (next.kind === "union" && next.discriminator?.baseSchema !== undefined) targets.push(next.discriminator.baseSchema);
    waiting.push(...subschemasOf(next.kind === "object" ? { ...next, properties: visibleProperties(next, { direction }) } : next));
  }
  return { names, targets };
}
