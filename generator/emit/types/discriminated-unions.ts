import { dereference, schemaLookup } from "../../model/traversal/dereference.js";
import { findProperty } from "../../model/traversal/find-property.js";
import type { Json } from "../../load/tree/node.js";
import { discriminatorValues } from "../../model/traversal/discriminator-values.js";
import type { Schema, SchemaKey, UnionSchema } from "../../model/types/schema.js";
import { type Code, code } from "../text/code.js";
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
 * have `UnknownVariant` as one more alternative; types that are only sent have not. A default variant stands in both.
 */
export function discriminatedUnion(union: UnionSchema, scope: TypeScope): TypeExpression {
  const property = discriminatorOf(union, scope) ?? "";
  const { baseSchema, defaultVariant } = union.discriminator ?? {};
  const members = union.members
    .filter((member) => !isOnlyDefault(member, union))
    .map((member) => discriminatedMember(member, union, property, scope));
  const types = members.map(({ type }) => type);
  const kind = valueKind(members.flatMap(({ values }) => values));
  if (defaultVariant !== undefined) return unionOf([...types, defaultType(defaultVariant, property, kind, scope)]);
  const open = scope.direction !== "request" && kind !== undefined;
  return unionOf([...types, ...(open ? [unknownVariant(property, kind, baseSchema, scope)] : [])]);
}

/** A default variant without a value of its own is no alternative besides. */
function isOnlyDefault(member: Schema, { discriminator }: UnionSchema): boolean {
  if (member.kind !== "reference" || member.target !== discriminator?.defaultVariant) return false;
  return (discriminator.values.get(member.target) ?? []).length === 0;
}

/** The models module re-exports this type of the runtime, so that callers can name it. */
export const unknownVariantName = "UnknownVariant";

type ValueKind = "string" | "number";

/** The kind of the values that a variant which is added later may have; undefined for booleans, of which there are no more. */
function valueKind(values: readonly Json[]): ValueKind | undefined {
  if (values.some((value) => typeof value === "string")) return "string";
  return values.some((value) => typeof value === "number") ? "number" : undefined;
}

/** `"kind"`, or `"version", number`. */
function variantArguments(property: string, kind: ValueKind | undefined): Code {
  return kind === "number" ? code`${literal(property)}, number` : literal(property);
}

function unknownVariant(
  property: string,
  kind: ValueKind | undefined,
  baseSchema: SchemaKey | undefined,
  scope: TypeScope,
): TypeExpression {
  const variant = primary(code`${scope.model(unknownVariantName)}<${variantArguments(property, kind)}>`);
  return baseSchema === undefined ? variant : intersectionOf([modelType(baseSchema, scope), variant]);
}

/** A received default variant has none of the known values, if it does not declare a constant itself. Any value can be sent. */
function defaultType(key: SchemaKey, property: string, kind: ValueKind | undefined, scope: TypeScope): TypeExpression {
  const type = modelType(key, scope);
  const schema = scope.schemas.get(key)?.schema;
  const declared = schema && alternatives(schema, scope).map((one) => propertySchemaIn(one, property, scope.schemas));
  const mayBeAnything = declared?.every((one) => one === undefined || one.kind === "any" || one.kind === "string");
  if (scope.direction === "request" || !mayBeAnything) return type;
  return intersectionOf([type, primary(code`${scope.runtime("DefaultVariant")}<${variantArguments(property, kind)}>`)]);
}

/**
 * If the member does not restrict the property to constants, the discriminator's value is added to its type, so that the union narrows. A member
 * that has a constant there narrows without it; a property of another type would contradict the value.
 */
function discriminatedMember(
  member: Schema,
  { discriminator }: UnionSchema,
  property: string,
  scope: TypeScope,
): { readonly type: TypeExpression; readonly values: readonly Json[] } {
  const type = typeOf(member, scope);
  const declared = alternatives(member, scope).map((alternative) => propertySchemaIn(alternative, property, scope.schemas));
  const texts = member.kind === "reference" ? (discriminator?.values.get(member.target) ?? []) : [];
  const closed = declared.flatMap((schema) => (schema !== undefined && isClosedEnum(schema, scope) ? [schema] : []));
  if (closed.length > 0) return { type, values: closed.length === declared.length ? closed.flatMap(enumValues) : [] };
  const found = declared.map((schema) => discriminatorValues(texts, schema, schemaLookup(scope.schemas)));
  const [values = []] = found;
  if (values.length === 0 || !found.every((other) => JSON.stringify(other) === JSON.stringify(values)))
    return { type, values: [] };
  return { type: intersectionOf([type, primary(code`{ ${propertyKey(property)}: ${literalUnion(values)} }`)]), values };
}

function enumValues(schema: Schema): readonly Json[] {
  return schema.kind === "enum" ? schema.members.map(({ value }) => value) : [];
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

/** Whether an enum allows only its members: `const`, or a value that discriminates a variant. */
export function isClosedEnum(schema: Schema, { impliedDiscriminators }: TypeScope): boolean {
  return schema.kind === "enum" && (schema.constant || impliedDiscriminators.constants.has(schema));
}
