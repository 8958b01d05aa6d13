import { findProperty } from "../../model/traversal/find-property.js";
import type { Schema, SchemaKey, UnionSchema } from "../../model/types/schema.js";
import { code } from "../text/code.js";
import { propertyKey, literal } from "../text/literals.js";
import { literalUnion } from "./literal-types.js";
import { modelType } from "./model-types.js";
import { intersectionOf, primary, type TypeExpression, unionOf } from "./type-expression.js";
import { typeOf, type TypeScope } from "./type-scope.js";

/** The property that tells the alternatives of a union apart, whether a discriminator says so or their constants do. */
export function discriminatorOf(union: UnionSchema, scope: TypeScope): string | undefined {
  return union.discriminator?.property ?? scope.impliedDiscriminators.properties.get(union);
}

/**
 * A union whose alternatives a property tells apart. Comparing it narrows, and what a service answers of a kind that is not described is
 * an alternative as well; nobody can send that, so what is only sent is without it.
 */
export function discriminatedUnion(union: UnionSchema, scope: TypeScope): TypeExpression {
  const property = discriminatorOf(union, scope) ?? "";
  const members = union.members.map((member) => discriminatedMember(member, union, property, scope));
  const open = scope.direction !== "request" && members.some(({ tagged }) => tagged);
  return unionOf([
    ...members.map(({ type }) => type),
    ...(open ? [unknownVariant(property, union.discriminator?.baseSchema, scope)] : []),
  ]);
}

/** Exported by the module of the models, so that callers can name it. */
export const unknownVariantName = "UnknownVariant";

function unknownVariant(property: string, fields: SchemaKey | undefined, scope: TypeScope): TypeExpression {
  const variant = primary(code`${scope.model(unknownVariantName)}<${literal(property)}>`);
  return fields === undefined ? variant : intersectionOf([modelType(fields, scope), variant]);
}

/**
 * The value becomes part of the member's type, so that comparing it narrows the union, although the schema itself only says `string`.
 * A constant says it already, and a number would contradict it.
 */
function discriminatedMember(
  member: Schema,
  { discriminator }: UnionSchema,
  property: string,
  scope: TypeScope,
): { readonly type: TypeExpression; readonly tagged: boolean } {
  const type = typeOf(member, scope);
  const held = alternatives(member, scope).map((alternative) => propertySchemaIn(alternative, property, scope.schemas));
  const values = member.kind === "reference" ? (discriminator?.values.get(member.target) ?? []) : [];
  if (values.length === 0 || !held.every((schema) => acceptsAnyString(schema, scope)))
    return { type, tagged: held.every((schema) => schema !== undefined && isClosedEnum(schema, scope)) };
  return { type: intersectionOf([type, primary(code`{ ${propertyKey(property)}: ${literalUnion(values)} }`)]), tagged: true };
}

/** What a member may be: itself, or the alternatives of the union that it names. */
function alternatives(member: Schema, scope: TypeScope, passed: ReadonlySet<SchemaKey> = new Set()): readonly Schema[] {
  if (member.kind === "union") return member.members.flatMap((inner) => alternatives(inner, scope, passed));
  const target = member.kind === "reference" && !passed.has(member.target) ? scope.schemas.get(member.target) : undefined;
  if (member.kind !== "reference" || target?.schema.kind !== "union") return [member];
  return alternatives(target.schema, scope, new Set([...passed, member.target]));
}

/** What a member says of the property, by whatever name; undefined where it says nothing. */
export function propertySchemaIn(member: Schema, property: string, schemas: TypeScope["schemas"]): Schema | undefined {
  const held = findProperty(member, property, (target) => schemas.get(target)?.schema)?.schema;
  return held?.kind === "reference" ? (schemas.get(held.target)?.schema ?? held) : held;
}

function acceptsAnyString(held: Schema | undefined, scope: TypeScope): boolean {
  if (held === undefined || held.kind === "string" || held.kind === "any") return true;
  return held.kind === "enum" && !isClosedEnum(held, scope) && held.members.some(({ value }) => typeof value === "string");
}

/** Whether an enum allows its members and no other value. */
export function isClosedEnum(schema: Schema, { impliedDiscriminators }: TypeScope): boolean {
  return schema.kind === "enum" && (schema.constant || tags.constants.has(schema));
}
