import type { Schema } from "../../model/types/schema.js";

/** What every place of a path, a query or a header can hold. */
export function scalars({ docs, place }: Schema): Schema {
  const base = { docs: {}, place };
  const members: readonly Schema[] = [
    { kind: "string", binary: false, ...base },
    { kind: "number", integer: false, ...base },
    { kind: "boolean", ...base },
  ];
  return { kind: "union", members, docs, place };
}

/**
 * What callers can hand in where a style writes scalars, and lists and objects of them: whatever the description says nothing about is one of
 * these. A model keeps its type wherever it is used.
 */
export function flat(schema: Schema): Schema {
  switch (schema.kind) {
    case "any":
      return flatAnything(schema);
    case "array":
      return { ...schema, items: flatItem(schema.items) };
    case "tuple":
      return { ...schema, prefix: schema.prefix.map(flatItem), ...(schema.rest && { rest: flatItem(schema.rest) }) };
    case "object": {
      const properties = schema.properties.map((property) => ({ ...property, schema: flatItem(property.schema) }));
      const { additional } = schema;
      if (additional === "open" && properties.length === 0) return { ...schema, additional: scalars(schema) };
      return { ...schema, properties, additional: typeof additional === "string" ? additional : flatItem(additional) };
    }
    case "union":
      return { ...schema, members: schema.members.map(flat) };
    case "boolean":
    case "enum":
    case "intersection":
    case "never":
    case "null":
    case "number":
    case "reference":
    case "string":
      return schema;
  }
}

function flatItem(schema: Schema): Schema {
  if (schema.kind === "union") return { ...schema, members: schema.members.map(flatItem) };
  return schema.kind === "any" ? scalars(schema) : schema;
}

function flatAnything(schema: Schema): Schema {
  const { docs, place } = schema;
  const one = scalars({ ...schema, docs: {} });
  const members: readonly Schema[] = [
    one,
    { kind: "array", items: one, docs: {}, place },
    { kind: "object", properties: [], additional: one, docs: {}, place },
  ];
  return { kind: "union", members, docs, place };
}
