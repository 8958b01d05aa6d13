import type { OperationObject, Operation } from "../types/operation.js";
import type { SchemaLookup } from "../traversal/dereference.js";
import { declaresProperty, findProperty } from "../traversal/find-property.js";
import type { IntersectionSchema, Property, Schema, NamedSchemas } from "../types/schema.js";
import { mapOwnSchemas, mapOperationSchemas } from "../traversal/map-operation.js";
import { mapSchema } from "../traversal/map-schema.js";
import { schemaLookup } from "../traversal/dereference.js";

/**
 * A part of an `allOf` may list a property in `required` that another part declares. It gets the schema of that declaration, and stays
 * read-only or write-only. A property that is declared under a condition is left out if another part declares it.
 */
export function mergeRequiredInSchemas(schemas: NamedSchemas): NamedSchemas {
  const lookup = schemaLookup(schemas);
  return new Map([...schemas].map(([key, named]) => [key, { ...named, schema: mergeRequiredInSchema(named.schema, lookup) }]));
}

/** The same for the schemas of an operation that are not named. */
export function mergeRequiredInOperation(operation: Operation, schemas: NamedSchemas): Operation {
  return mapOperationSchemas(operation, mergerFor(schemas));
}

export function mergeRequiredInWebhook<Webhook extends OperationObject>(webhook: Webhook, schemas: NamedSchemas): Webhook {
  return mapOwnSchemas(webhook, mergerFor(schemas));
}

function mergerFor(schemas: NamedSchemas): (schema: Schema) => Schema {
  const lookup = schemaLookup(schemas);
  return (schema) => mergeRequiredInSchema(schema, lookup);
}

function mergeRequiredInSchema(schema: Schema, lookup: SchemaLookup): Schema {
  return mapSchema(schema, (part) =>
    part.kind === "intersection" ? mergeInIntersection(withoutRedeclared(part, lookup), lookup) : part,
  );
}

function withoutRedeclared(schema: IntersectionSchema, lookup: SchemaLookup): IntersectionSchema {
  const isRedeclared = ({ name, conditional }: Property, owner: Schema) =>
    conditional && schema.members.some((other) => other !== owner && declaresProperty(other, name, lookup));
  const members = schema.members.map((member) =>
    member.kind === "object" && member.properties.some((property) => isRedeclared(property, member))
      ? { ...member, properties: member.properties.filter((property) => !isRedeclared(property, member)) }
      : member,
  );
  return { ...schema, members };
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
