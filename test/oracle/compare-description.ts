import ts from "typescript";
import type { Api } from "../../generator/model/types/api.js";
import { impliedDiscriminators } from "../../generator/model/traversal/implied-discriminators.js";
import { subschemasOf } from "../../generator/model/traversal/subschemas.js";
import type { Schema } from "../../generator/model/types/schema.js";
import { differences, type Difference } from "./compare.js";
import { programsOf } from "./programs.js";
import type { Context } from "./reasons.js";

export interface ComparisonResult {
  readonly schemas: number;
  /** How often each reason applied. */
  readonly reasons: Readonly<Record<string, number>>;
  /** The differences without a reason. */
  readonly unexplained: readonly Difference[];
  readonly compilerErrors: readonly string[];
}

/** Compares all named schemas of a description; undefined if it has none. */
export function compareDescription(file: string, text: string): ComparisonResult | undefined {
  const programs = programsOf(file, text);
  if (programs === undefined) return undefined;
  const { api, checker, pairs, compilerErrors } = programs;
  const facts = { checker, ...factsAbout(api) };
  const namedPairs = new Map(pairs.filter(({ ours }) => isCompound(ours)).map(({ ours, theirs }) => [ours, theirs]));
  const found = pairs.flatMap(({ name, direction, ours, theirs }) => {
    const context: Context = { ...facts, namedPairs, direction, compared: new Map() };
    return differences(ours, theirs, name, context);
  });
  const reasons: Record<string, number> = {};
  for (const { reason } of found) if (reason !== undefined) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return {
    schemas: pairs.length,
    reasons,
    unexplained: found.filter(({ reason }) => reason === undefined),
    compilerErrors,
  };
}

/** Objects, intersections and unions are distinct types; all `string`s are the same one, which cannot identify a pair. */
function isCompound({ flags }: ts.Type): boolean {
  return (flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.Union)) !== 0;
}

function factsAbout(api: Api): Pick<Context, "readOnly" | "writeOnly" | "discriminators" | "requiredButUndeclared"> {
  const readOnly = new Set<string>();
  const writeOnly = new Set<string>();
  const discriminators = new Set(impliedDiscriminators(api).properties.values());
  const requiredButUndeclared = new Set<string>();
  const waiting: Schema[] = [...api.schemas.values()].map(({ schema }) => schema);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "union" && next.discriminator !== undefined) discriminators.add(next.discriminator.property);
    if (next.kind === "object") {
      for (const { name, undeclared } of next.properties) if (undeclared) requiredButUndeclared.add(name);
      for (const property of next.properties) if (property.readOnly) readOnly.add(property.name);
      for (const property of next.properties) if (property.writeOnly) writeOnly.add(property.name);
    }
    waiting.push(...subschemasOf(next));
  }
  return { readOnly, writeOnly, discriminators, requiredButUndeclared };
}
