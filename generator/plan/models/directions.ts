import type { Api } from "../../model/types/api.js";
import { schemasOfTraffic, type Traffic, trafficOf } from "../../model/operations/read-operation-object.js";
import type { ObjectSchema, Schema, SchemaKey } from "../../model/types/schema.js";
import { partsOf, referencedKeys } from "../../model/traversal/schema-parts.js";
import type { Side } from "../types/model-plan.js";

/** Which named schemas stand in requests, which in responses, and which of them look different there. */
export interface Sides {
  readonly request: ReadonlySet<SchemaKey>;
  readonly response: ReadonlySet<SchemaKey>;
  /**
   * Those that hold a `readOnly` or `writeOnly` property, bytes, or a map with `x-specloom-values` or `x-specloom-typed`, themselves or by
   * reference: more is sent as bytes and as values than comes.
   */
  readonly differing: ReadonlySet<SchemaKey>;
}

export function sidesOf(api: Api): Sides {
  const { sent, received } = trafficOf(api);
  const side = (traffic: Traffic) => reached(schemasOfTraffic(traffic), api);
  return { request: side(sent), response: side(received), differing: differing(api) };
}

/** The side that a model is for: both unless they differ; then a schema that no operation holds counts as what is received. */
export function sidesOfModel(key: SchemaKey, { request, response, differing }: Sides): readonly (Side | "both")[] {
  if (!differing.has(key)) return ["both"];
  if (!request.has(key)) return ["response"];
  return response.has(key) ? ["response", "request"] : ["request"];
}

function reached(roots: readonly Schema[], api: Api): ReadonlySet<SchemaKey> {
  const found = new Set<SchemaKey>();
  const waiting = roots.flatMap((schema) => [...referencedKeys(schema)]);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const named = api.schemas.get(key);
    if (found.has(key) || named === undefined) continue;
    found.add(key);
    waiting.push(...referencedKeys(named.schema));
  }
  return found;
}

/** Starts with the schemas that differ themselves and goes on to whatever refers to them. */
function differing(api: Api): ReadonlySet<SchemaKey> {
  const users = new Map<SchemaKey, SchemaKey[]>();
  for (const { key, schema } of api.schemas.values()) {
    for (const target of referencedKeys(schema)) users.set(target, [...(users.get(target) ?? []), key]);
  }
  const found = new Set<SchemaKey>();
  const waiting = [...api.schemas.values()].filter(({ schema }) => hasOneSided(schema)).map(({ key }) => key);
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    waiting.push(...(users.get(key) ?? []));
  }
  return found;
}

function hasOneSided(schema: Schema): boolean {
  const waiting: Schema[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "object" && isOneSided(next)) return true;
    if (next.kind === "string" && next.binary !== false) return true;
    waiting.push(...partsOf(next));
  }
  return false;
}

/** What is sent differs where the service sets or hides a property, and where values may be handed in that are written as texts. */
function isOneSided({ properties, values, typed }: ObjectSchema): boolean {
  return values !== undefined || typed !== undefined || properties.some(({ readOnly, writeOnly }) => readOnly || writeOnly);
}
