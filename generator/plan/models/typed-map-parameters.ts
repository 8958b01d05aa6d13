import type { Api } from "../../model/types/api.js";
import { sortedSet } from "../../model/reading/order.js";
import { schemasInDirection, schemasByDirection } from "../../model/traversal/schemas-by-direction.js";
import type { Schema } from "../../model/types/schema.js";
import { subschemasOf } from "../../model/traversal/subschemas.js";
import { typeName } from "../names/identifiers.js";
import type { NameScope } from "../names/name-scope.js";

/** The types of the runtime that a package with `x-specloom-typed` exports. */
export const typedMapTypes = ["TypedResponse", "TypedRequest", "Untyped"] as const;

/** All names in `x-specloom-typed`, sorted. */
export function typedMapNames(api: Api): readonly string[] {
  const found = new Set<string>();
  const { sent, received } = schemasByDirection(api);
  const waiting: Schema[] = [
    ...[...api.schemas.values()].map(({ schema }) => schema),
    ...[sent, received].flatMap(schemasInDirection),
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "object" && next.typeParameterName !== undefined) found.add(next.typeParameterName);
    waiting.push(...subschemasOf(next));
  }
  return sortedSet(found);
}

/** Type parameters get their names last, because they would hide types of the same name. Callers never write these names. */
export function nameTypeParameters(names: readonly string[], scope: NameScope): ReadonlyMap<string, string> {
  return scope.assign(names.map((name) => ({ owner: name, key: name, candidates: [typeName(name)] })));
}
