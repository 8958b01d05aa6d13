import { isBytes } from "../../model/schema-passes/binary-strings.js";
import type { ImpliedTags } from "../../model/traversal/implied-discriminators.js";
import type { ModelNames, Side } from "../../plan/types/model-plan.js";
import type { EnumSchema, IntersectionSchema, NamedSchema, ObjectSchema, Schema, SchemaKey } from "../../model/types/schema.js";
import { type Code, code, ident } from "../text/code.js";
import { lit } from "../text/literals.js";
import { literalType } from "./literal-types.js";
import { anyObject, objectType, typedMap, visibleProperties } from "./object-types.js";
import { isConstant, taggedUnion, tagOf } from "./discriminated-unions.js";
import type { RuntimeSymbol } from "../text/runtime-symbols.js";
import { tupleType } from "./tuple-types.js";
import { typeArguments } from "./type-parameters.js";
import type { TypedMaps } from "./typed-maps.js";
import { arrayOf, intersectionOf, neverType, nullType, primary, type TypeText, unionOf, unknownType } from "./type-expression.js";

/** What a type depends on besides its schema: the side of the wire, the place it stands in, and how that module names models. */
export interface TypeScope {
  readonly schemas: ReadonlyMap<SchemaKey, NamedSchema>;
  readonly modelNames: ReadonlyMap<SchemaKey, ModelNames>;
  readonly side: Side | "both";
  /** Arrays that are only read: what callers hand in may be `readonly`. */
  readonly readonlyArrays: boolean;
  /** What tells the alternatives of unions apart where no discriminator says so. */
  readonly tags: ImpliedTags;
  /** A model's name as this module may write it. */
  readonly model: (name: string) => Code;
  /** The same for a type of the runtime. */
  readonly runtime: (symbol: RuntimeSymbol) => Code;
  /** Which models have parameters, and what stands for such a parameter here. */
  readonly typedMaps: TypedMaps;
  readonly argument: (name: string) => Code;
}

export interface SchemaRule {
  readonly name: string;
  /** The type, or undefined where the rule does not apply. */
  readonly apply: (schema: Schema, scope: TypeScope) => TypeText | undefined;
}

type Kind = Schema["kind"];
type OfKind<K extends Kind> = Extract<Schema, { kind: K }>;

function rule<K extends Kind>(
  name: string,
  kind: K,
  type: (schema: OfKind<K>, scope: TypeScope) => TypeText,
  when: (schema: OfKind<K>, scope: TypeScope) => boolean = () => true,
): SchemaRule {
  return { name, apply: (schema, scope) => (isKind(schema, kind) && when(schema, scope) ? type(schema, scope) : undefined) };
}

function isKind<K extends Kind>(schema: Schema, kind: K): schema is OfKind<K> {
  return schema.kind === kind;
}

// One row a case, first match wins: what it is called, the kind of schema, the type, and a condition where the kind does not decide.
// The columns are aligned by hand.
// prettier-ignore
export const schemaRules: readonly SchemaRule[] = [
  rule("reference",          "reference",    ({ target }, scope) => modelType(target, scope)),
  rule("any value",          "any",          () => unknownType),
  rule("no value",           "never",        () => neverType),
  rule("null",               "null",         () => nullType),
  rule("boolean",            "boolean",      () => primary(code`boolean`)),
  rule("number",             "number",       () => primary(code`number`)),
  rule("bytes to be sent",   "string",       () => bytesToSend, (schema, { side }) => side === "request" && isBytes(schema, side)),
  rule("bytes",              "string",       () => primary(code`Blob`), (schema, { side }) => isBytes(schema, side)),
  rule("string",             "string",       () => primary(code`string`)),
  rule("constant",           "enum",         closedEnum, isConstant),
  rule("enum",               "enum",         openEnum),
  rule("array",              "array",        (schema, scope) => arrayOf(typeOf(schema.items, scope), scope.readonlyArrays)),
  rule("tuple",              "tuple",        tupleType),
  rule("typed map",          "object",       (schema, scope) => typedMap(schema, schema.typed ?? "", scope), ({ typed }) => typed !== undefined),
  rule("object",             "object",       objectType),
  rule("tagged union",       "union",        taggedUnion, (schema, scope) => tagOf(schema, scope) !== undefined),
  rule("union",              "union",        (schema, scope) => unionOf(schema.members.map((member) => typeOf(member, scope)))),
  rule("objects as one",     "intersection", (schema, scope) => objectType(asOne(schema), scope), ({ members }) => canBeOne(members)),
  rule("intersection",       "intersection", (schema, scope) => intersectionOf(telling(constraining(schema.members, scope).map((member) => typeOf(member, scope))))),
];

