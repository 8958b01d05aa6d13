import type { Api } from "../../model/types/api.js";
import type { Property, Schema } from "../../model/types/schema.js";
import { dereference, schemaLookup } from "../../model/traversal/dereference.js";

/** `T | null` becomes `T`. References are followed. */
export function withoutNull(schema: Schema, api: Api): Schema {
  const lookup = schemaLookup(api.schemas);
  const value = dereference(schema, lookup);
  if (value.kind !== "union") return value;
  const others = value.members.filter((member) => dereference(member, lookup).kind !== "null");
  const [only] = others;
  return others.length === 1 && only ? dereference(only, lookup) : value;
}

export function isNullable(schema: Schema, api: Api): boolean {
  const lookup = schemaLookup(api.schemas);
  const value = dereference(schema, lookup);
  return (
    value.kind === "null" ||
    (value.kind === "union" && value.members.some((member) => dereference(member, lookup).kind === "null"))
  );
}

/** The properties of an object or of an intersection of objects; undefined if a value may be something else. */
export function propertiesOf(schema: Schema, api: Api, seen: ReadonlySet<Schema> = new Set()): readonly Property[] | undefined {
  const value = dereference(schema, schemaLookup(api.schemas));
  if (value.kind === "object") return value.properties;
  if (value.kind !== "intersection" || seen.has(value)) return undefined;
  const parts = value.members.map((member) => propertiesOf(member, api, new Set([...seen, value])));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}
