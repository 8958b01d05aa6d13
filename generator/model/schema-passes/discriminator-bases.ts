import { field, fieldsOf, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { formatPointer, parsePointer } from "../../load/tree/pointer.js";
import type { ModelContext } from "../reading/context.js";
import { readDefaultVariant, readDiscriminatorMapping } from "../schemas/read-discriminator.js";
import { sortedSet } from "../reading/order.js";
import type { SchemaKey } from "../types/schema.js";

/** A schema with a discriminator whose variants refer to it in `allOf`, whether or not it lists them in `oneOf` as well. */
export interface DiscriminatorBase {
  readonly key: SchemaKey;
  readonly property: string;
  readonly variants: ReadonlyMap<SchemaKey, Variant>;
  /** The values of the discriminator property that select the base itself. */
  readonly ownValues: readonly string[];
  readonly defaultVariant?: SchemaKey;
}

export interface Variant {
  /** The values of the discriminator property that select the variant. */
  readonly values: readonly string[];
  /** The description gives no value, so it is the name of the schema. */
  readonly isImplicit: boolean;
  /** No schema extends this variant, so its discriminator value is exact. */
  readonly isLeaf: boolean;
}

export type FindDiscriminatorBase = (key: SchemaKey) => DiscriminatorBase | undefined;

/** Finds the bases among the schemas of `components`. */
export function baseFinder(context: ModelContext): FindDiscriminatorBase {
  const schemas = fieldsOf(field(field(context.description.root, "components"), "schemas"));
  const extending = extendingSchemasOf(schemas, context);
  const cache = new Map<SchemaKey, DiscriminatorBase | undefined>();
  return (key) => {
    if (!cache.has(key)) cache.set(key, readBase(key, extending, context));
    return cache.get(key);
  };
}

type ExtendingSchemas = ReadonlyMap<SchemaKey, ReadonlySet<SchemaKey>>;

/** The schemas that extend each schema, by `allOf` or by a `$ref` with properties beside it. */
function extendingSchemasOf(schemas: ReadonlyMap<string, Node>, { description }: ModelContext): ExtendingSchemas {
  const extending = new Map<SchemaKey, Set<SchemaKey>>();
  for (const [name, schema] of schemas) {
    const parts = [...itemsOf(field(schema, "allOf")), ...(field(schema, "properties") ? [schema] : [])];
    for (const part of parts) {
      const target = description.targetPointer(part);
      if (target !== undefined) extending.set(target, (extending.get(target) ?? new Set()).add(keyOf(name)));
    }
  }
  return extending;
}

function readBase(key: SchemaKey, extending: ExtendingSchemas, context: ModelContext): DiscriminatorBase | undefined {
  const node = context.description.nodeAt(key);
  const discriminator = field(node, "discriminator");
  const property = stringOf(field(discriminator, "propertyName"));
  if (property === undefined) return undefined;
  const mapped = readDiscriminatorMapping(field(discriminator, "mapping"), context);
  const defaultVariant = readDefaultVariant(discriminator, context);
  const derived = allExtendingSchemasOf(key, extending);
  const listed = listedVariants(node, context);
  // Alternatives that do not extend the schema make it a union with common properties, without a base.
  if (listed.length > 0 && !listed.some((variant) => variant !== undefined && derived.has(variant))) return undefined;
  const alternatives = listed.filter((variant) => variant !== undefined);
  const keys = sortedSet([...derived, ...mapped.keys(), ...alternatives]).filter((variant) => variant !== key);
  const variants = keys.map((variant) => {
    const isLeaf = derived.has(variant) && !extending.has(variant);
    const values = valuesOf(variant, mapped, context);
    const isDefault = values.isImplicit && variant === defaultVariant;
    return [variant, { ...values, ...(isDefault && { values: [] }), isLeaf }] as const;
  });
  if (keys.length === 0) return undefined;
  const base = { key, property, variants: new Map(variants), ownValues: mapped.get(key) ?? [] };
  return defaultVariant === undefined ? base : { ...base, defaultVariant };
}

/** The targets of `oneOf` and `anyOf`; undefined for an alternative that is no reference. */
function listedVariants(node: Node | undefined, { description }: ModelContext): readonly (SchemaKey | undefined)[] {
  return ["oneOf", "anyOf"].flatMap((keyword) =>
    itemsOf(field(node, keyword)).map((alternative) => description.targetPointer(alternative)),
  );
}

/** From the mapping, else from the extension of Microsoft's generators, else the name of the schema. */
function valuesOf(key: SchemaKey, mapped: DiscriminatorMapping, { description }: ModelContext): Omit<Variant, "isLeaf"> {
  const own = stringOf(field(description.nodeAt(key), "x-ms-discriminator-value"));
  const explicit = mapped.get(key) ?? (own === undefined ? undefined : [own]);
  return { values: explicit ?? parsePointer(key)?.slice(-1) ?? [], isImplicit: explicit === undefined };
}

type DiscriminatorMapping = ReadonlyMap<SchemaKey, readonly string[]>;

/** The schemas that extend a schema directly or indirectly. */
function allExtendingSchemasOf(key: SchemaKey, extending: ExtendingSchemas): ReadonlySet<SchemaKey> {
  const found = new Set<SchemaKey>();
  const waiting = [key];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const extendingKey of extending.get(next) ?? []) {
      if (found.has(extendingKey)) continue;
      found.add(extendingKey);
      waiting.push(extendingKey);
    }
  }
  return found;
}

function keyOf(name: string): SchemaKey {
  return formatPointer(["components", "schemas", name]);
}
