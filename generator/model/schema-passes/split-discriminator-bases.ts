import type { SchemaLookup } from "../traversal/dereference.js";
import { findProperty } from "../traversal/find-property.js";
import { compareStrings } from "../reading/order.js";
import { canonicalMembers, sortedSchemas } from "../reading/canonical-schemas.js";
import type { NamedSchema, Schema, SchemaKey, NamedSchemas } from "../types/schema.js";
import { schemaBase } from "../schemas/schema-reader.js";
import { withoutDiscriminatorValues, withDiscriminatorValue } from "./discriminator-property.js";
import { intersectionOf } from "../schemas/combine-schemas.js";
import type { DiscriminatorBase, FindDiscriminatorBase } from "./discriminator-bases.js";
import { dereference, schemaLookup } from "../traversal/dereference.js";

/** The bases of a description, by their own key and by the keys of their variants. */
interface SplitContext {
  readonly bases: ReadonlyMap<SchemaKey, DiscriminatorBase>;
  readonly basesOf: ReadonlyMap<SchemaKey, readonly DiscriminatorBase[]>;
  readonly lookup: SchemaLookup;
}

/**
 * A base with a discriminator becomes two schemas: under its own name the union of its variants, which other schemas refer to, and as
 * `…Base` the shared properties, which the variants extend. So neither refers to itself.
 */
export function splitDiscriminatorBases(schemas: NamedSchemas, find: FindDiscriminatorBase): NamedSchemas {
  const bases = new Map([...schemas.values()].flatMap((named) => baseEntry(named, find)));
  if (bases.size === 0) return schemas;
  const basesOf = new Map<SchemaKey, readonly DiscriminatorBase[]>();
  for (const base of bases.values()) {
    for (const key of base.variants.keys()) basesOf.set(key, [...(basesOf.get(key) ?? []), base]);
  }
  const split: SplitContext = { bases, basesOf, lookup: schemaLookup(schemas) };
  const all = [...schemas.values()].flatMap((named) => splitNamedSchema(named, split));
  return sortedSchemas(all);
}

function baseEntry(
  { key, schema }: NamedSchema,
  find: FindDiscriminatorBase,
): readonly (readonly [SchemaKey, DiscriminatorBase])[] {
  const base = find(key);
  return base !== undefined && commonFields(schema, base) !== undefined ? [[key, base]] : [];
}

/** What all variants have in common: the base without null and without the union that lists its variants. */
function commonFields(schema: Schema, base: DiscriminatorBase): Schema | undefined {
  if (isListOfVariants(schema, base)) return { kind: "object", properties: [], additional: "open", ...schemaBase(schema) };
  const value = nonNullObject(schema);
  if (value?.kind !== "intersection") return value;
  const others = value.members.filter((part) => !isListOfVariants(part, base));
  return others.length === value.members.length ? value : { ...intersectionOf(value, others), docs: value.docs };
}

function isListOfVariants(schema: Schema, { variants }: DiscriminatorBase): boolean {
  if (schema.kind === "intersection") return false;
  const members = schema.kind === "union" ? schema.members.filter(({ kind }) => kind !== "null") : [schema];
  return members.length > 0 && members.every((member) => member.kind === "reference" && variants.has(member.target));
}

/** A schema without null, if the rest is an object or an intersection. */
function nonNullObject(schema: Schema): Schema | undefined {
  const values = schema.kind === "union" ? schema.members.filter(({ kind }) => kind !== "null") : [schema];
  const [value, ...more] = values;
  return more.length === 0 && (value?.kind === "object" || value?.kind === "intersection") ? value : undefined;
}

function splitNamedSchema(named: NamedSchema, split: SplitContext): readonly NamedSchema[] {
  const variant = asVariant(named.key, named.schema, split);
  const base = split.bases.get(named.key);
  const fields = base && commonFields(variant, base);
  if (base === undefined || fields === undefined) return [{ ...named, schema: variant }];
  const { docs } = named.schema;
  const shared = { ...withoutDiscriminatorValues(fields, base.property, split.lookup), docs };
  return [
    { ...named, schema: { ...unionOfVariants(base, variant, split), docs } },
    { key: baseSchemaKey(named.key), name: `${named.name}Base`, schema: shared },
  ];
}

