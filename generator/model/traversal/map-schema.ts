import type { Schema } from "../types/schema.js";

/** Changes a schema and all its subschemas, from the leaves up. Unchanged subschemas stay the same objects. */
export function mapSchema(schema: Schema, change: (schema: Schema) => Schema): Schema {
  return change(mapSubschemas(schema, (subschema) => mapSchema(subschema, change)));
}

/** Changes the direct subschemas of a schema. */
export function mapSubschemas(schema: Schema, change: (schema: Schema) => Schema): Schema {
  if (schema.kind === "array") return withField(schema, "items", change(schema.items));
  if (schema.kind === "tuple")
    return { ...schema, prefix: schema.prefix.map(change), ...(schema.rest && { rest: change(schema.rest) }) };
  if (schema.kind === "union" || schema.kind === "intersection")
    return withField(schema, "members", mapItems(schema.members, change));
  if (schema.kind === "string" || schema.kind === "any")
    return schema.contentSchema === undefined ? schema : withField(schema, "contentSchema", change(schema.contentSchema));
  if (schema.kind !== "object") return schema;
  const properties = mapItems(schema.properties, (property) => withField(property, "schema", change(property.schema)));
  const { additional } = schema;
  const mapped = withField(schema, "properties", properties);
  return typeof additional === "object" ? withField(mapped, "additional", change(additional)) : mapped;
}

/** The changed items, or the list itself if none of them changes. */
export function mapItems<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  let mapped: Item[] | undefined;
  items.forEach((item, index) => {
    const changed = change(item);
    if (changed !== item) (mapped ??= [...items])[index] = changed;
  });
  return mapped ?? items;
}

/** A copy with this field, or the object itself if the field does not change. */
export function withField<Mapped extends object, Name extends keyof Mapped>(
  object: Mapped,
  name: Name,
  value: Mapped[Name],
): Mapped {
  return object[name] === value ? object : { ...object, [name]: value };
}
