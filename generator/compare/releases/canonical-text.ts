import type { Json } from "../../load/tree/node.js";

/** Lists of strings whose order means nothing. */
const sets: ReadonlySet<string> = new Set(["required", "tags"]);

/**
 * A description in canonical order: keys sorted, except where their order means something to readers, and sets sorted. Two descriptions that
 * differ in nothing but order give the same text.
 */
export function canonicalText(description: Json): string {
  return `${JSON.stringify(inOrder(description, ""), null, 2)}\n`;
}

/** The fields of the root, in the order in which people read them. */
const first: readonly string[] = ["openapi", "swagger", "info", "servers", "tags", "paths"];

function inOrder(value: Json, key: string): Json {
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => inOrder(item, ""));
    return sets.has(key) && items.every((item) => typeof item === "string") ? [...items].sort() : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([name, item]) => [name, inOrder(item, name)]));
}

function rank(key: string): number {
  const index = first.indexOf(key);
  return index < 0 ? first.length : index;
}
