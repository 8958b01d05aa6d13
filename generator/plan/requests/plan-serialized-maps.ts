import { diagnostic, type Report } from "../../diagnostics.js";
import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import type { BodyPlan, SerializedMapPlan } from "../types/body-plan.js";
import type { OperationPlan } from "../types/operation-plan.js";
import { dereference, schemaLookup } from "../../model/traversal/dereference.js";
import { schemaOfBody } from "./plan-request-bodies.js";

/** The maps within a JSON body whose values are written as texts. */
export function planSerializedMaps(
  operation: Operation,
  { body, otherBodies }: Bodies,
  api: Api,
  report: Report,
): readonly SerializedMapPlan[] {
  const written = body?.kind === "json" ? [body] : [];
  const others = [body, ...otherBodies].filter((one) => one !== undefined && !written.includes(one));
  for (const other of others) {
    if (other === undefined || !leadsToValues(other, api)) continue;
    const message = `Values are not written as \`x-specloom-values\` says where the body is sent as \`${other.mediaType}\`.`;
    report(diagnostic("unsupported", operation.place, message));
  }
  return written.flatMap((one) => placesOf(operation, one, api, report));
}

function leadsToValues(body: BodyPlan, api: Api): boolean {
  const schema = schemaOfBody(body, api);
  return schema !== undefined && leadingToValues(schema, api).size > 0;
}

type Bodies = Pick<OperationPlan, "body" | "otherBodies">;

function placesOf(operation: Operation, body: BodyPlan, api: Api, report: Report): readonly SerializedMapPlan[] {
  const schema = schemaOfBody(body, api);
  if (schema === undefined) return [];
  const places = placesIn(schema, api);
  if (places !== undefined) return places;
  const message = `More than ${most} ways lead from the body to maps with \`x-specloom-values\`, too many to look at before each request.`;
  const help = "Put `x-specloom-values` at fewer schemas, or have fewer properties lead to them.";
  report(diagnostic("extension-invalid", operation.place, message, { help }));
  return [];
}

/** So many maps are looked for in each body that is sent. */
const most = 1000;

/** A schema, the way to it, and the schemas on that way. */
interface Reached {
  readonly schema: Schema;
  readonly at: SerializedMapPlan["path"];
  readonly above: ReadonlySet<Schema>;
}

/**
 * The ways to every such map, in order of how far they go; undefined where there are too many, since schemas that are shared multiply them. A
 * schema is looked at once a way, and one that leads to no such map not at all, so that each step is on the way to one.
 */
function placesIn(root: Schema, api: Api): readonly SerializedMapPlan[] | undefined {
  const leading = leadingToValues(root, api);
  const seen = new Map<string, Set<Schema>>();
  const found: SerializedMapPlan[] = [];
  const waiting: Reached[] = [{ schema: root, at: [], above: new Set() }];
  for (const { schema, at, above } of waiting) {
    const value = dereference(schema, schemaLookup(api.schemas));
    const here = seen.get(JSON.stringify(at)) ?? new Set();
    if (above.has(value) || here.has(value) || !leading.has(value)) continue;
    seen.set(JSON.stringify(at), here.add(value));
    if (value.kind === "object" && value.valueSerialization !== undefined)
      found.push({ path: at, values: value.valueSerialization });
    const within = new Set([...above, value]);
    waiting.push(...stepsFrom(value).map(({ step, to }) => ({ schema: to, at: [...at, ...step], above: within })));
    // What waits without being found yet leads to a map each, but for circles and steps that end elsewhere.
    if (found.length > most || waiting.length > 50 * most) return undefined;
  }
  return found;
}

interface Step {
  /** What is added to the way; nothing for what is the value itself. */
  readonly step: SerializedMapPlan["path"];
  readonly to: Schema;
}

function stepsFrom(value: Schema): readonly Step[] {
  if (value.kind === "array") return [{ step: [null], to: value.items }];
  if (value.kind === "union" || value.kind === "intersection") return value.members.map((to) => ({ step: [], to }));
  return value.kind === "object" ? value.properties.map(({ name, schema }) => ({ step: [name], to: schema })) : [];
}

/** Visits each schema once, then goes back from the maps to whatever holds them. */
function leadingToValues(root: Schema, api: Api): ReadonlySet<Schema> {
  const holders = new Map<Schema, Schema[]>([[dereference(root, schemaLookup(api.schemas)), []]]);
  for (const [schema] of holders)
    for (const inner of heldBy(schema).map((held) => dereference(held, schemaLookup(api.schemas)))) {
      const known = holders.get(inner);
      if (known === undefined) holders.set(inner, [schema]);
      else known.push(schema);
    }
  const leading = new Set(
    [...holders.keys()].filter((schema) => schema.kind === "object" && schema.valueSerialization !== undefined),
  );
  for (const schema of leading) for (const holder of holders.get(schema) ?? []) leading.add(holder);
  return leading;
}

function heldBy(schema: Schema): readonly Schema[] {
  if (schema.kind === "array") return [schema.items];
  if (schema.kind === "union" || schema.kind === "intersection") return schema.members;
  return schema.kind === "object" ? schema.properties.map((property) => property.schema) : [];
}
