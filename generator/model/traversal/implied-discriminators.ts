import type { Api } from "../types/api.js";
import { schemasInDirection, schemasByDirection } from "./schemas-by-direction.js";
import type { SchemaLookup } from "./dereference.js";
import { findProperty } from "./find-property.js";
import { sortedSet } from "../reading/order.js";
import type { EnumSchema, Schema, UnionSchema } from "../types/schema.js";
import { subschemasOf } from "./schema-parts.js";

/** What tells the alternatives of unions apart although no discriminator says so: a required property with one value, another in each. */
export interface ImpliedDiscriminators {
  readonly properties: ReadonlyMap<UnionSchema, string>;
  /** The enums that hold these values: another value would be another alternative, so they are constants. */
  readonly constants: ReadonlySet<Schema>;
  /** Whether the API has any union whose alternatives are told apart, by this or by a discriminator. */
  readonly hasDiscriminatedUnions: boolean;
}

/** @param more - Unions that stand nowhere in the description. */
export function impliedDiscriminators(api: Api, more: readonly Schema[] = []): ImpliedDiscriminators {
  const properties = new Map<UnionSchema, string>();
  const constants = new Set<Schema>();
  const lookup: SchemaLookup = (key) => api.schemas.get(key)?.schema;
  const unions = allUnions(api, more);
  for (const union of unions) {
    const tag = union.discriminator === undefined ? findDiscriminator(union, lookup) : undefined;
    if (tag === undefined) continue;
    properties.set(union, tag.property);
    for (const constant of tag.constants) constants.add(constant);
  }
  const open = properties.size > 0 || unions.some(({ discriminator }) => discriminator !== undefined);
  return { properties, constants, hasDiscriminatedUnions: open };
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

/** Scalars, lists and null stand beside objects and are told apart by what they are. */
function mayHaveProperties(schema: Schema, lookup: SchemaLookup): boolean {
  const target = schema.kind === "reference" ? lookup(schema.target) : schema;
  return target !== undefined && !kindsWithoutProperties.has(target.kind);
}

const kindsWithoutProperties: ReadonlySet<Schema["kind"]> = new Set([
  "null",
  "boolean",
  "number",
  "string",
  "enum",
  "array",
  "tuple",
]);

function propertyNamesOf(
  schema: Schema | undefined,
  lookup: SchemaLookup,
  passed: ReadonlySet<Schema> = new Set(),
): readonly string[] {
  if (schema === undefined || passed.has(schema)) return [];
  const within = new Set([...passed, schema]);
  if (schema.kind === "object") return schema.properties.map(({ name }) => name);
  if (schema.kind === "reference") return propertyNamesOf(lookup(schema.target), lookup, within);
  return schema.kind === "intersection" ? schema.members.flatMap((member) => propertyNamesOf(member, lookup, within)) : [];
}

function constantOf(member: Schema, name: string, lookup: SchemaLookup): EnumSchema | undefined {
  const property = findProperty(member, name, lookup);
  const schema = property?.schema;
  const single = schema?.kind === "enum" && schema.members.length === 1 && typeof schema.members[0]?.value === "string";
  return single && property?.required ? schema : undefined;
}
