import type { Json } from "../../load/tree/node.js";

/** Orders texts by code unit: the same on every machine. */
export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A sorted copy; `textOf` says by which text. */
export function sortedBy<Item>(items: Iterable<Item>, textOf: (item: Item) => string): readonly Item[] {
  return [...items].sort((a, b) => compareStrings(textOf(a), textOf(b)));
}

/** Each text once, in order. */
export function sortedSet(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort(compareStrings);
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
  return compareStrings(JSON.stringify(canonicalJson(a)), JSON.stringify(canonicalJson(b)));
}
