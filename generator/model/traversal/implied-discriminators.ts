import type { Api } from "../types/api.js";
import { schemasInDirection, schemasByDirection } from "./schemas-by-direction.js";
import { dereference, schemaLookup, type SchemaLookup } from "./dereference.js";
import { findProperty } from "./find-property.js";
import { sortedSet } from "../reading/order.js";
import type { EnumSchema, Schema, UnionSchema } from "../types/schema.js";
import { subschemasOf } from "./subschemas.js";

/** Discriminator properties of unions without a `discriminator`: a required property that has a different constant in each member. */
export interface ImpliedDiscriminators {
  readonly properties: ReadonlyMap<UnionSchema, string>;
  /** The schemas of these properties: enums with one value, treated as constants. */
  readonly constants: ReadonlySet<Schema>;
  /** Whether the API has any union with a discriminator, declared or implied. */
  readonly hasDiscriminatedUnions: boolean;
}

/** @param more - Schemas that are not in the description, such as unions of response bodies. */
export function impliedDiscriminators(api: Api, more: readonly Schema[] = []): ImpliedDiscriminators {
  const properties = new Map<UnionSchema, string>();
  const constants = new Set<Schema>();
  const lookup = schemaLookup(api.schemas);
  const unions = allUnions(api, more);
  for (const union of unions) {
    const found = union.discriminator === undefined ? findDiscriminator(union, lookup) : undefined;
    if (found === undefined) continue;
    properties.set(union, found.property);
    for (const constant of found.constants) constants.add(constant);
  }
  const hasDiscriminatedUnions = properties.size > 0 || unions.some(({ discriminator }) => discriminator !== undefined);
  return { properties, constants, hasDiscriminatedUnions };
}

function allUnions(api: Api, more: readonly Schema[]): readonly UnionSchema[] {
  const { sent, received } = schemasByDirection(api);
  const waiting: Schema[] = [
    ...[...api.schemas.values()].map(({ schema }) => schema),
    ...[sent, received].flatMap(schemasInDirection),
    ...more,
  ];
  const found: UnionSchema[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "union") found.push(next);
    waiting.push(...subschemasOf(next));
  }
  return found;
}

interface ImpliedDiscriminator {
  readonly property: string;
  readonly constants: readonly EnumSchema[];
}

function findDiscriminator({ members }: UnionSchema, lookup: SchemaLookup): ImpliedDiscriminator | undefined {
  const objects = members.filter((member) => mayHaveProperties(member, lookup));
  if (objects.length < 2 || !objects.some(({ kind }) => kind === "reference")) return undefined;
  const names = sortedSet(propertyNamesOf(objects[0], lookup));
  for (const property of names) {
    const constants = objects.flatMap((member) => constantOf(member, property, lookup) ?? []);
    const values = new Set(constants.map(({ members: [member] }) => member?.value));
    if (constants.length === objects.length && values.size === objects.length) return { property, constants };
  }
  return undefined;
}

/** Scalars, arrays and null need no discriminator, because they differ from objects by their type. */
function mayHaveProperties(schema: Schema, lookup: SchemaLookup): boolean {
  return !kindsWithoutProperties.has(dereference(schema, lookup).kind);
}

const kindsWithoutProperties: ReadonlySet<Schema["kind"]> = new Set([
  "null",
  "boolean",
  "number",
  "string",
  "enum",
  "array",
  "tuple",
  "reference",
]);

function propertyNamesOf(
  schema: Schema | undefined,
  lookup: SchemaLookup,
  visited: ReadonlySet<Schema> = new Set(),
): readonly string[] {
  if (schema === undefined || visited.has(schema)) return [];
  const visitedHere = new Set([...visited, schema]);
  if (schema.kind === "object") return schema.properties.map(({ name }) => name);
  if (schema.kind === "reference") return propertyNamesOf(lookup(schema.target), lookup, visitedHere);
  return schema.kind === "intersection" ? schema.members.flatMap((member) => propertyNamesOf(member, lookup, visitedHere)) : [];
}

function constantOf(member: Schema, name: string, lookup: SchemaLookup): EnumSchema | undefined {
  const property = findProperty(member, name, lookup);
  const schema = property?.schema;
  const single = schema?.kind === "enum" && schema.members.length === 1 && typeof schema.members[0]?.value !== "object";
  return single && property?.required ? schema : undefined;
}
