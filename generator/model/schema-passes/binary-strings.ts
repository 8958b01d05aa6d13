import { type BinaryContext, binaryContextsOf, formDepthWithin } from "./binary-context.js";
import { mapOwnSchemas, mapOperationSchemas } from "../traversal/map-operation.js";
import { schemasByDirection } from "../traversal/schemas-by-direction.js";
import { mapSchema } from "../traversal/map-schema.js";
import type { Schema, SchemaKey, NamedSchemas } from "../types/schema.js";
import { subschemasOf } from "../traversal/subschemas.js";
import { splitBinaryAndJsonSchemas } from "./split-binary-schemas.js";
import type { ApiSchemas } from "../types/api.js";

/**
 * A string with `format: binary` is raw bytes only as a whole body, a form field or a part of a multipart body, never inside JSON. A schema
 * may be bytes in requests and a string in responses; a schema that is both in one direction is split into two before.
 */

type Direction = "request" | "response";

/** Sets `binary` of every string to the directions in which it is sent as raw bytes. */
export function resolveBinaryStrings(api: ApiSchemas): ApiSchemas {
  const { schemas, operations, webhooks } = splitBinaryAndJsonSchemas(api);
  const directions = schemasByDirection({ operations, webhooks });
  const sent = binaryStringsIn(binaryContextsOf(directions.sent.contents), schemas);
  const received = binaryStringsIn(binaryContextsOf(directions.received.contents), schemas);
  const resolve = (schema: Schema): Schema =>
    mapSchema(schema, (subschema) => {
      if (subschema.kind !== "string" || !subschema.binary) return subschema;
      if (sent.has(subschema) && received.has(subschema)) return subschema;
      return { ...subschema, binary: sent.has(subschema) ? "request" : received.has(subschema) && "response" };
    });
  return {
    schemas: new Map([...schemas].map(([key, named]) => [key, { ...named, schema: resolve(named.schema) }])),
    operations: operations.map((operation) => mapOperationSchemas(operation, resolve)),
    webhooks: webhooks.map((webhook) => mapOwnSchemas(webhook, resolve)),
  };
}

/** Whether a value of the schema is raw bytes in this direction. */
export function isBinaryIn(schema: Schema, direction: Direction | "both"): boolean {
  return schema.kind === "string" && (schema.binary === true || schema.binary === direction);
}

/** The string schemas outside JSON. */
function binaryStringsIn(contexts: readonly BinaryContext[], schemas: NamedSchemas): ReadonlySet<Schema> {
  const found = new Set<Schema>();
  const greatestDepth = new Map<SchemaKey, number>();
  const waiting = contexts.filter(({ formDepth }) => formDepth >= 0);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { schema, formDepth } = next;
    if (schema.kind === "string") found.add(schema);
    if (schema.kind === "reference") {
      const target = schemas.get(schema.target)?.schema;
      if (target === undefined || (greatestDepth.get(schema.target) ?? -1) >= formDepth) continue;
      greatestDepth.set(schema.target, formDepth);
      waiting.push({ schema: target, formDepth });
    }
    const within = formDepthWithin(schema, formDepth);
    if (within >= 0) waiting.push(...subschemasOf(schema).map((subschema) => ({ schema: subschema, formDepth: within })));
  }
  return found;
}
