import { field, fieldsOf, itemsOf, scalarOf, stringOf } from "../../load/tree/fields.js";
import { toJson } from "../../load/tree/json.js";
import type { Json, MapNode, Node } from "../../load/tree/node.js";
import { canonicalJson, compareJson } from "../reading/order.js";
import type { EnumMember, Schema } from "../types/schema.js";
import { fieldEquals } from "./read-schema-docs.js";
import { optionalField } from "../reading/documentation-fields.js";
import { schemaBase } from "./schema-reader.js";

/** `const`: an enum with one value. */
export function readConst(node: MapNode): Schema {
  const value = field(node, "const");
  return enumOf(node, value ? [{ value: valueOf(value) }] : [], true);
}

/** `enum`, with the names and descriptions of its members from the usual extensions. */
export function readEnum(node: MapNode): Schema {
  const listed = itemsOf(field(node, "enum")).map((item, index) => ({
    value: valueOf(item),
    ...optionalField("name", memberTextAt(node, ["x-enum-varnames", "x-enumNames"], item, index)),
    ...optionalField("description", memberTextAt(node, ["x-enum-descriptions", "x-enumDescriptions"], item, index)),
  }));
  const ofDeclaredType = listed.filter(({ value }) => hasDeclaredType(node, value));
  return enumOf(node, ofDeclaredType.length > 0 ? ofDeclaredType : listed, false);
}

/** Whether `oneOf` or `anyOf` lists constants with titles or descriptions, which is how JSON Schema documents the members of an enum. */
export function isOneOfConstants(node: MapNode): boolean {
  const alternatives = itemsOf(alternativesOf(node));
  return (
    alternatives.length > 0 &&
    alternatives.every(isDocumentedConstant) &&
    !node.fields.has("discriminator") &&
    !node.fields.has("allOf")
  );
}

export function readOneOfConstants(node: MapNode): Schema {
  const members = itemsOf(alternativesOf(node)).flatMap((item) => {
    const value = field(item, "const");
    const name = optionalField("name", stringOf(field(item, "title")));
    return value
      ? [{ value: valueOf(value), ...name, ...optionalField("description", stringOf(field(item, "description"))) }]
      : [];
  });
  return enumOf(node, members, false);
}

function alternativesOf(node: MapNode): Node | undefined {
  return node.fields.has("oneOf") && node.fields.has("anyOf") ? undefined : (field(node, "oneOf") ?? field(node, "anyOf"));
}

const documentationKeywords: ReadonlySet<string> = new Set(["const", "title", "description", "type", "deprecated"]);

function isDocumentedConstant(node: Node): boolean {
  return field(node, "const")?.kind === "scalar" && [...fieldsOf(node).keys()].every((key) => documentationKeywords.has(key));
}

/** The distinct values in order. `null` becomes a member of a union, so that all nullable enums are alike. */
function enumOf(node: MapNode, members: readonly EnumMember[], constant: boolean): Schema {
  const base = schemaBase(node);
  const values = new Map(members.filter(({ value }) => value !== null).map((member) => [JSON.stringify(member.value), member]));
  const sorted = [...values.values()].sort((a, b) => compareJson(a.value, b.value));
  const nullable = members.some(({ value }) => value === null);
  if (sorted.length === 0) return { kind: nullable ? "null" : "never", ...base };
  const schema: Schema = { kind: "enum", members: sorted, constant, ...base };
  return nullable ? { kind: "union", members: [schema, { kind: "null", ...base }], ...base } : schema;
}

/** Whether a value is of the declared type. If no value is, `readEnum` takes the values for right and the type for wrong. */
function hasDeclaredType(node: MapNode, value: Json): boolean {
  const type = typeof value === "number" && fieldEquals(node, "type", "integer") ? "integer" : typeName(value);
  return value === null || !node.fields.has("type") || fieldEquals(node, "type", type);
}

function typeName(value: Json): string {
  if (Array.isArray(value)) return "array";
  return typeof value;
}

function memberTextAt(node: MapNode, keys: readonly string[], item: Node, index: number): string | undefined {
  const values = keys.map((key) => field(node, key)).find((found) => found !== undefined);
  return stringOf(itemsOf(values)[index]) ?? stringOf(field(values, String(scalarOf(item))));
}

function valueOf(node: Node): Json {
  return canonicalJson(toJson(node));
}
