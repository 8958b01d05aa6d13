import { diagnostic } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { ModelContext } from "../reading/context.js";
import { anySchema } from "../schemas/schema-reader.js";
import { alternativeLimit, keptParts, productOf, sumOf } from "../traversal/alternative-limit.js";
import { mapSchema } from "../traversal/map-schema.js";
import { postOrder } from "../traversal/strong-components.js";
import { composedKeys } from "../traversal/subschemas.js";
import type { IntersectionSchema, NamedSchemas, ObjectSchema, Schema, SchemaKey, UnionSchema } from "../types/schema.js";

/** Widens the intersections in a schema that the compiler would refuse. */
export type LimitAlternatives = (schema: Schema, name?: string) => Schema;

/**
 * An `allOf` of several unions has as many alternatives as they have when multiplied. Where TypeScript would refuse so many, the unions with
 * the most alternatives are read as any object, and that is reported.
 */
export function alternativeLimiter(schemas: NamedSchemas, { report }: ModelContext): LimitAlternatives {
  const count = alternativeCounter(schemas);
  return (schema, name) =>
    mapSchema(schema, (part) => {
      if (part.kind !== "intersection") return part;
      const counts = part.members.map(count);
      if (productOf(counts) < alternativeLimit) return part;
      report(tooMany(part, name, counts));
      return withoutUnions(part, keptParts(counts));
    });
}

export function limitAlternatives(schemas: NamedSchemas, limit: LimitAlternatives): NamedSchemas {
  return new Map([...schemas].map(([key, named]) => [key, { ...named, schema: limit(named.schema, named.name) }]));
}

/** Counts the alternatives of the type of a schema, each schema once. Intersections count as after they were widened. */
function alternativeCounter(schemas: NamedSchemas): (schema: Schema) => number {
  const known = new WeakMap<Schema, number>();
  const named = new Map<SchemaKey, number>();
  const ofKey = (key: SchemaKey | undefined): number => (key === undefined ? 0 : (named.get(key) ?? 1));
  const count = (schema: Schema): number => {
    const found = known.get(schema) ?? countOnce(schema, count, ofKey);
    known.set(schema, found);
    return found;
  };
  // Targets come before what refers to them, so that a long chain of references needs no deep call stack.
  for (const key of postOrder(new Map([...schemas].map(([key, { schema }]) => [key, composedKeys(schema)])))) {
    const schema = schemas.get(key)?.schema;
    if (schema !== undefined) named.set(key, count(schema));
  }
  return count;
}

function countOnce(schema: Schema, count: (schema: Schema) => number, ofKey: (key: SchemaKey | undefined) => number): number {
  switch (schema.kind) {
    case "reference":
      return ofKey(schema.target);
    case "union":
      return sumOf(schema.members.map(count)) + addedVariants(schema, ofKey);
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
    default:
      return 1;
  }
}

/** The types that callers can pass for a binary value. */
const binaryInputs = 4;

/** The unknown variant, which has the properties of the base, or the default variant. */
function addedVariants({ discriminator }: UnionSchema, ofKey: (key: SchemaKey | undefined) => number): number {
  return Math.max(1, ofKey(discriminator?.baseSchema)) + ofKey(discriminator?.defaultVariant);
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
