import type { Json } from "../../load/tree/node.js";

/** Orders strings by code unit, which is independent of the locale. */
export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A copy sorted by the string that `keyOf` returns for each item. */
export function sortedBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): readonly Item[] {
  return [...items].sort((a, b) => compareStrings(keyOf(a), keyOf(b)));
}

/** The distinct strings in order. */
export function sortedSet(strings: Iterable<string>): readonly string[] {
  return [...new Set(strings)].sort(compareStrings);
}

/** A JSON value whose objects have sorted keys, so that the output does not depend on the order in the description. */
export function canonicalJson(json: Json): Json {
  if (typeof json !== "object" || json === null) return json;
  if (isArray(json)) return json.map(canonicalJson);
  const object = Object.create(null) as Record<string, Json>;
  for (const key of Object.keys(json).sort()) object[key] = canonicalJson(json[key] ?? null);
  return object;
}

function isArray(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/** Orders JSON values: numbers by value, then everything else by its canonical JSON text. */
export function compareJson(a: Json, b: Json): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "number" || typeof b === "number") return typeof a === "number" ? -1 : 1;
  return compareStrings(JSON.stringify(canonicalJson(a)), JSON.stringify(canonicalJson(b)));
}
