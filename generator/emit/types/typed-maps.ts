import { sortedSet } from "../../model/reading/order.js";
import type { NamedSchema, Schema, SchemaKey } from "../../model/types/schema.js";
import { discriminatorTargets, subschemasOf } from "../../model/traversal/subschemas.js";
import type { Direction } from "../../plan/types/model-plan.js";
import { visibleProperties } from "./visible-properties.js";

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

/** Looks up the typed maps in schemas, including those in referenced schemas. */
export interface TypedMaps {
  /** The names that `x-specloom-typed` gives them, sorted. */
  of(schemas: readonly Schema[], direction: Direction): readonly string[];
  ofModel(key: SchemaKey, direction: Direction | "both"): readonly string[];
}

/** Of an API without `x-specloom-typed`: nothing needs to be looked for. */
export const noTypedMaps: TypedMaps = { of: () => [], ofModel: () => [] };

export function createTypedMaps(schemas: Schemas): TypedMaps {
  const namesByDirection = { request: namesByKey(schemas, "request"), response: namesByKey(schemas, "response") };
  return {
    of: (roots, direction) => {
      const contents = roots.map((schema) => directContents(schema, direction));
      return sortedSet(
        contents.flatMap(({ names, targets }) => [
          ...names,
          ...targets.flatMap((key) => [...(namesByDirection[direction].get(key) ?? [])]),
        ]),
      );
    },
    // A model with a typed map is never the same for both directions.
    ofModel: (key, direction) => sortedSet(namesByDirection[direction === "request" ? "request" : "response"].get(key) ?? []),
  };
}

/** Starts with the schemas that contain a typed map themselves, and follows the references to them backwards. */
function namesByKey(schemas: Schemas, direction: Direction): ReadonlyMap<SchemaKey, ReadonlySet<string>> {
  const referrers = new Map<SchemaKey, SchemaKey[]>();
  const waiting: { readonly key: SchemaKey; readonly name: string }[] = [];
  for (const { key, schema } of schemas.values()) {
    const { names, targets } = directContents(schema, direction);
    waiting.push(...names.map((name) => ({ key, name })));
    for (const target of targets) {
      const known = referrers.get(target);
      if (known === undefined) referrers.set(target, [key]);
      else known.push(key);
    }
  }
  const namesOf = new Map<SchemaKey, Set<string>>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { key, name } = next;
    const names = namesOf.get(key) ?? new Set();
    if (names.has(name)) continue;
    namesOf.set(key, names.add(name));
    waiting.push(...(referrers.get(key) ?? []).map((referrer) => ({ key: referrer, name })));
  }
  return namesOf;
}

interface DirectContents {
  readonly names: readonly string[];
  readonly targets: readonly SchemaKey[];
}

function visibleSubschemas(schema: Schema, direction: Direction): readonly Schema[] {
  if (schema.kind !== "object") return subschemasOf(schema);
  const properties = visibleProperties(schema, { direction });
  return subschemasOf(properties === schema.properties ? schema : { ...schema, properties });
}

/** The typed maps and the reference targets in a schema, without following references. */
function directContents(schema: Schema, direction: Direction): DirectContents {
  const names: string[] = [];
  const targets: SchemaKey[] = [];
  const waiting: Schema[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "object" && next.typeParameterName !== undefined) names.push(next.typeParameterName);
    if (next.kind === "reference") targets.push(next.target);
    targets.push(...discriminatorTargets(next));
    waiting.push(...visibleSubschemas(next, direction));
  }
  return { names, targets };
}
