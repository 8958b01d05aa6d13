import { diagnostic, type Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import { withReferrers } from "../../model/traversal/referrers.js";
import type { Schema, SchemaKey } from "../../model/types/schema.js";
import type { BodyPlan, SerializedMapPlan } from "../types/body-plan.js";
import type { OperationPlan } from "../types/operation-plan.js";
import { dereference, schemaLookup } from "../../model/traversal/dereference.js";
import { schemaOfBody } from "./plan-request-bodies.js";

/** The maps in a JSON body whose values are serialized to strings (`x-specloom-values`). */
export function planSerializedMaps(
  operation: Operation,
  { body, otherBodies }: Bodies,
  api: Api,
  report: Report,
): readonly SerializedMapPlan[] {
  const json = body?.kind === "json" ? [body] : [];
  const others = [body, ...otherBodies].filter((one) => one !== undefined && !json.includes(one));
  for (const other of others) {
    if (other === undefined || !hasSerializedMaps(other, api)) continue;
    const message = `\`x-specloom-values\` is ignored if the body is sent as \`${other.mediaType}\`.`;
    report(diagnostic("unsupported", operation.place, message));
  }
  return json.flatMap((one) => mapsOf(operation, one, api, report));
}

function hasSerializedMaps(body: BodyPlan, api: Api): boolean {
  const schema = schemaOfBody(body, api);
  return schema !== undefined && leadsToMaps(api)(schema);
}

type Bodies = Pick<OperationPlan, "body" | "otherBodies">;

function mapsOf(operation: Operation, body: BodyPlan, api: Api, report: Report): readonly SerializedMapPlan[] {
  const schema = schemaOfBody(body, api);
  if (schema === undefined) return [];
  const maps = findMaps(schema, api);
  if (maps !== undefined) return maps;
  const message = `More than ${maximum} paths in the body lead to maps with \`x-specloom-values\`, too many to check before each request.`;
  const help = "Put `x-specloom-values` at fewer schemas, or have fewer properties lead to them.";
  report(diagnostic("extension-invalid", operation.place, message, { help }));
  return [];
}

/** The runtime visits each path in each body that it sends. */
const maximum = 1000;

/** A schema, the path to it, and the schemas on that path. */
interface Visit {
  readonly schema: Schema;
  readonly path: SerializedMapPlan["path"];
  readonly above: ReadonlySet<Schema>;
}

/**
 * The paths to all maps, the shortest first; undefined if there are too many, because schemas that are used often multiply them. Schemas
 * that lead to no map are not visited, so each step is on a path to one.
 */
function findMaps(root: Schema, api: Api): readonly SerializedMapPlan[] | undefined {
  const leads = leadsToMaps(api);
  const seen = new Map<string, Set<Schema>>();
  const found: SerializedMapPlan[] = [];
  const waiting: Visit[] = [{ schema: root, path: [], above: new Set() }];
  for (const { schema, path, above } of waiting) {
    const value = dereference(schema, schemaLookup(api.schemas));
    const here = seen.get(JSON.stringify(path)) ?? new Set();
    if (above.has(value) || here.has(value) || !leads(value)) continue;
    seen.set(JSON.stringify(path), here.add(value));
    if (value.kind === "object" && value.valueSerialization !== undefined) found.push({ path, values: value.valueSerialization });
    const within = new Set([...above, value]);
    waiting.push(...stepsFrom(value).map(({ step, to }) => ({ schema: to, path: [...path, ...step], above: within })));
    // Nearly every waiting schema leads to a map, so the search can stop early.
    if (found.length > maximum || waiting.length > 50 * maximum) return undefined;
  }
  return found;
}

interface Step {
  /** Added to the path; empty for members of unions and intersections. */
  readonly step: SerializedMapPlan["path"];
  readonly to: Schema;
}

function stepsFrom(value: Schema): readonly Step[] {
  if (value.kind === "array") return [{ step: [null], to: value.items }];
  if (value.kind === "union" || value.kind === "intersection") return value.members.map((to) => ({ step: [], to }));
  return value.kind === "object" ? value.properties.map(({ name, schema }) => ({ step: [name], to: schema })) : [];
}

type Predicate = (schema: Schema) => boolean;

const predicates = new WeakMap<Api, Predicate>();

/** Whether a schema contains a map with `x-specloom-values`, directly or by reference. The named schemas are searched once for each API. */
function leadsToMaps(api: Api): Predicate {
  const known = predicates.get(api) ?? createPredicate(api);
  predicates.set(api, known);
  return known;
}

function createPredicate({ schemas }: Api): Predicate {
  const named = [...schemas.values()].map(({ key, schema }) => ({ key, ...contentsOf(schema) }));
  const starts = named.filter(({ hasMap }) => hasMap).map(({ key }) => key);
  const leading = withReferrers(
    starts,
    named.map(({ key, targets }) => [key, targets] as const),
  );
  // Most descriptions have no such map.
  if (leading.size === 0) return (schema) => contentsOf(schema).hasMap;
  return (schema) => {
    const { hasMap, targets } = contentsOf(schema);
    return hasMap || targets.some((key) => leading.has(key));
  };
}

/** Whether a schema contains a map itself, and the targets of its references. */
function contentsOf(schema: Schema): { readonly hasMap: boolean; readonly targets: readonly SchemaKey[] } {
  const targets: SchemaKey[] = [];
  let hasMap = false;
  const waiting: Schema[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "object" && next.valueSerialization !== undefined) hasMap = true;
    if (next.kind === "reference") targets.push(next.target);
    waiting.push(...children(next));
  }
  return { hasMap, targets };
}

function children(schema: Schema): readonly Schema[] {
  if (schema.kind === "array") return [schema.items];
  if (schema.kind === "union" || schema.kind === "intersection") return schema.members;
  return schema.kind === "object" ? schema.properties.map((property) => property.schema) : [];
}
