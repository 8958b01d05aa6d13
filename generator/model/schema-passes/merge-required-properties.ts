import type { Exchange, Operation } from "../types/operation.js";
import type { Lookup } from "../traversal/dereference.js";
import { namedProperty } from "../traversal/find-property.js";
import type { IntersectionSchema, NamedSchema, Property, Schema, SchemaKey } from "../types/schema.js";
import { mapExchange, mapOperation } from "../traversal/map-operation.js";
import { mapSchema } from "../traversal/map-schema.js";

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

/**
 * A part of an `allOf` may require a property that another part declares: such a property is what the other says, and is there. So what
 * is read-only stays read-only, and what was a text is still one.
 */
export function withDemands(schemas: Schemas): Schemas {
  const lookup: Lookup = (key) => schemas.get(key)?.schema;
  return new Map([...schemas].map(([key, named]) => [key, { ...named, schema: demanding(named.schema, lookup) }]));
}

/** The same for the schemas that operations hold themselves. */
export function operationWithDemands(operation: Operation, schemas: Schemas): Operation {
  return mapOperation(operation, demandingIn(schemas));
}

export function exchangeWithDemands<Held extends Exchange>(exchange: Held, schemas: Schemas): Held {
  return mapExchange(exchange, demandingIn(schemas));
}

function demandingIn(schemas: Schemas): (schema: Schema) => Schema {
  const lookup: Lookup = (key) => schemas.get(key)?.schema;
  return (schema) => demanding(schema, lookup);
}

function demanding(schema: Schema, lookup: Lookup): Schema {
  return mapSchema(schema, (part) => (part.kind === "intersection" ? met(part, lookup) : part));
}

function met(schema: IntersectionSchema, lookup: Lookup): Schema {
  if (!schema.members.some(demandsMore)) return schema;
  const members = schema.members.map((member) => {
    const others: Schema = { ...schema, members: schema.members.filter((other) => other !== member) };
    return meeting(member, others, lookup);
  });
  return { ...schema, members };
}

function meeting(schema: Schema, others: Schema, lookup: Lookup): Schema {
  if (schema.kind === "union") return { ...schema, members: schema.members.map((member) => meeting(member, others, lookup)) };
  if (schema.kind !== "object") return schema;
  return { ...schema, properties: schema.properties.map((property) => declared(property, others, lookup)) };
}

function demandsMore(schema: Schema): boolean {
  if (schema.kind === "union") return schema.members.some(demandsMore);
  return schema.kind === "object" && schema.properties.some(({ undeclared }) => undeclared);
}

function declared(property: Property, others: Schema, lookup: Lookup): Property {
  const found = property.undeclared ? namedProperty(others, property.name, lookup) : undefined;
  return found === undefined ? property : { ...found, required: true, undeclared: true };
}