/** What a caller hands in where bytes travel. */
export const bytesToSend = unionOf(["Blob", "ArrayBufferView", "ReadableStream"].map((name) => primary(ident(name))));

/** The type expression of a schema. */
export function typeOf(schema: Schema, scope: TypeScope): TypeText {
  for (const { apply } of schemaRules) {
    const type = apply(schema, scope);
    if (type !== undefined) return type;
  }
  throw new TypeError(`No rule for a schema of kind ${schema.kind}.`);
}

/** The name of a model as a type. */
export function modelType(target: SchemaKey, scope: TypeScope): TypeText {
  const names = scope.modelNames.get(target);
  if (names === undefined) throw new TypeError(`No model was planned for ${JSON.stringify(target)}.`);
  const name = scope.model(scope.side === "request" ? names.request : names.response);
  return primary(code`${name}${typeArguments(scope.typedMaps.ofModel(target, scope.side), scope)}`);
}

function closedEnum({ members }: EnumSchema): TypeText {
  return unionOf(members.map(({ value }) => literalType(value)));
}

/** A service may answer with a value that the description does not know yet; the intersection keeps the known ones in completion. */
function openEnum(schema: EnumSchema): TypeText {
  const kinds = new Set(schema.members.map(({ value }) => typeof value));
  const open = [...(kinds.has("string") ? [code`(string & {})`] : []), ...(kinds.has("number") ? [code`(number & {})`] : [])];
  return unionOf([closedEnum(schema), ...open.map(primary)]);
}

/** Members that say something: an object of which nothing is known adds nothing to one of which something is. */
function constraining(members: readonly Schema[], scope: TypeScope): readonly Schema[] {
  const said = members.filter(({ kind }) => kind !== "any");
  const telling = said.filter(
    (member) => !(member.kind === "object" && member.additional === "open" && visibleProperties(member, scope).length === 0),
  );
  return telling.length > 0 ? telling : said.slice(0, 1);
}

/** Alternatives of which nothing stands on this side of the wire say nothing either. */
function telling(types: readonly TypeText[]): readonly TypeText[] {
  const left = types.filter((type) => type.code !== anyObject.code);
  return left.length > 0 ? left : types;
}

/** Objects that have nothing in common are one: TypeScript compares and shows one object better than an intersection. */
function canBeOne(members: readonly Schema[]): boolean {
  const objects = members.filter((member) => member.kind === "object");
  const names = objects.flatMap(({ properties }) => properties.map(({ name }) => name));
  const named = objects.every(({ properties, additional }) => properties.length > 0 && typeof additional === "string");
  return named && objects.length === members.length && new Set(names).size === names.length;
}

function asOne({ members, docs, place }: IntersectionSchema): ObjectSchema {
  const properties = members.flatMap((member) => (member.kind === "object" ? member.properties : []));
  return { kind: "object", properties, additional: "open", docs, place };
}

/** The literal types of wire values, as a discriminator needs them. */
export function literalUnion(values: readonly string[]): Code {
  return unionOf(values.map((value) => primary(lit(value)))).code;
}
