import type { Api } from "../types/api.js";
import { type Carrier, carriers, levelsWithin } from "./binary-context.js";
import { mapExchange, mapOperation } from "../traversal/map-operation.js";
import { trafficOf } from "../traversal/schemas-by-direction.js";
import { mapSchema } from "../traversal/map-schema.js";
import type { NamedSchema, Schema, SchemaKey } from "../types/schema.js";
import { partsOf } from "../traversal/schema-parts.js";
import { withTextTwins } from "./split-binary-schemas.js";

/**
 * A string is bytes only where bytes travel: as a whole body, or as a field or a part of a form. Within JSON it is a text, whatever its
 * `format` says. One schema may be both, sent as a part of a form and received within JSON; where it is both on one way, it has become two.
 */

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;
type Way = "request" | "response";

export type Bytes = Pick<Api, "schemas" | "operations" | "webhooks">;

/** What travels, and the named schemas of it, with strings that are bytes where bytes travel, and texts elsewhere. */
export function withBytes(given: Bytes): Bytes {
  const { schemas, operations, webhooks } = withTextTwins(given);
  const traffic = trafficOf({ operations, webhooks });
  const sent = carried(carriers(traffic.sent.contents), schemas);
  const received = carried(carriers(traffic.received.contents), schemas);
  const told = (schema: Schema): Schema =>
    mapSchema(schema, (part) => {
      if (part.kind !== "string" || !part.binary) return part;
      if (sent.has(part) && received.has(part)) return part;
      return { ...part, binary: sent.has(part) ? "request" : received.has(part) && "response" };
    });
  return {
    schemas: new Map([...schemas].map(([key, named]) => [key, { ...named, schema: told(named.schema) }])),
    operations: operations.map((operation) => mapOperation(operation, told)),
    webhooks: webhooks.map((webhook) => mapExchange(webhook, told)),
  };
}

/** Whether a value of the schema itself is bytes on its way in a request or a response. */
export function isBytes(schema: Schema, way: Way | "both"): boolean {
  return schema.kind === "string" && (schema.binary === true || schema.binary === way);
}

/** The strings that are reached without a step into JSON. */
function carried(carriers: readonly Carrier[], schemas: Schemas): ReadonlySet<Schema> {
  const found = new Set<Schema>();
  const deepest = new Map<SchemaKey, number>();
  const waiting = carriers.filter(({ levels }) => levels >= 0);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { schema, levels } = next;
    if (schema.kind === "string") found.add(schema);
    if (schema.kind === "reference") {
      const target = schemas.get(schema.target)?.schema;
      if (target === undefined || (deepest.get(schema.target) ?? -1) >= levels) continue;
      deepest.set(schema.target, levels);
      waiting.push({ schema: target, levels });
    }
    const within = levelsWithin(schema, levels);
    if (within >= 0) waiting.push(...partsOf(schema).map((part) => ({ schema: part, levels: within })));
  }
  return found;
}
