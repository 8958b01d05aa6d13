import { isBinaryIn } from "../../model/schema-passes/binary-strings.js";
import type { EnumSchema, IntersectionSchema, ObjectSchema, Schema } from "../../model/types/schema.js";
import { code, identifier } from "../text/code.js";
import { isClosedEnum, discriminatedUnion, discriminatorOf } from "./discriminated-unions.js";
import { literalType } from "./literal-types.js";
import { modelType } from "./type-references.js";
import { unknownRecord, objectType, typedMap } from "./object-types.js";
import { tupleType } from "./tuple-types.js";
import {
  arrayOf,
  intersectionOf,
  neverType,
  nullType,
  primary,
  type TypeExpression,
  unionOf,
  unknownType,
} from "./type-expression.js";
import { typeOf, type TypeRule, type TypeScope } from "./type-scope.js";
import { isUnconstrainedObject } from "./visible-properties.js";

type Kind = Schema["kind"];
type OfKind<K extends Kind> = Extract<Schema, { kind: K }>;

function rule<K extends Kind>(
  name: string,
  kind: K,
  type: (schema: OfKind<K>, scope: TypeScope) => TypeExpression,
  when: (schema: OfKind<K>, scope: TypeScope) => boolean = () => true,
): TypeRule {
  return { name, apply: (schema, scope) => (isKind(schema, kind) && when(schema, scope) ? type(schema, scope) : undefined) };
}

function isKind<K extends Kind>(schema: Schema, kind: K): schema is OfKind<K> {
  return schema.kind === kind;
}

// The first rule that matches a schema makes its type. The columns: the name of the rule, the kind of schema, the type, and a condition if the
// kind alone does not decide. They are aligned by hand.
// prettier-ignore
export const typeRules: readonly TypeRule[] = [
  rule("reference",          "reference",    ({ target }, scope) => modelType(target, scope)),
  rule("any value",          "any",          () => unknownType),
  rule("never",              "never",        () => neverType),
  rule("null",               "null",         () => nullType),
  rule("boolean",            "boolean",      () => primary(code`boolean`)),
  rule("number",             "number",       () => primary(code`number`)),
  rule("binary input",       "string",       () => binaryInput, (schema, { direction }) => direction === "request" && isBinaryIn(schema, direction)),
  rule("binary",             "string",       () => primary(code`Blob`), (schema, { direction }) => isBinaryIn(schema, direction)),
  rule("string",             "string",       () => primary(code`string`)),
  rule("constant",           "enum",         closedEnum, isClosedEnum),
  rule("enum",               "enum",         openEnum),
  rule("array",              "array",        (schema, scope) => arrayOf(typeOf(schema.items, scope), scope.readonlyArrays)),
  rule("tuple",              "tuple",        tupleType),
  rule("typed map",          "object",       (schema, scope) => typedMap(schema, schema.typeParameterName ?? "", scope), ({ typeParameterName }) => typeParameterName !== undefined),
  rule("object",             "object",       objectType),
  rule("discriminated union","union",        discriminatedUnion, (schema, scope) => discriminatorOf(schema, scope) !== undefined),
  rule("union",              "union",        (schema, scope) => unionOf(schema.members.map((member) => typeOf(member, scope)))),
  rule("disjoint objects",   "intersection", (schema, scope) => objectType(mergedObject(schema), scope), ({ members }) => areDisjointObjects(members)),
  rule("intersection",       "intersection", (schema, scope) => intersectionOf(withoutEmptyObjects(withoutUnconstrained(schema.members, scope), scope))),
];

/** What callers can pass for a binary value. */
export const binaryInput = unionOf(
  ["Blob", "ArrayBufferView", "ArrayBuffer", "ReadableStream"].map((name) => primary(identifier(name))),
);

function closedEnum({ members }: EnumSchema): TypeExpression {
  return unionOf(members.map(({ value }) => literalType(value)));
}

/** A service may send values that are added to the enum later. `string & {}` allows them and still lets editors complete the known ones. */
function openEnum(schema: EnumSchema): TypeExpression {
  const kinds = new Set(schema.members.map(({ value }) => typeof value));
  const open = [...(kinds.has("string") ? [code`(string & {})`] : []), ...(kinds.has("number") ? [code`(number & {})`] : [])];
  return unionOf([closedEnum(schema), ...open.map(primary)]);
}

/** Unconstrained members add nothing to an intersection; if there are no others, one of them is kept. */
function withoutUnconstrained(members: readonly Schema[], scope: TypeScope): readonly Schema[] {
  const known = members.filter(({ kind }) => kind !== "any");
  const constrained = known.filter((member) => !isUnconstrainedObject(member, scope));
  return constrained.length > 0 ? constrained : known.slice(0, 1);
}

/** Nor do unions whose alternatives are all empty objects in this direction. An explicit `additionalProperties: true` does. */
function withoutEmptyObjects(members: readonly Schema[], scope: TypeScope): readonly TypeExpression[] {
  const types = members.map((member) => ({ member, type: typeOf(member, scope) }));
  const others = types.filter(({ member, type }) => type.code !== unknownRecord.code || member.kind === "object");
  return (others.length > 0 ? others : types).map(({ type }) => type);
}

/** Objects without a common property are merged into one, which TypeScript compares faster and displays better than an intersection. */
function areDisjointObjects(members: readonly Schema[]): boolean {
  const objects = members.filter((member) => member.kind === "object");
  const names = objects.flatMap(({ properties }) => properties.map(({ name }) => name));
  const named = objects.every(({ properties, additional }) => properties.length > 0 && typeof additional === "string");
  return named && objects.length === members.length && new Set(names).size === names.length;
}

function mergedObject({ members, docs, place }: IntersectionSchema): ObjectSchema {
  const properties = members.flatMap((member) => (member.kind === "object" ? member.properties : []));
  return { kind: "object", properties, additional: "open", docs, place };
}
