import type { Json } from "../../load/tree/node.js";
import type { Schema } from "../types/schema.js";

/** Orders texts by code unit: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A sorted copy; `textOf` says by which text. */
export function sortedBy<Item>(items: Iterable<Item>, textOf: (item: Item) => string): readonly Item[] {
  return [...items].sort((a, b) => compareText(textOf(a), textOf(b)));
}

/** Each text once, in order. */
export function sortedSet(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}

/** A JSON value whose objects have their keys in order, so that the order of a text does not reach the output. */
export function canonicalJson(json: Json): Json {
  if (typeof json !== "object" || json === null) return json;
  if (isArray(json)) return json.map(canonicalJson);
  const object = Object.create(null) as Record<string, Json>;
  for (const [key, value] of sortedBy(Object.entries(json), ([key]) => key)) object[key] = canonicalJson(value);
  return object;
}

function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/** Orders JSON values: numbers by size, then everything else by its canonical text. */
export function compareJson(a: Json, b: Json): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "number" || typeof b === "number") return typeof a === "number" ? -1 : 1;
  return compareText(JSON.stringify(canonicalJson(a)), JSON.stringify(canonicalJson(b)));
}

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
const plainFields: ReadonlySet<string> = new Set(["docs", "value"]);

function keyOf(value: unknown): string {
  if (!isObject(value) || value instanceof Map || Array.isArray(value)) return plainKey(value, nestedKey);
  const fields = sortedBy(
    Object.entries(value).filter(([name, held]) => name !== "place" && held !== undefined),
    ([name]) => name,
  );
  return fields.map(([name, held]) => `${name}:${plainFields.has(name) ? plainKey(held) : nestedKey(held)};`).join("");
}

function plainKey(value: unknown, nested: (value: unknown) => string = plainKey): string {
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
