import type { Lookup } from "../traversal/dereference.js";
import { namedProperty } from "../traversal/find-property.js";
import { compareText } from "../reading/order.js";
import { canonicalMembers } from "../reading/canonical-schemas.js";
import type { NamedSchema, Schema, SchemaKey } from "../types/schema.js";
import { blank } from "../schemas/schema-reader.js";
import { withoutValues, withTag } from "./discriminator-property.js";
import { intersectionOf } from "../schemas/combine-schemas.js";
import type { Base, FindBase } from "./discriminator-bases.js";

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

/** What is known while the bases of a description are taken apart. */
interface Split {
  readonly bases: ReadonlyMap<SchemaKey, Base>;
  readonly basesOf: ReadonlyMap<SchemaKey, readonly Base[]>;
  readonly lookup: Lookup;
}

/**
 * A base with a discriminator becomes two schemas: under its own name the union of its variants, which is what a reference to it means,
 * and beside it the fields that all of them share, which is what they are made of. So neither is made of itself.
 */
export function withSplitBases(schemas: Schemas, find: FindBase): Schemas {
  const bases = new Map([...schemas.values()].flatMap((named) => basePair(named, find)));
  if (bases.size === 0) return schemas;
  const basesOf = new Map<SchemaKey, readonly Base[]>();
  for (const base of bases.values()) {
    for (const key of base.variants.keys()) basesOf.set(key, [...(basesOf.get(key) ?? []), base]);
  }
  const split: Split = { bases, basesOf, lookup: (key) => schemas.get(key)?.schema };
  const all = [...schemas.values()].flatMap((named) => splitNamed(named, split));
  return new Map(all.sort((a, b) => compareText(a.name, b.name) || compareText(a.key, b.key)).map((named) => [named.key, named]));
}

function basePair({ key, schema }: NamedSchema, find: FindBase): readonly (readonly [SchemaKey, Base])[] {
  const base = find(key);
  return base !== undefined && fieldsIn(schema) !== undefined ? [[key, base]] : [];
}

/** What a schema is when it is not null, if that is something with fields. */
function fieldsIn(schema: Schema): Schema | undefined {
  const values = schema.kind === "union" ? schema.members.filter(({ kind }) => kind !== "null") : [schema];
  const [value, ...more] = values;
  return more.length === 0 && (value?.kind === "object" || value?.kind === "intersection") ? value : undefined;
}

function splitNamed(named: NamedSchema, split: Split): readonly NamedSchema[] {
  const made = asVariant(named.key, named.schema, split);
  const base = split.bases.get(named.key);
  const fields = fieldsIn(made);
  if (base === undefined || fields === undefined) return [{ ...named, schema: made }];
  const { docs } = named.schema;
  const shared = { ...withoutValues(fields, base.property, split.lookup), docs };
  return [
    { ...named, schema: { ...unionOfVariants(base, made, split), docs } },
    { key: fieldsKey(named.key), name: `${named.name}Base`, schema: shared },
  ];
}

/** Where the fields of a base stand: no JSON Pointer, so no schema of a description can be there. */
function fieldsKey(key: SchemaKey): SchemaKey {
  return `${key}~base`;
}

/** A variant is made of its base's fields, and says itself which value names it. */
function asVariant(key: SchemaKey, schema: Schema, split: Split): Schema {
  const bases = split.basesOf.get(key) ?? [];
  const made = bases.length === 0 ? schema : madeOfFields(schema, split);
  return bases.reduce((current, base) => {
    const values = base.variants.get(key)?.closed ? valuesOf(base, key, split) : [];
    const known = namedProperty(schema, base.property, split.lookup);
    return values.length === 0 ? current : withTag(current, { name: base.property, known, values }, split.lookup);
  }, made);
}

function madeOfFields(schema: Schema, split: Split): Schema {
  if (schema.kind === "reference" && split.bases.has(schema.target)) return { ...schema, target: fieldsKey(schema.target) };
  if (schema.kind !== "intersection") return schema;
  return {
    ...intersectionOf(
      schema,
      schema.members.map((member) => madeOfFields(member, split)),
    ),
    docs: schema.docs,
  };
}

/** What no variant is named by is the fields and no more. */
function unionOfVariants(base: Base, schema: Schema, split: Split): Schema {
  const variants = [...base.variants.keys()].map(
    (key) => [split.bases.has(key) ? fieldsKey(key) : key, valuesOf(base, key, split)] as const,
  );
  const fields = fieldsKey(base.key);
  const alone = remaining(
    base,
    variants.flatMap(([, values]) => values),
    split,
  );
  const values = new Map([...variants, ...(alone.length === 0 ? [] : [[fields, alone] as const])]);
  const members = canonicalMembers([
    ...[...values.keys()].map((target): Schema => ({ kind: "reference", target, ...blank(schema) })),
    ...(schema.kind === "union" ? [{ kind: "null", ...blank(schema) } as const] : []),
  ]);
  return { ...blank(schema), kind: "union", members, discriminator: { property: base.property, values, fields } };
}

/** Values that the property may hold and that name no variant. */
function remaining(base: Base, named: readonly string[], split: Split): readonly string[] {
  return [...new Set([...base.own, ...(listedValues(base.key, base.property, split) ?? [])])]
    .filter((value) => !named.includes(value))
    .sort(compareText);
}

/** A variant's own name counts only where both the base's property and its own may hold it. */
function valuesOf(base: Base, key: SchemaKey, split: Split): readonly string[] {
  const { values = [], implicit = true } = base.variants.get(key) ?? {};
  if (!implicit) return values;
  const lists = [base.key, key].flatMap((holder) => {
    const listed = listedValues(holder, base.property, split);
    return listed === undefined ? [] : [listed];
  });
  return values.filter((value) => lists.every((listed) => listed.includes(value)));
}

/** The values that the description lists for a property, where it lists any. */
function listedValues(key: SchemaKey, property: string, { lookup }: Split): readonly string[] | undefined {
  const schema = lookup(key);
  const fields = schema && fieldsIn(schema);
  const held = fields && namedProperty(fields, property, lookup)?.schema;
  const target = held?.kind === "reference" ? lookup(held.target) : held;
  return target?.kind === "enum" ? target.members.flatMap(({ value }) => (typeof value === "string" ? [value] : [])) : undefined;
}
