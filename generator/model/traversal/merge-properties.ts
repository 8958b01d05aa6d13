import { dereference, type SchemaLookup } from "./dereference.js";
import type { EnumSchema, Property, Schema } from "../types/schema.js";

/**
 * A property that two parts of an `allOf` declare, as one; undefined where neither says all that the other does. What is narrower says
 * more: a constant more than the text that it is one of.
 */
export function mergeProperties(a: Property, b: Property, isSame: boolean, lookup: SchemaLookup): Property | undefined {
  const [first, second] = [dereference(a.schema, lookup), dereference(b.schema, lookup)];
  const schema = isSame || isNarrower(second, first) ? b.schema : isNarrower(first, second) ? a.schema : undefined;
  if (schema === undefined) return undefined;
  const docs = Object.keys(schema.docs).length > 0 ? schema.docs : (schema === a.schema ? b : a).schema.docs;
  return {
    name: a.name,
    required: a.required || b.required,
    readOnly: a.readOnly || b.readOnly,
    writeOnly: a.writeOnly || b.writeOnly,
    schema: { ...schema, docs },
  };
}

/** Whether a type says all that a wider one says. First match wins; where no row matches, it is not known. */
function isNarrower(schema: Schema, wider: Schema): boolean {
  if (wider.kind === "any") return true;
  if (schema.kind !== "enum") return false;
  if (wider.kind === "string" && !wider.binary) return allValuesAre(schema, "string");
  if (wider.kind === "number") return allValuesAre(schema, "number");
  return wider.kind === "enum" && !wider.constant && allValuesAre(schema, "string") && allValuesAre(wider, "string");
}

function allValuesAre({ members }: EnumSchema, type: "string" | "number"): boolean {
  return members.every(({ value }) => typeof value === type);
}
