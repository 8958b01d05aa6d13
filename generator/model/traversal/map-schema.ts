import type { Schema } from "../types/schema.js";

/** A schema with a change made to everything that it is made of, from the leaves up. What does not change is shared. */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  const inner = (held: Schema): Schema => mapSchema(held, change);
  return change(mapSubschemas(schema, inner));
}

/** A schema with a change made to each of its parts. */
export function mapSubschemas(schema: Schema, inner: (schema: Schema) => Schema): Schema {
  if (schema.kind === "array") return withChangedFields(schema, { items: inner(schema.items) });
  if (schema.kind === "tuple")
    return { ...schema, prefix: schema.prefix.map(inner), ...(schema.rest && { rest: inner(schema.rest) }) };
  if (schema.kind === "union" || schema.kind === "intersection")
    return withChangedFields(schema, { members: mapItems(schema.members, inner) });
  if (schema.kind !== "object") return schema;
  const properties = mapItems(schema.properties, (property) => withChangedFields(property, { schema: inner(property.schema) }));
  const { additional } = schema;
  return withChangedFields(schema, { properties, additional: typeof additional === "object" ? inner(additional) : additional });
}

function mapItems<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? items : changed;
}

/** The object itself where none of the fields is another one. */
function withChangedFields<Held extends object>(held: Held, fields: Partial<Held>): Held {
  const keys = Object.keys(fields) as (keyof Held)[];
  return keys.every((key) => held[key] === fields[key]) ? held : { ...held, ...fields };
}
