import type { Api } from "../../model/types/api.js";
import type { Property, Schema, SchemaKey } from "../../model/types/schema.js";

/** Follows references until something that is none. A reference that leads to itself, or nowhere, stays what it is. */
export function dereference(schema: Schema, api: Api): Schema {
  const seen = new Set<SchemaKey>();
  let current = schema;
  while (current.kind === "reference" && !seen.has(current.target)) {
    seen.add(current.target);
    const named = api.schemas.get(current.target);
    if (named === undefined) return current;
    current = named.schema;
  }
  return current;
}

/** What a value is when it is not null: `T | null` is `T`. */
export function withoutNull(schema: Schema, api: Api): Schema {
  const value = dereference(schema, api);
  if (value.kind !== "union") return value;
  const others = value.members.filter((member) => dereference(member, api).kind !== "null");
  const [only] = others;
  return others.length === 1 && only ? dereference(only, api) : value;
}

export function isNullable(schema: Schema, api: Api): boolean {
  const value = dereference(schema, api);
  return (
    value.kind === "null" || (value.kind === "union" && value.members.some((member) => dereference(member, api).kind === "null"))
  );
}

/** The properties of an object, or of several that hold at once; undefined where a value need not be an object. */
export function propertiesOf(schema: Schema, api: Api, seen: ReadonlySet<Schema> = new Set()): readonly Property[] | undefined {
  const value = dereference(schema, api);
  if (value.kind === "object") return value.properties;
  if (value.kind !== "intersection" || seen.has(value)) return undefined;
  const parts = value.members.map((member) => propertiesOf(member, api, new Set([...seen, value])));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}
