import { withReferrers } from "../../model/traversal/referrers.js";
import { subschemasOf, referencedKeys } from "../../model/traversal/subschemas.js";
import type { Api } from "../../model/types/api.js";
import type { ObjectSchema, Schema, SchemaKey } from "../../model/types/schema.js";

/** Starts with the schemas that differ themselves, then adds all schemas that refer to them. */
export function directionDependentSchemas(api: Api): ReadonlySet<SchemaKey> {
  const schemas = [...api.schemas.values()];
  const starts = schemas.filter(({ schema }) => hasDirectionDependentPart(schema)).map(({ key }) => key);
  return withReferrers(
    starts,
    schemas.map(({ key, schema }) => [key, referencedKeys(schema)] as const),
  );
}

function hasDirectionDependentPart(schema: Schema): boolean {
  const waiting: Schema[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "object" && isDirectionDependent(next)) return true;
    if (next.kind === "string" && next.binary !== false) return true;
    // Any value can be sent, but a received one is none of those that select other variants.
    if (next.kind === "union" && next.discriminator?.defaultVariant !== undefined) return true;
    waiting.push(...subschemasOf(next));
  }
  return false;
}

/** Whether an object has properties of one direction only, or map values that callers may pass in more types than they receive. */
function isDirectionDependent({ properties, valueSerialization, typeParameterName }: ObjectSchema): boolean {
  return (
    valueSerialization !== undefined ||
    typeParameterName !== undefined ||
    properties.some(({ readOnly, writeOnly }) => readOnly || writeOnly)
  );
}
