import type { Api } from "../../model/types/api.js";
import type { EnumSchema, Property, Schema, SchemaKey, UnionSchema } from "../../model/types/schema.js";
import { dereference, schemaLookup } from "../../model/traversal/dereference.js";

/** One kind of server-sent event that an item schema describes: an alternative of its unions, with the properties of all its parts. */
export interface EventAlternative {
  /** The declarations of each property, by name; several parts of an `allOf` may declare it. */
  readonly properties: ReadonlyMap<string, readonly Property[]>;
  /** The values of the property `event` that a `discriminator` gives. */
  readonly discriminatorValues?: readonly string[];
  /** The alternative itself, if it is no object, such as a string. */
  readonly value?: Schema;
}

/** An intersection of unions has as many alternatives as all combinations of their members; more are not distinguished. */
const maxAlternatives = 100;

const nothingKnown: EventAlternative = { properties: new Map() };

/** The alternatives of an item schema: behind references, in unions, and in unions beside common properties. `null` is none. */
export function eventAlternatives(schema: Schema, api: Api): readonly EventAlternative[] {
  const found = alternativesOf(schema, api, new Set());
  return found.length > maxAlternatives ? [nothingKnown] : found;
}

function alternativesOf(schema: Schema, api: Api, within: ReadonlySet<SchemaKey>): readonly EventAlternative[] {
  switch (schema.kind) {
    case "reference": {
      const target = api.schemas.get(schema.target)?.schema;
      if (target === undefined || within.has(schema.target)) return [nothingKnown];
      return alternativesOf(target, api, new Set([...within, schema.target]));
    }
    case "object":
      return [{ properties: new Map(schema.properties.map((property) => [property.name, [property]])) }];
    case "union":
      return unionAlternatives(schema, api, within);
    case "intersection":
      return schema.members.reduce<readonly EventAlternative[]>(
        (found, member) => combinations(found, alternativesOf(member, api, within)),
        [nothingKnown],
      );
    case "enum":
      return schema.members.map((member) => constantAlternative(schema, member));
    case "any":
      return [nothingKnown];
    case "null":
    case "never":
      return [];
    case "array":
    case "tuple":
    case "boolean":
    case "number":
    case "string":
      return [{ properties: new Map(), value: schema }];
  }
}

function unionAlternatives(union: UnionSchema, api: Api, within: ReadonlySet<SchemaKey>): readonly EventAlternative[] {
  const { discriminator, members } = union;
  const found = members.flatMap((member) => {
    const values =
      discriminator?.property === "event" && member.kind === "reference" ? discriminator.values.get(member.target) : undefined;
    const alternatives = alternativesOf(member, api, within);
    return values === undefined || values.length === 0
      ? alternatives
      : alternatives.map((alternative) => ({ discriminatorValues: values, ...alternative }));
  });
  return found.length > maxAlternatives ? [nothingKnown] : found;
}

/** `const: { data: "[DONE]" }`: exactly these properties. */
function constantAlternative(schema: EnumSchema, member: EnumSchema["members"][number]): EventAlternative {
  const { value } = member;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { properties: new Map(), value: { ...schema, members: [member], constant: true } };
  const properties = Object.entries(value).map(([name, item]): readonly [string, readonly Property[]] => {
    const constant: Schema = { ...schema, members: [{ value: item }], constant: true, docs: {} };
    return [name, [{ name, required: true, readOnly: false, writeOnly: false, schema: constant }]];
  });
  return { properties: new Map(properties) };
}

function combinations(first: readonly EventAlternative[], second: readonly EventAlternative[]): readonly EventAlternative[] {
  if (first.length * second.length > maxAlternatives) return [nothingKnown];
  return first.flatMap((a) => second.map((b) => combined(a, b)));
}

function combined(a: EventAlternative, b: EventAlternative): EventAlternative {
  const names = new Set([...a.properties.keys(), ...b.properties.keys()]);
  const properties = new Map(
    [...names].map((name) => [name, [...(a.properties.get(name) ?? []), ...(b.properties.get(name) ?? [])]]),
  );
  return { ...a, ...b, properties };
}

/** The names of the events of an alternative, from constants, enums or the discriminator; undefined if any name is possible. */
export function eventNames({ properties, discriminatorValues }: EventAlternative, api: Api): readonly string[] | undefined {
  const declared = properties.get("event") ?? [];
  const listed = declared.flatMap(({ schema }) => {
    const value = dereference(schema, schemaLookup(api.schemas));
    return value.kind === "enum" ? [value.members.flatMap(({ value }) => (typeof value === "string" ? [value] : []))] : [];
  });
  const [first, ...others] = listed;
  if (first === undefined) return discriminatorValues;
  const common = first.filter((name) => others.every((names) => names.includes(name)));
  return discriminatorValues === undefined || common.length === 1 ? common : discriminatorValues;
}
