import type { ObjectSchema, Property, ValueSerialization } from "../../model/types/schema.js";
import { type Code, code, join } from "../text/code.js";
import { propertyKey } from "../text/literals.js";
import { inheritedType } from "../text/own-properties.js";
import { schemaDoc } from "./schema-comments.js";
import { docComment, printDocComment, type DocText } from "../text/tsdoc.js";
import {
  arrayOf,
  neverType,
  nullType,
  primary,
  type TypeExpression,
  undefinedType,
  unionOf,
  unknownType,
} from "./type-expression.js";
import { typeOf, type TypeScope } from "./type-scope.js";
import { visibleProperties } from "./visible-properties.js";

/** A property of an interface or of an object type, ready to be printed. */
export interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly type: TypeExpression;
  readonly docs: DocText | undefined;
}

/** The parts of an object type. */
export interface ObjectMembers {
  readonly members: readonly Member[];
  /** The type of the index signature; undefined if the description says nothing about other properties. */
  readonly index: TypeExpression | undefined;
}

/** The type literal of an object that is no model. */
export function objectType(schema: ObjectSchema, scope: TypeScope): TypeExpression {
  return inlineObject(objectMembers(schema, scope));
}

/** An object with unknown properties. */
export const unknownRecord: TypeExpression = primary(code`{ [key: string]: unknown }`);

export function inlineObject({ members, index }: ObjectMembers): TypeExpression {
  if (index !== undefined && members.length === 0) return primary(code`{ [key: string]: ${index.code} }`);
  const lines = [...(index === undefined ? [] : [code`[key: string]: ${index.code};`]), ...members.map(memberLine)];
  return primary(lines.length === 0 ? code`{}` : code`{\n${join(lines, "\n")}\n}`);
}

export function objectMembers(schema: ObjectSchema, scope: TypeScope): ObjectMembers {
  const members = visibleProperties(schema, scope).map((property) => member(property, scope));
  return { members, index: indexType(schema, members, scope) };
}

function member({ name, required, schema }: Property, scope: TypeScope): Member {
  const docs = docComment(schemaDoc(schema, scope.schemas));
  return { name, optional: !required, type: memberType(name, required, typeOf(schema, scope)), docs };
}

/** TypeScript holds that an object without `constructor` has the inherited one, so that its type is the other one that such a member has. */
export function memberType(name: string, required: boolean, type: TypeExpression): TypeExpression {
  const inherited = required ? undefined : inheritedType(name);
  return inherited === undefined ? type : unionOf([type, primary(inherited)]);
}

/** A map whose properties callers can declare by a type argument: `TypedResponse<Properties, string | null>`. */
export function typedMap(schema: ObjectSchema, name: string, scope: TypeScope): TypeExpression {
  const map = scope.runtime(scope.direction === "request" ? "TypedRequest" : "TypedResponse");
  const { code: value } = indexType(schema, [], scope) ?? unknownType;
  return primary(code`${map}<${scope.typeArgument(name)}, ${value}>`);
}

function indexType(
  { additional, valueSerialization }: ObjectSchema,
  members: readonly Member[],
  scope: TypeScope,
): TypeExpression | undefined {
  if (valueSerialization !== undefined && scope.direction === "request") return serializableTypes(valueSerialization);
  if (additional === "open") return members.length === 0 ? unknownType : undefined;
  if (additional === "closed") return members.length === 0 ? neverType : undefined;
  return indexSignatureType([typeOf(additional, scope)], members);
}

/** Whether an object type has an index signature. One of `unknown` does not count, because every member fits it. */
export function hasIndexSignature(schema: ObjectSchema, scope: TypeScope): boolean {
  const { additional, valueSerialization } = schema;
  if (valueSerialization !== undefined && scope.direction === "request") return true;
  // The types of the members matter only if there is a type for other properties.
  if (typeof additional === "string") return additional === "closed" && visibleProperties(schema, scope).length === 0;
  return objectMembers(schema, scope).index?.code !== unknownType.code;
}

/** TypeScript requires that all members of an object type are assignable to its index signature, so their types are added to it. */
export function indexSignatureType(types: readonly TypeExpression[], members: readonly Member[]): TypeExpression {
  const absent = members.some(({ optional }) => optional) ? [undefinedType] : [];
  return unionOf([...types, ...members.map(({ type }) => type), ...absent]);
}

function memberLine({ name, optional, type, docs }: Member): Code {
  return optional
    ? code`${printDocComment(docs)}${propertyKey(name)}?: ${type.code};`
    : code`${printDocComment(docs)}${propertyKey(name)}: ${type.code};`;
}

/** The values that a request serializes to strings. `Date` is not among them: it could mean a date or a date-time. */
function serializableTypes({ null: nullText, list }: ValueSerialization): TypeExpression {
  const item = unionOf([primary(code`string`), primary(code`number`)]);
  const lists = list === undefined ? [] : [arrayOf(item, true)];
  return unionOf([item, primary(code`boolean`), ...lists, ...(nullText === undefined ? [] : [nullType])]);
}
