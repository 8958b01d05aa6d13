import { documentName, pathSegments } from "../../load/documents/location.js";
import type { ReferenceTarget } from "./document-references.js";

/** Fields whose keys are names: the key below one of them names a component. */
const nameFields: ReadonlySet<string> = new Set([
  ...["schemas", "responses", "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links", "callbacks"],
  ...["pathItems", "mediaTypes", "definitions", "$defs", "paths"],
]);

/** Keys that are part of the format, so they say nothing about the component. */
const formatKeys: ReadonlySet<string> = new Set([...nameFields, "components", "properties", "content", "schema", "items"]);

/**
 * Names for components that come from other documents: the last meaningful key of the path (`schemas.yaml#/definitions/Error` becomes
 * `Error`), or the name of a document that is referred to as a whole (`pet.yaml` becomes `pet`). If two names would be the same, both are
 * prefixed with the document's name, then with its folders, until they differ.
 *
 * @param taken - names of the description's own components, which never change
 */
export function componentNames<T extends ReferenceTarget>(
  targets: readonly T[],
  taken: ReadonlySet<string>,
): ReadonlyMap<T, string> {
  const names = new Map<T, string>();
  const used = new Set(taken);
  for (const [base, group] of grouped(targets, (target) => nameOf(target, 0))) {
    const prefixes = group.length === 1 && !used.has(base) ? 0 : prefixesNeeded(group);
    for (const target of group) {
      const name = unused(nameOf(target, prefixes), used);
      used.add(name);
      names.set(target, name);
    }
  }
  return names;
}

/** How many prefixes are needed until all names of a group differ. */
function prefixesNeeded(group: readonly ReferenceTarget[]): number {
  const most = Math.max(...group.map(({ document }) => pathSegments(document.location).length));
  for (let count = 1; count < most; count++)
    if (new Set(group.map((target) => nameOf(target, count))).size === group.length) return count;
  return most;
}

function nameOf({ document, path }: ReferenceTarget, prefixes: number): string {
  const folders = pathSegments(document.location).slice(0, -1);
  const stem = documentName(document.location);
  const keys = path.filter((key, index) => !formatKeys.has(key) || index === path.length - 1);
  const isNamed = path.length < 2 || nameFields.has(path.at(-2) ?? "");
  const words = path.length === 0 ? [stem] : isNamed ? keys.slice(-1) : [stem, ...keys];
  const available = path.length > 0 && isNamed ? [...folders, stem] : folders;
  const chosen = available.slice(Math.max(0, available.length - prefixes), available.length);
  return [...chosen, ...words].map(clean).filter(Boolean).join("_") || "part";
}

/** Replaces characters that are not allowed in a component name by underscores. */
function clean(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{N}._-]+/gu, "_")
    .replace(/^_+/, "")
    .replace(/(?<!_)_+$/, "");
}

function unused(name: string, used: ReadonlySet<string>): string {
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
