import { strongComponents } from "./strong-components.js";
import type { NamedSchema, Schema, SchemaKey } from "../model/schema.js";

/**
 * Named schemas that mean each other with neither a property nor an item between. TypeScript follows an alias through unions and
 * intersections at once, so `type A = B | string; type B = A | number` does not compile.
 */
export interface Circle {
  /** In order of name; the first one speaks for all where they are unions only. */
  readonly keys: readonly SchemaKey[];
  /** Members of a circle of unions mean the same: each holds all the others. */
  readonly unions: boolean;
}

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;

/** The circle that each schema stands in, for those that stand in one. */
export function findCircles(schemas: Schemas): ReadonlyMap<SchemaKey, Circle> {
  const edges = new Map([...schemas].map(([key, named]) => [key, directTargets(named.schema)]));
  const circles = new Map<SchemaKey, Circle>();
  for (const keys of strongComponents(edges)) {
    const [first] = keys;
    const alone = keys.length === 1 && first !== undefined && !edges.get(first)?.includes(first);
    if (alone) continue;
    const ordered = keys.sort((a, b) => compare(nameOf(schemas, a), nameOf(schemas, b)) || compare(a, b));
    const circle = { keys: ordered, unions: ordered.every((key) => isUnionOnly(schemas.get(key)?.schema)) };
    for (const key of ordered) circles.set(key, circle);
  }
  return circles;
}

/** The schemas that one means without a property or an item between. */
function directTargets(schema: Schema): readonly SchemaKey[] {
  if (schema.kind === "reference") return [schema.target];
  if (schema.kind === "union" || schema.kind === "intersection") return schema.members.flatMap(directTargets);
  return [];
}

function isUnionOnly(schema: Schema | undefined): boolean {
  if (schema?.kind === "union") return schema.members.every(isUnionOnly);
  return schema?.kind !== "intersection";
}

function nameOf(schemas: Schemas, key: SchemaKey): string {
  return schemas.get(key)?.name ?? key;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
