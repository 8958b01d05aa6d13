import type { NodePlace } from "../../load/tree/node.js";
import type { SchemaLookup } from "../traversal/dereference.js";
import { sortedBy } from "../reading/order.js";
import type { ObjectSchema, Property, Schema, SchemaDocs } from "../types/schema.js";
import { schemaBase } from "../schemas/schema-reader.js";
import { intersectionOf } from "../schemas/combine-schemas.js";
import { discriminatorValues } from "../traversal/discriminator-values.js";
import { dereference, referenceChain } from "../traversal/dereference.js";

/** The discriminator property of a variant. */
interface DiscriminatorProperty {
  readonly name: string;
  readonly values: readonly string[];
  /** Its declaration in the variant or its base. */
  readonly declared: Property | undefined;
}

/** The schema with the discriminator property restricted to these values, unless it is a constant already. */
export function withDiscriminatorValue(
  schema: Schema,
  { name, values, declared }: DiscriminatorProperty,
  lookup: SchemaLookup,
): Schema {
  if (declared?.schema.kind === "enum" && declared.schema.constant) return schema;
  const typed = discriminatorValues(values, declared?.schema, lookup);
  if (typed.length === 0) return schema;
  const docs = declared === undefined ? {} : docsOf(declared.schema, lookup);
  const constant: Schema = {
    kind: "enum",
    members: typed.map((value) => ({ value })),
    constant: true,
    docs,
    place: schema.place,
  };
  const defaults = { name, required: true, readOnly: false, writeOnly: false };
  return withProperty(schema, { ...defaults, ...declared, schema: constant });
}

/** The base with its discriminator property as a plain string or number, because the union of the variants lists its values. */
export function withoutDiscriminatorValues(schema: Schema, name: string, lookup: SchemaLookup): Schema {
  if (schema.kind === "intersection")
    return {
      ...intersectionOf(
        schema,
        schema.members.map((member) => withoutDiscriminatorValues(member, name, lookup)),
      ),
      docs: schema.docs,
    };
  if (schema.kind !== "object") return schema;
  const properties = schema.properties.map((property) => (property.name === name ? withoutEnum(property, lookup) : property));
  return { ...schema, properties };
}

function withoutEnum(property: Property, lookup: SchemaLookup): Property {
  const { schema } = property;
  const declared = dereference(schema, lookup);
  if (declared.kind !== "enum") return property;
  const isNumber = declared.members.every(({ value }) => typeof value === "number");
  const base = { ...schemaBase(schema), docs: docsOf(schema, lookup) };
  return {
    ...property,
    schema: isNumber ? { kind: "number", integer: false, ...base } : { kind: "string", binary: false, ...base },
  };
}

/** The documentation of a schema, completed by that of the schemas that it refers to. */
function docsOf(schema: Schema, lookup: SchemaLookup): SchemaDocs {
  return referenceChain(schema, lookup).reduceRight<SchemaDocs>((docs, link) => ({ ...docs, ...link.docs }), {});
}

function withProperty(schema: Schema, property: Property): Schema {
  if (schema.kind === "object") return objectWith(schema, property);
  const parts = schema.kind === "intersection" ? schema.members : [schema];
  const objects = parts.filter((part) => part.kind === "object");
  const owner = objects.find(({ properties }) => properties.some(({ name }) => name === property.name)) ?? objects[0];
  const changed =
    owner === undefined
      ? [...parts, objectOf(property, schema.place)]
      : parts.map((part) => (part === owner ? objectWith(owner, property) : part));
  return { ...intersectionOf(schema, changed), docs: schema.docs };
}

function objectWith(schema: ObjectSchema, property: Property): ObjectSchema {
  const others = schema.properties.filter(({ name }) => name !== property.name);
  return { ...schema, properties: sortedBy([...others, property], ({ name }) => name) };
}

function objectOf(property: Property, place: NodePlace): ObjectSchema {
  return { kind: "object", properties: [property], additional: "open", docs: {}, place };
}
