import type { NodePlace } from "../../load/tree/node.js";
import type { SchemaLookup } from "../traversal/dereference.js";
import { sortedBy } from "../reading/order.js";
import type { ObjectSchema, Property, Schema, SchemaDocs } from "../types/schema.js";
import { schemaBase } from "../schemas/schema-reader.js";
import { intersectionOf } from "../schemas/combine-schemas.js";

/** The property that tells variants apart, as it stands in a variant and in the fields of a base. */

interface DiscriminatorProperty {
  readonly name: string;
  readonly values: readonly string[];
  /** What the variant and its base say of the property. */
  readonly declared: Property | undefined;
}

/** The schema with a property that holds these values and no other. A constant that it has already says as much. */
export function withDiscriminatorValue(
  schema: Schema,
  { name, values, declared: known }: DiscriminatorProperty,
  lookup: SchemaLookup,
): Schema {
  if (known?.schema.kind === "enum" && known.schema.constant) return schema;
  const docs = known === undefined ? {} : docsOf(known.schema, lookup);
  const constant: Schema = {
    kind: "enum",
    members: values.map((value) => ({ value })),
    constant: true,
    docs,
    place: schema.place,
  };
  const blankProperty = { name, required: true, readOnly: false, writeOnly: false };
  return withProperty(schema, { ...blankProperty, ...known, schema: constant });
}

/** The fields of a base, whose property may hold any text: what it holds is told by the union of the variants. */
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
  const properties = schema.properties.map((property) =>
    property.name === name ? asStringProperty(property, lookup) : property,
  );
  return { ...schema, properties };
}

function asStringProperty(property: Property, lookup: SchemaLookup): Property {
  const { schema } = property;
  const target = schema.kind === "reference" ? lookup(schema.target) : schema;
  if (target?.kind !== "enum") return property;
  return { ...property, schema: { kind: "string", binary: false, ...schemaBase(schema), docs: docsOf(schema, lookup) } };
}

function docsOf(schema: Schema, lookup: SchemaLookup): SchemaDocs {
  const target = schema.kind === "reference" ? lookup(schema.target) : undefined;
  return { ...target?.docs, ...schema.docs };
}

function withProperty(schema: Schema, property: Property): Schema {
  if (schema.kind === "object") return objectWith(schema, property);
  const parts = schema.kind === "intersection" ? schema.members : [schema];
  const objects = parts.filter((part) => part.kind === "object");
  const host = objects.find(({ properties }) => properties.some(({ name }) => name === property.name)) ?? objects[0];
  const tagged =
    host === undefined
      ? [...parts, objectOf(property, schema.place)]
      : parts.map((part) => (part === host ? objectWith(host, property) : part));
  return { ...intersectionOf(schema, tagged), docs: schema.docs };
}

function objectWith(schema: ObjectSchema, property: Property): ObjectSchema {
  const others = schema.properties.filter(({ name }) => name !== property.name);
  return { ...schema, properties: sortedBy([...others, property], ({ name }) => name) };
}

function objectOf(property: Property, place: NodePlace): ObjectSchema {
  return { kind: "object", properties: [property], additional: "open", docs: {}, place };
}
