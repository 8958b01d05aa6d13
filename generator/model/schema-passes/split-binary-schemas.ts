import type { Api } from "../types/api.js";
import type { Content } from "../types/operation.js";
import { type Carrier, carriers, json, levelsOf, levelsWithin } from "./binary-context.js";
import { type ContentKey, mapExchange, mapOperation } from "../traversal/map-operation.js";
import { type Traffic, trafficOf } from "../traversal/schemas-by-direction.js";
import { compareText } from "../reading/order.js";
import { withParts } from "../traversal/map-schema.js";
import { partsOf } from "../traversal/schema-parts.js";
import type { NamedSchema, Schema, SchemaKey } from "../types/schema.js";

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;
type Described = Pick<Api, "schemas" | "operations" | "webhooks">;

/**
 * A named schema with bytes may be a form in one request and JSON in another: then it is two, under its own name where its bytes travel, and as
 * `…Json` where they are texts.
 */
export function withTextTwins(described: Described): Described {
  const { schemas, operations, webhooks } = described;
  const { sent, received } = trafficOf(described);
  const carries = carrying(schemas);
  const ways = [sent, received].map((traffic) => usesOf(traffic, schemas));
  const twins = new Set(
    ways.flatMap((uses) => [...uses].flatMap(([key, levels]) => (isBoth(key, levels, carries) ? [key] : []))),
  );
  if (twins.size === 0) return described;
  const rewriting = { twins, carries };
  const changed = (schema: Schema, content?: Content, key: ContentKey = "schema"): Schema =>
    rewritten(schema, content === undefined ? json : levelsOf(content, key), rewriting);
  const all = [...schemas.values()].flatMap((named): readonly NamedSchema[] => {
    const deepest = Math.max(json, ...ways.flatMap((uses) => [...(uses.get(named.key) ?? [])]));
    const own = { ...named, schema: rewritten(named.schema, deepest, rewriting) };
    if (!twins.has(named.key)) return [own];
    return [own, { key: twinKey(named.key), name: `${named.name}Json`, schema: rewritten(named.schema, json, rewriting) }];
  });
  return {
    schemas: new Map(
      all.sort((a, b) => compareText(a.name, b.name) || compareText(a.key, b.key)).map((named) => [named.key, named]),
    ),
    operations: operations.map((operation) => mapOperation(operation, changed)),
    webhooks: webhooks.map((webhook) => mapExchange(webhook, changed)),
  };
}

/** No JSON Pointer, so no schema of a description can be there. */
function twinKey(key: SchemaKey): SchemaKey {
  return `${key}~json`;
}

/** Whether a value of a schema holds bytes within so many levels. */
type Carries = (schema: Schema, levels: number) => boolean;

function carrying(schemas: Schemas): Carries {
  const known = new Map<string, boolean>();
  const carries: Carries = (schema, levels) => {
    if (levels < 0) return false;
    if (schema.kind === "string") return schema.binary !== false;
    if (schema.kind === "reference") return ofNamed(schema.target, levels);
    return partsOf(schema).some((part) => carries(part, levelsWithin(schema, levels)));
  };
  const ofNamed = (key: SchemaKey, levels: number): boolean => {
    const id = `${levels} ${key}`;
    const found = known.get(id);
    if (found !== undefined) return found;
    // What is itself on the way to its bytes adds none.
    known.set(id, false);
    const target = schemas.get(key)?.schema;
    const result = target !== undefined && carries(target, levels);
    known.set(id, result);
    return result;
  };
  return carries;
}

/** At which levels each named schema is used. */
function usesOf({ parameters, contents }: Traffic, schemas: Schemas): ReadonlyMap<SchemaKey, ReadonlySet<number>> {
  const uses = new Map<SchemaKey, Set<number>>();
  const waiting: Carrier[] = [...carriers(contents), ...parameters.map((schema) => ({ schema, levels: json }))];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { schema, levels } = next;
    for (const target of targetsOf(schema)) {
      const known = uses.get(target) ?? new Set();
      const named = schemas.get(target);
      if (known.has(levels) || named === undefined) continue;
      uses.set(target, known.add(levels));
      waiting.push({ schema: named.schema, levels });
    }
    waiting.push(...partsOf(schema).map((part) => ({ schema: part, levels: levelsWithin(schema, levels) })));
  }
  return uses;
}

function targetsOf(schema: Schema): readonly SchemaKey[] {
  if (schema.kind === "reference") return [schema.target];
  const fields = schema.kind === "union" ? schema.discriminator?.fields : undefined;
  return fields === undefined ? [] : [fields];
}

function isBoth(key: SchemaKey, levels: ReadonlySet<number>, carries: Carries): boolean {
  const kinds = new Set([...levels].map((level) => carries(referenceTo(key), level)));
  return kinds.size === 2;
}

function referenceTo(target: SchemaKey): Schema {
  return { kind: "reference", target, docs: {}, place: { source: "", pointer: "", offset: 0 } };
}

interface Rewriting {
  readonly twins: ReadonlySet<SchemaKey>;
  readonly carries: Carries;
}

/** The schema as it is used at these levels: within JSON its strings are texts, and what it refers to is the twin. */
function rewritten(schema: Schema, levels: number, rewriting: Rewriting): Schema {
  const { twins, carries } = rewriting;
  const target = (key: SchemaKey): SchemaKey => (twins.has(key) && !carries(referenceTo(key), levels) ? twinKey(key) : key);
  if (schema.kind === "reference")
    return target(schema.target) === schema.target ? schema : { ...schema, target: target(schema.target) };
  if (schema.kind === "string") return levels < 0 && schema.binary !== false ? { ...schema, binary: false } : schema;
  const inner = withParts(schema, (part) => rewritten(part, levelsWithin(schema, levels), rewriting));
  if (inner.kind !== "union" || inner.discriminator === undefined) return inner;
  const { values, fields, ...others } = inner.discriminator;
  const named = new Map([...values].map(([key, texts]) => [target(key), texts]));
  return { ...inner, discriminator: { ...others, values: named, ...(fields !== undefined && { fields: target(fields) }) } };
}
