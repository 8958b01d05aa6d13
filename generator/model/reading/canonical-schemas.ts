import type { Schema } from "../types/schema.js";
import { sortedBy } from "./order.js";

/** Names of types first, `null` last: the order in which a reader expects the alternatives of a union. */
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
 * A text that is the same for two schemas exactly when they mean and tell the same, wherever they stand. Kept by schema: without that
 * a deep nest of unions would be written out once a level.
 */
export function structuralKey(schema: Schema): string {
  const known = structuralKeys.get(schema);
  if (known !== undefined) return known;
  const key = String(kindRank[schema.kind]).padStart(2, "0") + keyOf(schema);
  structuralKeys.set(schema, key);
  return key;
}

/** Alternatives, or parts, in canonical order, each once. */
export function canonicalMembers(members: Iterable<Schema>): readonly Schema[] {
  const byKey = new Map([...members].map((member) => [structuralKey(member), member]));
  return sortedBy(byKey, ([key]) => key).map(([, member]) => member);
}

/** Fields of the model that hold JSON of the description, or only words: everything below them counts. */
const jsonFields: ReadonlySet<string> = new Set(["docs", "value"]);

function keyOf(value: unknown): string {
  if (!isObject(value) || value instanceof Map || Array.isArray(value)) return jsonKey(value, nestedKey);
  const fields = sortedBy(
    Object.entries(value).filter(([name, held]) => name !== "place" && held !== undefined),
    ([name]) => name,
  );
  return fields.map(([name, held]) => `${name}:${jsonFields.has(name) ? jsonKey(held) : nestedKey(held)};`).join("");
}

function jsonKey(value: unknown, nested: (value: unknown) => string = jsonKey): string {
  if (value instanceof Map) return nested([...value]);
  if (Array.isArray(value)) return `[${value.map((item: unknown) => nested(item)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = sortedBy(Object.entries(value), ([name]) => name);
  return `{${fields.map(([name, held]) => `${JSON.stringify(name)}:${nested(held)}`).join()}}`;
}

function nestedKey(value: unknown): string {
  return isSchema(value) ? structuralKey(value) : keyOf(value);
}

function isSchema(value: unknown): value is Schema {
  return isObject(value) && "kind" in value && "docs" in value && "place" in value;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
