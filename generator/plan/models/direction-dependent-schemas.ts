import { withReferrers } from "../../model/traversal/referrers.js";
import { subschemasOf, referencedKeys } from "../../model/traversal/subschemas.js";
import type { Api } from "../../model/types/api.js";
import type { ObjectSchema, Schema, SchemaKey } from "../../model/types/schema.js";

/** Starts with the schemas that differ themselves, then adds all schemas that refer to them. */
export function directionDependentSchemas(api: Api, inline: ReadonlySet<SchemaKey>): ReadonlySet<SchemaKey> {
  const schemas = [...api.schemas.values()];
  const starts = schemas
    .filter(({ key, schema }) => hasPart(schema, inline.has(key) ? isInlineDependent : isPartDependent))
    .map(({ key }) => key);
  return withReferrers(
    starts,
    schemas.map(({ key, schema }) => [key, referencedKeys(schema)] as const),
  );
}

function hasPart(schema: Schema, matches: (part: Schema) => boolean): boolean {
  const waiting: Schema[] = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (matches(next)) return true;
    waiting.push(...subschemasOf(next));
  }
  return false;
}

function isPartDependent(part: Schema): boolean {
  if (part.kind === "object") return isDirectionDependent(part);
  if (part.kind === "string") return part.binary !== false;
  // Any value can be sent, but a received one is none of those that select other variants.
  return part.kind === "union" && part.discriminator?.defaultVariant !== undefined;
}

/** Types of requests accept readonly arrays, and no variants that are unknown; what the description names has one type for both. */
function isInlineDependent(part: Schema): boolean {
  return (
    isPartDependent(part) || part.kind === "array" || part.kind === "tuple" || (part.kind === "union" && mayBeOpen(part.members))
  );
}

function mayBeOpen(members: readonly Schema[]): boolean {
  return members.filter(({ kind }) => kind === "reference" || kind === "object" || kind === "intersection").length > 1;
}

/** Whether an object has properties of one direction only, or map values that callers may pass in more types than they receive. */
function isDirectionDependent({ properties, valueSerialization, typeParameterName }: ObjectSchema): boolean {
  return (
    valueSerialization !== undefined ||
    typeParameterName !== undefined ||
    properties.some(({ readOnly, writeOnly }) => readOnly || writeOnly)
  );
}