/** The key of the shared properties. Not a valid JSON Pointer, so it cannot be the key of a schema in the description. */
function baseSchemaKey(key: SchemaKey): SchemaKey {
  return `${key}~base`;
}

/** A variant extends the shared properties, and restricts the discriminator property to its own values. */
function asVariant(key: SchemaKey, schema: Schema, split: SplitContext): Schema {
  const bases = split.basesOf.get(key) ?? [];
  const variant = bases.length === 0 ? schema : withBaseSchemas(schema, split);
  return bases.reduce((current, base) => {
    const values = base.variants.get(key)?.isLeaf ? valuesOf(base, key, split) : [];
    const declared = findProperty(schema, base.property, split.lookup);
    return values.length === 0
      ? current
      : withDiscriminatorValue(current, { name: base.property, declared, values }, split.lookup);
  }, variant);
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

/** Values without a variant get the base's properties only. */
function unionOfVariants(base: DiscriminatorBase, schema: Schema, split: SplitContext): Schema {
  const variants = [...base.variants.keys()].map(
    (key) => [split.bases.has(key) ? baseSchemaKey(key) : key, valuesOf(base, key, split)] as const,
  );
  const baseSchema = baseSchemaKey(base.key);
  const remaining = valuesWithoutVariant(
    base,
    variants.flatMap(([, values]) => values),
    split,
  );
  const values = new Map([...variants, ...(remaining.length === 0 ? [] : [[baseSchema, remaining] as const])]);
  const members = canonicalMembers([
    ...[...values.keys()].map((target): Schema => ({ kind: "reference", target, ...schemaBase(schema) })),
    ...(allowsNull(schema) ? [{ kind: "null", ...schemaBase(schema) } as const] : []),
  ]);
  return {
    ...schemaBase(schema),
    kind: "union",
    members,
    discriminator: {
      property: base.property,
      values,
      baseSchema,
      ...(base.defaultVariant !== undefined && { defaultVariant: base.defaultVariant }),
    },
  };
}

function allowsNull(schema: Schema): boolean {
  const parts = schema.kind === "intersection" ? schema.members : [schema];
  return parts.every((part) => part.kind === "union" && part.members.some(({ kind }) => kind === "null"));
}

/** Values of the discriminator property that select no variant. */
function valuesWithoutVariant(base: DiscriminatorBase, named: readonly string[], split: SplitContext): readonly string[] {
  return [...new Set([...base.ownValues, ...(listedValues(base.key, base.property, split) ?? [])])]
    .filter((value) => !named.includes(value))
    .sort(compareStrings);
}

/** The name of a schema is its value only if the enums of the property in the base and in the variant allow it. */
function valuesOf(base: DiscriminatorBase, key: SchemaKey, split: SplitContext): readonly string[] {
  const { values = [], isImplicit = true } = base.variants.get(key) ?? {};
  if (!isImplicit) return values;
  const lists = [base.key, key].flatMap((owner) => {
    const listed = listedValues(owner, base.property, split);
    return listed === undefined ? [] : [listed];
  });
  return values.filter((value) => lists.every((listed) => listed.includes(value)));
}

/** The values of a property that is an enum or a boolean, as keys of a mapping. */
function listedValues(key: SchemaKey, property: string, { lookup }: SplitContext): readonly string[] | undefined {
  const schema = lookup(key);
  const fields = schema && nonNullObject(schema);
  const declared = fields && findProperty(fields, property, lookup);
  const target = declared && dereference(declared.schema, lookup);
  if (target?.kind === "boolean") return ["false", "true"];
  return target?.kind === "enum"
    ? target.members.flatMap(({ value }) => (typeof value === "object" ? [] : [String(value)]))
    : undefined;
}
