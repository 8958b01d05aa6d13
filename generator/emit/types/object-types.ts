import type { ObjectSchema, Property, ValueSerialization } from "../../model/types/schema.js";
import { type Code, code, join } from "../text/code.js";
import { key } from "../text/literals.js";
import { schemaDoc } from "./schema-comments.js";
import { comment, commentBlock, type DocText } from "../text/tsdoc.js";
import { arrayOf, neverType, nullType, primary, type TypeText, undefinedType, unionOf, unknownType } from "./type-expression.js";
import { typeOf, type TypeScope } from "./type-scope.js";
import { visibleProperties } from "./visible-properties.js";

/** A property of an interface or of an inline object, ready to be printed. */
export interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly type: TypeText;
  readonly docs: DocText | undefined;
}

/** What an object's type consists of. */
export interface ObjectText {
  readonly members: readonly Member[];
  /** The type behind every other key; absent where the description promises nothing about these. */
  readonly index: TypeText | undefined;
}

/** An object without a name of its own. */
export function objectType(schema: ObjectSchema, scope: TypeScope): TypeText {
  return inlineObject(objectText(schema, scope));
}

/** An object of which nothing is known. */
export const anyObject: TypeText = primary(code`{ [key: string]: unknown }`);

export function inlineObject({ members, index }: ObjectText): TypeText {
  if (index !== undefined && members.length === 0) return primary(code`{ [key: string]: ${index.code} }`);
  const lines = [...(index === undefined ? [] : [code`[key: string]: ${index.code};`]), ...members.map(memberLine)];
  return primary(lines.length === 0 ? code`{}` : code`{\n${join(lines, "\n")}\n}`);
}

export function objectText(schema: ObjectSchema, scope: TypeScope): ObjectText {
  const members = visibleProperties(schema, scope).map((property) => member(property, scope));
  return { members, index: indexType(schema, members, scope) };
}

function member({ name, required, schema }: Property, scope: TypeScope): Member {
  return { name, optional: !required, type: typeOf(schema, scope), docs: comment(schemaDoc(schema, scope.schemas)) };
}

/** A map that callers may type: `TypedAnswer<Properties, string | null>`. */
export function typedMap(schema: ObjectSchema, name: string, scope: TypeScope): TypeText {
  const map = scope.runtime(scope.side === "request" ? "TypedRequest" : "TypedAnswer");
  const { code: value } = indexType(schema, [], scope) ?? unknownType;
  return primary(code`${map}<${scope.argument(name)}, ${value}>`);
}

function indexType({ additional, valueSerialization }: ObjectSchema, members: readonly Member[], scope: TypeScope): TypeText | undefined {
  if (valueSerialization !== undefined && scope.side === "request") return valueTypes(valueSerialization);
  if (additional === "open") return members.length === 0 ? unknownType : undefined;
  if (additional === "closed") return members.length === 0 ? neverType : undefined;
  return indexFitting([typeOf(additional, scope)], members);
}

/** The type of an index signature that every named member fits, as TypeScript wants it. */
export function indexFitting(types: readonly TypeText[], members: readonly Member[]): TypeText {
  const absent = members.some(({ optional }) => optional) ? [undefinedType] : [];
  return unionOf([...types, ...members.map(({ type }) => type), ...absent]);
}

function memberLine({ name, optional, type, docs }: Member): Code {
  return optional
    ? code`${commentBlock(docs)}${key(name)}?: ${type.code};`
    : code`${commentBlock(docs)}${key(name)}: ${type.code};`;
}

/** What a caller may hand in where the request writes texts. A `Date` is none of it: it may mean a day or a moment. */
function valueTypes({ null: cleared, list }: ValueSerialization): TypeText {
  const item = unionOf([primary(code`string`), primary(code`number`)]);
  const lists = list === undefined ? [] : [arrayOf(item, true)];
  return unionOf([item, primary(code`boolean`), ...lists, ...(cleared === undefined ? [] : [nullType])]);
}
