import type { Api } from "../../model/types/api.js";
import { schemasInDirection, type DirectionSchemas, schemasByDirection } from "../../model/traversal/schemas-by-direction.js";
import type { Schema, SchemaKey } from "../../model/types/schema.js";
import { referencedKeys } from "../../model/traversal/subschemas.js";
import type { Direction, InlineModel, Sender } from "../types/model-plan.js";
import { directionDependentSchemas } from "./direction-dependent-schemas.js";

/** The named schemas that occur in requests, those that occur in responses, and those that differ between the two. */
export interface SchemaDirections {
  readonly request: ReadonlySet<SchemaKey>;
  readonly response: ReadonlySet<SchemaKey>;
  /**
   * Schemas with a `readOnly` or `writeOnly` property, binary data, or a map with `x-specloom-values` or `x-specloom-typed`, directly or by
   * reference. Callers may send binary data and map values in more types than they receive.
   * Of inline objects, also those with an array, which may be `readonly` in a request, or a union, which is closed there.
   */
  readonly directionDependent: ReadonlySet<SchemaKey>;
}

export function schemaDirections(api: Api, inline: readonly InlineModel[] = []): SchemaDirections {
  const { sent, received } = schemasByDirection(api);
  const keys = (direction: DirectionSchemas, sender: Sender) => {
    // An alias is referred to by nothing, if the object that it stands in equals one that is declared elsewhere.
    const own = inline.filter(({ senders }) => senders.has(sender));
    return reachableKeys([...schemasInDirection(direction), ...own.map(referenceTo)], api);
  };
  return {
    request: keys(sent, "client"),
    response: keys(received, "service"),
    directionDependent: directionDependentSchemas(api, new Set(inline.map(({ key }) => key))),
  };
}

function referenceTo({ key, schema: { place } }: InlineModel): Schema {
  return { kind: "reference", target: key, docs: {}, place };
}

/** The directions that need a model of their own. A schema that no operation uses counts as part of a response. */
export function directionsOfModel(
  key: SchemaKey,
  { request, response, directionDependent }: SchemaDirections,
): readonly (Direction | "both")[] {
  if (!directionDependent.has(key)) return ["both"];
  if (!request.has(key)) return ["response"];
  return response.has(key) ? ["response", "request"] : ["request"];
}

function reachableKeys(roots: readonly Schema[], api: Api): ReadonlySet<SchemaKey> {
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
