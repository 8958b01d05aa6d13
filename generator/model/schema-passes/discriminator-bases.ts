import { field, fieldsOf, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { formatPointer, parsePointer } from "../../load/tree/pointer.js";
import type { ModelContext } from "../reading/context.js";
import { readDiscriminatorMapping } from "../schemas/read-discriminator.js";
import { sortedSet } from "../reading/order.js";
import type { SchemaKey } from "../types/schema.js";

/** A schema with a discriminator and without a list of its variants: these say themselves, by `allOf`, what they are variants of. */
export interface DiscriminatorBase {
  readonly key: SchemaKey;
  readonly property: string;
  readonly variants: ReadonlyMap<SchemaKey, Variant>;
  /** The wire values that name the base itself. */
  readonly ownValues: readonly string[];
}

export interface Variant {
  /** The wire values that name it. */
  readonly values: readonly string[];
  /** The values are only its own name, which counts where nothing says otherwise. */
  readonly isImplicit: boolean;
  /** It is the base, and nothing else is it and more: whatever it is part of, its value is one of these. */
  readonly isLeaf: boolean;
}

export type FindDiscriminatorBase = (key: SchemaKey) => DiscriminatorBase | undefined;

/** Finds the bases among the schemas of the components, where alone a variant can be found by its name. */
export function baseFinder(context: ModelContext): FindDiscriminatorBase {
  const schemas = fieldsOf(field(field(context.description.root, "components"), "schemas"));
  const users = composersOf(schemas, context);
  const known = new Map<SchemaKey, DiscriminatorBase | undefined>();
  return (key) => {
    if (!known.has(key)) known.set(key, readBase(key, users, context));
    return known.get(key);
  };
}

type Composers = ReadonlyMap<SchemaKey, ReadonlySet<SchemaKey>>;

/** Which schemas are made of which: a part of an `allOf`, or a `$ref` with properties beside it. */
function composersOf(schemas: ReadonlyMap<string, Node>, { description }: ModelContext): Composers {
  const users = new Map<SchemaKey, Set<SchemaKey>>();
  for (const [name, schema] of schemas) {
    const parts = [...itemsOf(field(schema, "allOf")), ...(field(schema, "properties") ? [schema] : [])];
    for (const part of parts) {
      const target = description.targetPointer(part);
      if (target !== undefined) users.set(target, (users.get(target) ?? new Set()).add(keyOf(name)));
    }
  }
  return users;
}

function readBase(key: SchemaKey, users: Composers, context: ModelContext): DiscriminatorBase | undefined {
  const node = context.description.nodeAt(key);
  const discriminator = field(node, "discriminator");
  const property = stringOf(field(discriminator, "propertyName"));
  const listed = ["oneOf", "anyOf"].some((keyword) => itemsOf(field(node, keyword)).length > 0);
  if (property === undefined || listed) return undefined;
  const mapped = readDiscriminatorMapping(field(discriminator, "mapping"), context);
  const made = transitiveComposers(key, users);
  const keys = sortedSet([...made, ...mapped.keys()]).filter((variant) => variant !== key);
  const variants = keys.map((variant) => {
    const isLeaf = made.has(variant) && !users.has(variant);
    return [variant, { ...valuesOf(variant, mapped, context), isLeaf }] as const;
  });
  return keys.length === 0 ? undefined : { key, property, variants: new Map(variants), ownValues: mapped.get(key) ?? [] };
}

/** By the mapping, else by what Microsoft's generators write, else by the schema's own name. */
function valuesOf(key: SchemaKey, mapped: DiscriminatorMapping, { description }: ModelContext): Omit<Variant, "isLeaf"> {
  const own = stringOf(field(description.nodeAt(key), "x-ms-discriminator-value"));
  const said = mapped.get(key) ?? (own === undefined ? undefined : [own]);
  return { values: said ?? parsePointer(key)?.slice(-1) ?? [], isImplicit: said === undefined };
}

type DiscriminatorMapping = ReadonlyMap<SchemaKey, readonly string[]>;

/** Everything that is made of a schema, through any number of others. */
function transitiveComposers(key: SchemaKey, users: Composers): ReadonlySet<SchemaKey> {
  const found = new Set<SchemaKey>();
  const waiting = [key];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const user of users.get(next) ?? []) {
      if (found.has(user)) continue;
      found.add(user);
      waiting.push(user);
    }
  }
  return found;
}

function keyOf(name: string): SchemaKey {
  return formatPointer(["components", "schemas", name]);
}
