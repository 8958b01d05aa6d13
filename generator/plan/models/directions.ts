import type { Api } from "../../model/types/api.js";
import { schemasInDirection, type DirectionSchemas, schemasByDirection } from "../../model/traversal/schemas-by-direction.js";
import type { Schema, SchemaKey } from "../../model/types/schema.js";
import { referencedKeys } from "../../model/traversal/subschemas.js";
import type { Direction } from "../types/model-plan.js";
import { directionDependentSchemas } from "./direction-dependent-schemas.js";

/** Which named schemas stand in requests, which in responses, and which of them look different there. */
export interface SchemaDirections {
  readonly request: ReadonlySet<SchemaKey>;
  readonly response: ReadonlySet<SchemaKey>;
  /**
   * Those that hold a `readOnly` or `writeOnly` property, bytes, or a map with `x-specloom-values` or `x-specloom-typed`, themselves or by
   * reference: more is sent as bytes and as values than comes.
   */
  readonly directionDependent: ReadonlySet<SchemaKey>;
}

export function schemaDirections(api: Api): SchemaDirections {
  const { sent, received } = schemasByDirection(api);
  const side = (traffic: DirectionSchemas) => reached(schemasInDirection(traffic), api);
  return { request: side(sent), response: side(received), directionDependent: directionDependentSchemas(api) };
}

/** The side that a model is for: both unless they differ; then a schema that no operation holds counts as what is received. */
export function directionsOfModel(
  key: SchemaKey,
  { request, response, directionDependent: differing }: SchemaDirections,
): readonly (Direction | "both")[] {
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
