import type { NamedSchema, NamedSchemas, Schema } from "../types/schema.js";
import { compareStrings, sortedBy } from "./order.js";

/** References first, `null` last: the usual order of the members of a union type. */
const kindRank: Readonly<Record<Schema["kind"], number>> = {
  reference: 0,
  object: 1,
  intersection: 2,
  union: 3,
  array: 4,
  tuple: 5,
  enum: 6,
  string: 7,
  number: 8,
  boolean: 9,
  any: 10,
  never: 11,
  null: 12,
};

const structuralKeys = new WeakMap<Schema, string>();

/**
 * A string that is equal for two schemas exactly if they and their documentation are equal, wherever they are in the description.
 * Cached by schema: without that, nested unions would be serialized again at every level.
 */
export function structuralKey(schema: Schema): string {
  const known = structuralKeys.get(schema);
  if (known !== undefined) return known;
  const key = String(kindRank[schema.kind]).padStart(2, "0") + keyOf(schema);
  structuralKeys.set(schema, key);
  return key;
}

/** The members of a union or intersection in canonical order, without duplicates. */
export function canonicalMembers(members: Iterable<Schema>): readonly Schema[] {
  const list = [...members];
  // Keys begin with the rank of the kind. Where no two kinds are equal, as in `string | null`, the ranks decide, and no key is built.
  if (new Set(list.map(({ kind }) => kind)).size === list.length) return list.sort((a, b) => kindRank[a.kind] - kindRank[b.kind]);
  const byKey = new Map(list.map((member) => [structuralKey(member), member]));
  return sortedBy(byKey, ([key]) => key).map(([, member]) => member);
}

/** Named schemas by key, in order of name. */
export function sortedSchemas(schemas: Iterable<NamedSchema>): NamedSchemas {
  const sorted = [...schemas].sort((a, b) => compareStrings(a.name, b.name) || compareStrings(a.key, b.key));
  return new Map(sorted.map((named) => [named.key, named]));
}

/** Fields whose values are JSON of the description, in which `place` and `undefined` have no special meaning. */
const jsonFields: ReadonlySet<string> = new Set(["docs", "value"]);

function keyOf(value: unknown): string {
  if (!isObject(value) || value instanceof Map || Array.isArray(value)) return jsonKey(value, nestedKey);
  let key = "";
  for (const name of Object.keys(value).sort()) {
    const field = value[name];
    if (name !== "place" && field !== undefined) key += `${name}:${jsonFields.has(name) ? jsonKey(field) : nestedKey(field)};`;
  }
  return key;
}

function jsonKey(value: unknown, nested: (value: unknown) => string = jsonKey): string {
  if (value instanceof Map) return nested([...value]);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => nested(item)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const names = Object.keys(value);
  if (names.length > 1) names.sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${nested(value[name])}`).join()}}`;
}

function nestedKey(value: unknown): string {
  return isSchema(value) ? structuralKey(value) : keyOf(value);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && "kind" in value && "docs" in value && "place" in value;
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null;
}
