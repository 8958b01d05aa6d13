import type { Schema } from "../../model/types/schema.js";

/** `string | number | boolean`: what every parameter can have. */
export function scalarUnion({ docs, place }: Schema): Schema {
  const base = { docs: {}, place };
  const members: readonly Schema[] = [
    { kind: "string", binary: false, ...base },
    { kind: "number", integer: false, ...base },
    { kind: "boolean", ...base },
  ];
  return { kind: "union", members, docs, place };
}

/**
 * What callers can pass if a style serializes scalars, and arrays and objects of scalars: values without a described type are limited to
 * these. Referenced schemas keep their types.
 */
export function parameterSchema(schema: Schema): Schema {
  switch (schema.kind) {
    case "any":
      return scalarOrContainer(schema);
    case "array":
      return { ...schema, items: itemSchema(schema.items) };
    case "tuple":
      return { ...schema, prefix: schema.prefix.map(itemSchema), ...(schema.rest && { rest: itemSchema(schema.rest) }) };
    case "object": {
      const properties = schema.properties.map((property) => ({ ...property, schema: itemSchema(property.schema) }));
      const { additional } = schema;
      if (additional === "open" && properties.length === 0) return { ...schema, additional: scalarUnion(schema) };
      return { ...schema, properties, additional: typeof additional === "string" ? additional : itemSchema(additional) };
    }
    case "union":
      return { ...schema, members: schema.members.map(parameterSchema) };
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

function itemSchema(schema: Schema): Schema {
  if (schema.kind === "union") return { ...schema, members: schema.members.map(itemSchema) };
  return schema.kind === "any" ? scalarUnion(schema) : schema;
}

function scalarOrContainer(schema: Schema): Schema {
  const { docs, place } = schema;
  const one = scalarUnion({ ...schema, docs: {} });
  const members: readonly Schema[] = [
    one,
    { kind: "array", items: one, docs: {}, place },
    { kind: "object", properties: [], additional: one, docs: {}, place },
  ];
  return { kind: "union", members, docs, place };
}
