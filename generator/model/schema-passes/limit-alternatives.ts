import { diagnostic } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { SchemaPass } from "./schema-pass.js";
import type { ModelContext } from "../reading/context.js";
import { anySchema } from "../schemas/schema-reader.js";
import { alternativeLimit, keptParts, productOf, sumOf } from "../traversal/alternative-limit.js";
import { composedValues } from "../traversal/composed-values.js";
import { mapSchema } from "../traversal/map-schema.js";
import type { IntersectionSchema, NamedSchemas, ObjectSchema, Schema, SchemaKey, UnionSchema } from "../types/schema.js";

/**
 * An `allOf` of several unions has as many alternatives as they have when multiplied. Where TypeScript would refuse so many, the unions with
 * the most alternatives are read as any object, and that is reported.
 */
export function alternativeLimiter(schemas: NamedSchemas, { report }: ModelContext): SchemaPass {
  const count = composedValues(schemas, countAlternatives);
  return (schema, name) =>
    mapSchema(schema, (part) => {
      if (part.kind !== "intersection") return part;
      const counts = part.members.map(count);
      if (productOf(counts) < alternativeLimit) return part;
      report(tooMany(part, name, counts));
      return withoutUnions(part, keptParts(counts));
    });
}

/** The alternatives of the type of a schema. Intersections count as after they were widened. */
function countAlternatives(
  schema: Schema,
  count: (schema: Schema) => number,
  ofNamed: (key: SchemaKey) => number | undefined,
): number {
  switch (schema.kind) {
    case "reference":
      return ofNamed(schema.target) ?? 1;
    case "union":
      return sumOf(schema.members.map(count)) + addedVariants(schema, ofNamed);
    case "intersection": {
      const counts = schema.members.map(count);
      const kept = keptParts(counts);
      return productOf(counts.filter((_, index) => kept[index]));
    }
    case "enum":
      // An open enum has one more alternative for strings, and one for numbers.
      return schema.members.length + (schema.constant ? 0 : 2);
    case "boolean":
      return 2;
    case "string":
      return schema.binary === false ? 1 : binaryInputs;
    case "any":
    case "array":
    case "never":
    case "null":
    case "number":
    case "object":
    case "tuple":
      return 1;
  }
}

/** The types that callers can pass for a binary value. */
const binaryInputs = 4;

/** The unknown variant, which has the properties of the base, or the default variant. */
function addedVariants({ discriminator }: UnionSchema, ofNamed: (key: SchemaKey) => number | undefined): number {
  const { baseSchema, defaultVariant } = discriminator ?? {};
  const unknown = baseSchema === undefined ? 1 : (ofNamed(baseSchema) ?? 1);
  return unknown + (defaultVariant === undefined ? 0 : (ofNamed(defaultVariant) ?? 1));
}

function withoutUnions(schema: IntersectionSchema, kept: readonly boolean[]): Schema {
  const members = schema.members.filter((_, index) => kept[index]);
  return { ...schema, members: [...members, anyObject(schema)] };
}

function anyObject({ place }: Schema): ObjectSchema {
  return { kind: "object", properties: [], additional: anySchema({ place }), docs: {}, place };
}

function tooMany({ place }: Schema, name: string | undefined, counts: readonly number[]) {
  const unions = counts.filter((count) => count > 1);
  const subject = name === undefined ? "A schema" : quote(name);
  const message = `${subject} combines unions of ${unions.join(" × ")} alternatives, more than TypeScript allows; the largest are read as any object.`;
  return diagnostic("too-many-alternatives", place, message, {
    help: "Describe the alternatives in one `oneOf`, or their common properties in one object.",
  });
}
