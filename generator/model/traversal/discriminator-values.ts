import type { Json } from "../../load/tree/node.js";
import type { EnumSchema, Schema } from "../types/schema.js";
import { dereference, type SchemaLookup } from "./dereference.js";

/**
 * The values of a discriminator property. A mapping has strings as its keys, but the property may be a boolean, a number or an enum of them.
 * Empty if the property cannot have all of these values, or is a constant already.
 *
 * @param declared - the schema of the property; undefined if it is not declared
 */
export function discriminatorValues(
  texts: readonly string[],
  declared: Schema | undefined,
  lookup: SchemaLookup,
): readonly Json[] {
  const value = declared && withoutNull(dereference(declared, lookup), lookup);
  const values = texts.flatMap((text) => valueOf(text, value));
  return values.length === texts.length ? values : [];
}

function withoutNull(schema: Schema, lookup: SchemaLookup): Schema {
  const others = schema.kind === "union" ? schema.members.filter(({ kind }) => kind !== "null") : [schema];
  const [only, ...more] = others;
  return only !== undefined && more.length === 0 ? dereference(only, lookup) : schema;
}

function valueOf(text: string, declared: Schema | undefined): readonly Json[] {
  if (declared === undefined || declared.kind === "string" || declared.kind === "any") return [text];
  if (declared.kind === "boolean") return text === "true" || text === "false" ? [text === "true"] : [];
  if (declared.kind === "number") return text.trim() !== "" && Number.isFinite(Number(text)) ? [Number(text)] : [];
  return declared.kind === "enum" ? enumValue(text, declared) : [];
}

/** An enum of strings is open, so it may have values that it does not list. */
function enumValue(text: string, { members }: EnumSchema): readonly Json[] {
  const listed = members.find(({ value }) => typeof value !== "object" && String(value) === text);
  if (listed !== undefined) return [listed.value];
  return members.some(({ value }) => typeof value === "string") ? [text] : [];
}
