import { dereference, schemaLookup } from "../../model/traversal/dereference.js";
import { findProperty } from "../../model/traversal/find-property.js";
import type { Schema, SchemaKey, UnionSchema } from "../../model/types/schema.js";
import { code } from "../text/code.js";
import { propertyKey, literal } from "../text/literals.js";
import { literalUnion } from "./literal-types.js";
import { modelType } from "./type-references.js";
import { intersectionOf, primary, type TypeExpression, unionOf } from "./type-expression.js";
import { typeOf, type TypeScope } from "./type-scope.js";

/** The discriminating property of a union: from its `discriminator`, or because each alternative has a constant there. */
export function discriminatorOf(union: UnionSchema, scope: TypeScope): string | undefined {
  return union.discriminator?.property ?? scope.impliedDiscriminators.properties.get(union);
}

/**
 * A union that narrows when its discriminating property is compared. A service may send variants that are added later, so types of responses
 * have `UnknownVariant` as one more alternative; types that are only sent have not.
 */
export function discriminatedUnion(union: UnionSchema, scope: TypeScope): TypeExpression {
  const property = discriminatorOf(union, scope) ?? "";
  const members = union.members.map((member) => discriminatedMember(member, union, property, scope));
  const open = scope.direction !== "request" && members.some(({ discriminated }) => discriminated);
  return unionOf([
    ...members.map(({ type }) => type),
    ...(open ? [unknownVariant(property, union.discriminator?.baseSchema, scope)] : []),
  ]);
}

/** The models module re-exports this type of the runtime, so that callers can name it. */
export const unknownVariantName = "UnknownVariant";

function unknownVariant(property: string, baseSchema: SchemaKey | undefined, scope: TypeScope): TypeExpression {
  const variant = primary(code`${scope.model(unknownVariantName)}<${literal(property)}>`);
  return baseSchema === undefined ? variant : intersectionOf([modelType(baseSchema, scope), variant]);
}

/**
 * If the member declares the property as `string`, the discriminator's value is added to its type, so that the union narrows. A member that
 * has a constant there narrows without it; a property of another type would contradict the value.
 */
function discriminatedMember(
  member: Schema,
  { discriminator }: UnionSchema,
  property: string,
  scope: TypeScope,
): { readonly type: TypeExpression; readonly discriminated: boolean } {
  const type = typeOf(member, scope);
  const declared = alternatives(member, scope).map((alternative) => propertySchemaIn(alternative, property, scope.schemas));
  const values = member.kind === "reference" ? (discriminator?.values.get(member.target) ?? []) : [];
  if (values.length === 0 || !declared.every((schema) => acceptsAnyString(schema, scope)))
    return { type, discriminated: declared.every((schema) => schema !== undefined && isClosedEnum(schema, scope)) };
  return {
    type: intersectionOf([type, primary(code`{ ${propertyKey(property)}: ${literalUnion(values)} }`)]),
    discriminated: true,
  };
}

/** The alternatives of a member that is a union or refers to one; any other member itself. */
function alternatives(member: Schema, scope: TypeScope, visited: ReadonlySet<SchemaKey> = new Set()): readonly Schema[] {
  if (member.kind === "union") return member.members.flatMap((inner) => alternatives(inner, scope, visited));
  const target = member.kind === "reference" && !visited.has(member.target) ? scope.schemas.get(member.target) : undefined;
  if (member.kind !== "reference" || target?.schema.kind !== "union") return [member];
  return alternatives(target.schema, scope, new Set([...visited, member.target]));
}

/** The schema of a property of a member; undefined if the member does not declare the property. */
export function propertySchemaIn(member: Schema, name: string, schemas: TypeScope["schemas"]): Schema | undefined {
  const lookup = schemaLookup(schemas);
  const property = findProperty(member, name, lookup);
  return property && dereference(property.schema, lookup);
}

/** Whether a property may have the value of a discriminator without being a constant. */
function acceptsAnyString(schema: Schema | undefined, scope: TypeScope): boolean {
  if (schema === undefined || schema.kind === "string" || schema.kind === "any") return true;
  return schema.kind === "enum" && !isClosedEnum(schema, scope) && schema.members.some(({ value }) => typeof value === "string");
}

/** Whether an enum allows only its members: `const`, or a value that discriminates a variant. */
export function isClosedEnum(schema: Schema, { impliedDiscriminators }: TypeScope): boolean {
  return schema.kind === "enum" && (schema.constant || impliedDiscriminators.constants.has(schema));
}
