import type { Schema } from "../types/schema.js";

/** Changes a schema and all its subschemas, from the leaves up. Unchanged subschemas stay the same objects. */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  return change(mapSubschemas(schema, (subschema) => mapSchema(subschema, change)));
}

/** Changes the direct subschemas of a schema. */
export function mapSubschemas(schema: Schema, change: (schema: Schema) => Schema): Schema {
  if (schema.kind === "array") return withChangedFields(schema, { items: change(schema.items) });
  if (schema.kind === "tuple")
    return { ...schema, prefix: schema.prefix.map(change), ...(schema.rest && { rest: change(schema.rest) }) };
  if (schema.kind === "union" || schema.kind === "intersection")
    return withChangedFields(schema, { members: mapItems(schema.members, change) });
  if (schema.kind === "string" || schema.kind === "any")
    return schema.contentSchema === undefined
      ? schema
      : withChangedFields(schema, { contentSchema: change(schema.contentSchema) });
  if (schema.kind !== "object") return schema;
  const properties = mapItems(schema.properties, (property) => withChangedFields(property, { schema: change(property.schema) }));
  const { additional } = schema;
  return withChangedFields(schema, { properties, additional: typeof additional === "object" ? change(additional) : additional });
}

/** The items with a change, or the same list if none of them differs. */
export function mapItems<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? items : changed;
}

/** A copy with these fields, or the object itself if none of them differs. */
export function withChangedFields<Mapped extends object>(object: Mapped, fields: Partial<Mapped>): Mapped {
  const keys = Object.keys(fields) as (keyof Mapped)[];
  return keys.every((key) => object[key] === fields[key]) ? object : { ...object, ...fields };
}
