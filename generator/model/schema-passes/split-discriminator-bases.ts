import type { SchemaLookup } from "../traversal/dereference.js";
import { findProperty } from "../traversal/find-property.js";
import { compareStrings } from "../reading/order.js";
import { canonicalMembers } from "../reading/canonical-schemas.js";
import type { NamedSchema, Schema, SchemaKey } from "../types/schema.js";
import { schemaBase } from "../schemas/schema-reader.js";
import { withoutDiscriminatorValues, withDiscriminatorValue } from "./discriminator-property.js";
import { intersectionOf } from "../schemas/combine-schemas.js";
import type { DiscriminatorBase, FindDiscriminatorBase } from "./discriminator-bases.js";

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

/** What is known while the bases of a description are taken apart. */
interface SplitContext {
  readonly bases: ReadonlyMap<SchemaKey, DiscriminatorBase>;
  readonly basesOf: ReadonlyMap<SchemaKey, readonly DiscriminatorBase[]>;
  readonly lookup: SchemaLookup;
}

/**
 * A base with a discriminator becomes two schemas: under its own name the union of its variants, which is what a reference to it means,
 * and beside it the fields that all of them share, which is what they are made of. So neither is made of itself.
 */
export function splitDiscriminatorBases(schemas: Schemas, find: FindDiscriminatorBase): Schemas {
  const bases = new Map([...schemas.values()].flatMap((named) => baseEntry(named, find)));
  if (bases.size === 0) return schemas;
  const basesOf = new Map<SchemaKey, readonly DiscriminatorBase[]>();
  for (const base of bases.values()) {
    for (const key of base.variants.keys()) basesOf.set(key, [...(basesOf.get(key) ?? []), base]);
  }
  const split: SplitContext = { bases, basesOf, lookup: (key) => schemas.get(key)?.schema };
  const all = [...schemas.values()].flatMap((named) => splitNamedSchema(named, split));
  return new Map(
    all.sort((a, b) => compareStrings(a.name, b.name) || compareStrings(a.key, b.key)).map((named) => [named.key, named]),
  );
}

function baseEntry(
  { key, schema }: NamedSchema,
  find: FindDiscriminatorBase,
): readonly (readonly [SchemaKey, DiscriminatorBase])[] {
  const base = find(key);
  return base !== undefined && nonNullObject(schema) !== undefined ? [[key, base]] : [];
}

/** What a schema is when it is not null, if that is something with fields. */
function nonNullObject(schema: Schema): Schema | undefined {
  const values = schema.kind === "union" ? schema.members.filter(({ kind }) => kind !== "null") : [schema];
  const [value, ...more] = values;
  return more.length === 0 && (value?.kind === "object" || value?.kind === "intersection") ? value : undefined;
}

function splitNamedSchema(named: NamedSchema, split: SplitContext): readonly NamedSchema[] {
  const made = asVariant(named.key, named.schema, split);
  const base = split.bases.get(named.key);
  const fields = nonNullObject(made);
  if (base === undefined || fields === undefined) return [{ ...named, schema: made }];
  const { docs } = named.schema;
  const shared = { ...withoutDiscriminatorValues(fields, base.property, split.lookup), docs };
  return [
    { ...named, schema: { ...unionOfVariants(base, made, split), docs } },
    { key: baseSchemaKey(named.key), name: `${named.name}Base`, schema: shared },
  ];
}

/** Where the fields of a base stand: no JSON Pointer, so no schema of a description can be there. */
function baseSchemaKey(key: SchemaKey): SchemaKey {
  return `${key}~base`;
}

/** A variant is made of its base's fields, and says itself which value names it. */
function asVariant(key: SchemaKey, schema: Schema, split: SplitContext): Schema {
  const bases = split.basesOf.get(key) ?? [];
  const made = bases.length === 0 ? schema : withBaseSchemas(schema, split);
  return bases.reduce((current, base) => {
    const values = base.variants.get(key)?.isLeaf ? valuesOf(base, key, split) : [];
    const known = findProperty(schema, base.property, split.lookup);
    return values.length === 0
      ? current
      : withDiscriminatorValue(current, { name: base.property, declared: known, values }, split.lookup);
  }, made);
}

function withBaseSchemas(schema: Schema, split: SplitContext): Schema {
  if (schema.kind === "reference" && split.bases.has(schema.target)) return { ...schema, target: baseSchemaKey(schema.target) };
  if (schema.kind !== "intersection") return schema;
  return {
    ...intersectionOf(
      schema,
      schema.members.map((member) => withBaseSchemas(member, split)),
    ),
    docs: schema.docs,
  };
}

/** What no variant is named by is the fields and no more. */
function unionOfVariants(base: DiscriminatorBase, schema: Schema, split: SplitContext): Schema {
  const variants = [...base.variants.keys()].map(
    (key) => [split.bases.has(key) ? baseSchemaKey(key) : key, valuesOf(base, key, split)] as const,
  );
  const fields = baseSchemaKey(base.key);
  const alone = valuesWithoutVariant(
    base,
    variants.flatMap(([, values]) => values),
    split,
  );
  const values = new Map([...variants, ...(alone.length === 0 ? [] : [[fields, alone] as const])]);
  const members = canonicalMembers([
    ...[...values.keys()].map((target): Schema => ({ kind: "reference", target, ...schemaBase(schema) })),
    ...(schema.kind === "union" ? [{ kind: "null", ...schemaBase(schema) } as const] : []),
  ]);
  return {
    ...schemaBase(schema),
    kind: "union",
    members,
    discriminator: { property: base.property, values, baseSchema: fields },
  };
}

/** Values that the property may hold and that name no variant. */
function valuesWithoutVariant(base: DiscriminatorBase, named: readonly string[], split: SplitContext): readonly string[] {
  return [...new Set([...base.ownValues, ...(listedValues(base.key, base.property, split) ?? [])])]
    .filter((value) => !named.includes(value))
    .sort(compareStrings);
}

/** A variant's own name counts only where both the base's property and its own may hold it. */
function valuesOf(base: DiscriminatorBase, key: SchemaKey, split: SplitContext): readonly string[] {
  const { values = [], isImplicit: implicit = true } = base.variants.get(key) ?? {};
  if (!implicit) return values;
  const lists = [base.key, key].flatMap((holder) => {
    const listed = listedValues(holder, base.property, split);
    return listed === undefined ? [] : [listed];
  });
  return values.filter((value) => lists.every((listed) => listed.includes(value)));
}

/** The values that the description lists for a property, where it lists any. */
function listedValues(key: SchemaKey, property: string, { lookup }: SplitContext): readonly string[] | undefined {
  const schema = lookup(key);
  const fields = schema && nonNullObject(schema);
  const held = fields && findProperty(fields, property, lookup)?.schema;
  const target = held?.kind === "reference" ? lookup(held.target) : held;
  return target?.kind === "enum" ? target.members.flatMap(({ value }) => (typeof value === "string" ? [value] : [])) : undefined;
}
