import type { Schema } from "../types/schema.js";

/** A schema with a change made to everything that it is made of, from the leaves up. What does not change is shared. */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const inner = (held: Schema): Schema => mapSchema(held, change);
  return change(withParts(schema, inner));
}

/** A schema with a change made to each of its parts. */
export function withParts(schema: Schema, inner: (schema: Schema) => Schema): Schema {
  if (schema.kind === "array") return same(schema, { items: inner(schema.items) });
  if (schema.kind === "tuple")
    return { ...schema, prefix: schema.prefix.map(inner), ...(schema.rest && { rest: inner(schema.rest) }) };
  if (schema.kind === "union" || schema.kind === "intersection") return same(schema, { members: mapped(schema.members, inner) });
  if (schema.kind !== "object") return schema;
  const properties = mapped(schema.properties, (property) => same(property, { schema: inner(property.schema) }));
  const { additional } = schema;
  return same(schema, { properties, additional: typeof additional === "object" ? inner(additional) : additional });
}

function mapped<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? items : changed;
}

/** The object itself where none of the fields is another one. */
function same<Held extends object>(held: Held, fields: Partial<Held>): Held {
  const keys = Object.keys(fields) as (keyof Held)[];
  return keys.every((key) => held[key] === fields[key]) ? held : { ...held, ...fields };
}
