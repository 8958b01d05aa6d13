import type { OperationObject, Operation } from "../types/operation.js";
import type { SchemaLookup } from "../traversal/dereference.js";
import { findProperty } from "../traversal/find-property.js";
import type { IntersectionSchema, NamedSchema, Property, Schema, SchemaKey } from "../types/schema.js";
import { mapOwnSchemas, mapOperationSchemas } from "../traversal/map-operation.js";
import { mapSchema } from "../traversal/map-schema.js";

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

/**
 * A part of an `allOf` may require a property that another part declares: such a property is what the other says, and is there. So what
 * is read-only stays read-only, and what was a text is still one.
 */
export function mergeRequiredInSchemas(schemas: Schemas): Schemas {
  const lookup: SchemaLookup = (key) => schemas.get(key)?.schema;
  return new Map([...schemas].map(([key, named]) => [key, { ...named, schema: mergeRequiredInSchema(named.schema, lookup) }]));
}

/** The same for the schemas that operations hold themselves. */
export function mergeRequiredInOperation(operation: Operation, schemas: Schemas): Operation {
  return mapOperationSchemas(operation, mergerFor(schemas));
}

export function mergeRequiredInWebhook<Held extends OperationObject>(exchange: Held, schemas: Schemas): Held {
  return mapOwnSchemas(exchange, mergerFor(schemas));
}

function mergerFor(schemas: Schemas): (schema: Schema) => Schema {
  const lookup: SchemaLookup = (key) => schemas.get(key)?.schema;
  return (schema) => mergeRequiredInSchema(schema, lookup);
}

function mergeRequiredInSchema(schema: Schema, lookup: SchemaLookup): Schema {
  return mapSchema(schema, (part) => (part.kind === "intersection" ? mergeInIntersection(part, lookup) : part));
}

function mergeInIntersection(schema: IntersectionSchema, lookup: SchemaLookup): Schema {
  if (!schema.members.some(hasUndeclaredProperty)) return schema;
  const members = schema.members.map((member) => {
    const others: Schema = { ...schema, members: schema.members.filter((other) => other !== member) };
    return mergeInMember(member, others, lookup);
  });
  return { ...schema, members };
}

function mergeInMember(schema: Schema, others: Schema, lookup: SchemaLookup): Schema {
  if (schema.kind === "union")
    return { ...schema, members: schema.members.map((member) => mergeInMember(member, others, lookup)) };
  if (schema.kind !== "object") return schema;
  return { ...schema, properties: schema.properties.map((property) => mergeWithDeclaration(property, others, lookup)) };
}

function hasUndeclaredProperty(schema: Schema): boolean {
  if (schema.kind === "union") return schema.members.some(hasUndeclaredProperty);
  return schema.kind === "object" && schema.properties.some(({ undeclared }) => undeclared);
}

function mergeWithDeclaration(property: Property, others: Schema, lookup: SchemaLookup): Property {
  const found = property.undeclared ? findProperty(others, property.name, lookup) : undefined;
  return found === undefined ? property : { ...found, required: true, undeclared: true };
}
