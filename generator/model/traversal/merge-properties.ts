import { dereference, type SchemaLookup } from "./dereference.js";
import type { EnumSchema, Property, Schema } from "../types/schema.js";

/**
 * Merges the declarations of a property in two parts of an `allOf`: the narrower schema is kept, such as an enum rather than `string`.
 * Undefined if neither is known to be narrower.
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

/** Whether every value of the schema is a value of the wider one. False if it is not known. */
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
