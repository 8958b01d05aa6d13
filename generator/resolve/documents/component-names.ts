import { pathSegments, documentName } from "../../load/documents/location.js";
import type { ReferenceTarget } from "./document-graph.js";

/** Where a document keeps things by their names. */
const homes: ReadonlySet<string> = new Set([
  ...["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links", "callbacks"],
  ...["pathItems", "mediaTypes", "definitions", "$defs", "paths"],
]);

/** Keys that say how a document is built, not what stands there. */
const structural: ReadonlySet<string> = new Set([...homes, "components", "properties", "content", "schema", "items"]);

/**
 * What the author would call something that stands in another document: the last telling key of its place (`schemas.yaml#/definitions/Error`
 * is `Error`), or the name of a document that is nothing else (`pet.yaml` is `pet`). Where two would be called the same, both are told
 * apart by what is around them: the document, then its folders.
 *
 * @param taken - the names that the description gives itself; they stay
 */
export function componentNames<T extends ReferenceTarget>(
  targets: readonly T[],
  taken: ReadonlySet<string>,
): ReadonlyMap<T, string> {
  const names = new Map<T, string>();
  const used = new Set(taken);
  for (const [base, group] of grouped(targets, (target) => nameOf(target, 0))) {
    const level = group.length === 1 && !used.has(base) ? 0 : levelFor(group);
    for (const target of group) {
      const name = free(nameOf(target, level), used);
      used.add(name);
      names.set(target, name);
    }
  }
  return names;
}

/** How many words from around are needed until all of a group differ. */
function levelFor(group: readonly ReferenceTarget[]): number {
  const deepest = Math.max(...group.map(({ document }) => pathSegments(document.location).length));
  for (let level = 1; level < deepest; level++)
    if (new Set(group.map((target) => nameOf(target, level))).size === group.length) return level;
  return deepest;
}

function nameOf({ document, path }: ReferenceTarget, level: number): string {
  const folders = pathSegments(document.location).slice(0, -1);
  const stem = documentName(document.location);
  const telling = path.filter((key, index) => !structural.has(key) || index === path.length - 1);
  const shared = path.length < 2 || homes.has(path.at(-2) ?? "");
  const words = path.length === 0 ? [stem] : shared ? telling.slice(-1) : [stem, ...telling];
  const around = path.length > 0 && shared ? [...folders, stem] : folders;
  return (
    [...around.slice(Math.max(0, around.length - level), around.length), ...words].map(clean).filter(Boolean).join("_") || "part"
  );
}

/** What may not stand in the name of a component becomes an underscore. */
function clean(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}._-]+/gu, "_").replaceAll(/^_+|_+$/g, "");
}

function free(name: string, used: ReadonlySet<string>): string {
  if (!used.has(name)) return name;
  let number = 2;
  while (used.has(`${name}_${number}`)) number++;
  return `${name}_${number}`;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
