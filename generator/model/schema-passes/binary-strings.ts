import type { Api } from "../types/api.js";
import { type BinaryContext, binaryContextsOf, formDepthWithin } from "./binary-context.js";
import { mapOwnSchemas, mapOperationSchemas } from "../traversal/map-operation.js";
import { schemasByDirection } from "../traversal/schemas-by-direction.js";
import { mapSchema } from "../traversal/map-schema.js";
import type { NamedSchema, Schema, SchemaKey } from "../types/schema.js";
import { subschemasOf } from "../traversal/subschemas.js";
import { splitBinaryAndJsonSchemas } from "./split-binary-schemas.js";

/**
 * A string is bytes only where bytes travel: as a whole body, or as a field or a part of a form. Within JSON it is a text, whatever its
 * `format` says. One schema may be both, sent as a part of a form and received within JSON; where it is both on one way, it has become two.
 */

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;
type Direction = "request" | "response";

export type ApiSchemas = Pick<Api, "schemas" | "operations" | "webhooks">;

/** What travels, and the named schemas of it, with strings that are bytes where bytes travel, and texts elsewhere. */
export function resolveBinaryStrings(given: ApiSchemas): ApiSchemas {
  const { schemas, operations, webhooks } = splitBinaryAndJsonSchemas(given);
  const traffic = schemasByDirection({ operations, webhooks });
  const sent = binaryStringsIn(binaryContextsOf(traffic.sent.contents), schemas);
  const received = binaryStringsIn(binaryContextsOf(traffic.received.contents), schemas);
  const told = (schema: Schema): Schema =>
    mapSchema(schema, (part) => {
      if (part.kind !== "string" || !part.binary) return part;
      if (sent.has(part) && received.has(part)) return part;
      return { ...part, binary: sent.has(part) ? "request" : received.has(part) && "response" };
    });
  return {
    schemas: new Map([...schemas].map(([key, named]) => [key, { ...named, schema: told(named.schema) }])),
    operations: operations.map((operation) => mapOperationSchemas(operation, told)),
    webhooks: webhooks.map((webhook) => mapOwnSchemas(webhook, told)),
  };
}

/** Whether a value of the schema itself is bytes on its way in a request or a response. */
export function isBinaryIn(schema: Schema, way: Direction | "both"): boolean {
  return schema.kind === "string" && (schema.binary === true || schema.binary === way);
}

/** The strings that are reached without a step into JSON. */
function binaryStringsIn(carriers: readonly BinaryContext[], schemas: Schemas): ReadonlySet<Schema> {
  const found = new Set<Schema>();
  const deepest = new Map<SchemaKey, number>();
  const waiting = carriers.filter(({ formDepth }) => formDepth >= 0);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { schema, formDepth } = next;
    if (schema.kind === "string") found.add(schema);
    if (schema.kind === "reference") {
      const target = schemas.get(schema.target)?.schema;
      if (target === undefined || (deepest.get(schema.target) ?? -1) >= formDepth) continue;
      deepest.set(schema.target, formDepth);
      waiting.push({ schema: target, formDepth });
    }
    const within = formDepthWithin(schema, formDepth);
    if (within >= 0) waiting.push(...subschemasOf(schema).map((part) => ({ schema: part, formDepth: within })));
  }
  return found;
}
