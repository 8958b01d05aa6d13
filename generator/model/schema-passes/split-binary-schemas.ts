import type { Api } from "../types/api.js";
import type { Content } from "../types/operation.js";
import { type BinaryContext, binaryContextsOf, insideJson, formDepthOf, formDepthWithin } from "./binary-context.js";
import { type ContentKey, mapOwnSchemas, mapOperationSchemas } from "../traversal/map-operation.js";
import { type DirectionSchemas, schemasByDirection } from "../traversal/schemas-by-direction.js";
import { compareStrings } from "../reading/order.js";
import { mapSubschemas } from "../traversal/map-schema.js";
import { subschemasOf } from "../traversal/subschemas.js";
import type { NamedSchema, Schema, SchemaKey } from "../types/schema.js";

type Schemas = ReadonlyMap<SchemaKey, NamedSchema>;
type ApiSchemas = Pick<Api, "schemas" | "operations" | "webhooks">;

/**
 * A named schema with bytes may be a form in one request and JSON in another: then it is two, under its own name where its bytes travel, and as
 * `…Json` where they are texts.
 */
export function splitBinaryAndJsonSchemas(described: ApiSchemas): ApiSchemas {
  const { schemas, operations, webhooks } = described;
  const { sent, received } = schemasByDirection(described);
  const carries = binaryDetector(schemas);
  const ways = [sent, received].map((traffic) => formDepthsOfUse(traffic, schemas));
  const twins = new Set(
    ways.flatMap((uses) => [...uses].flatMap(([key, formDepth]) => (isBinaryAndJson(key, formDepth, carries) ? [key] : []))),
  );
  if (twins.size === 0) return described;
  const rewriting = { twins, carries };
  const changed = (schema: Schema, content?: Content, key: ContentKey = "schema"): Schema =>
    rewrite(schema, content === undefined ? insideJson : formDepthOf(content, key), rewriting);
  const all = [...schemas.values()].flatMap((named): readonly NamedSchema[] => {
    const deepest = Math.max(insideJson, ...ways.flatMap((uses) => [...(uses.get(named.key) ?? [])]));
    const own = { ...named, schema: rewrite(named.schema, deepest, rewriting) };
    if (!twins.has(named.key)) return [own];
    return [
      own,
      { key: jsonSchemaKey(named.key), name: `${named.name}Json`, schema: rewrite(named.schema, insideJson, rewriting) },
    ];
  });
  return {
    schemas: new Map(
      all.sort((a, b) => compareStrings(a.name, b.name) || compareStrings(a.key, b.key)).map((named) => [named.key, named]),
    ),
    operations: operations.map((operation) => mapOperationSchemas(operation, changed)),
    webhooks: webhooks.map((webhook) => mapOwnSchemas(webhook, changed)),
  };
}

/** No JSON Pointer, so no schema of a description can be there. */
function jsonSchemaKey(key: SchemaKey): SchemaKey {
  return `${key}~json`;
}

/** Whether a value of a schema holds bytes within so many formDepth. */
type HoldsBinary = (schema: Schema, formDepth: number) => boolean;

function binaryDetector(schemas: Schemas): HoldsBinary {
  const known = new Map<string, boolean>();
  const carries: HoldsBinary = (schema, formDepth) => {
    if (formDepth < 0) return false;
    if (schema.kind === "string") return schema.binary !== false;
    if (schema.kind === "reference") return ofNamed(schema.target, formDepth);
    return subschemasOf(schema).some((part) => carries(part, formDepthWithin(schema, formDepth)));
  };
  const ofNamed = (key: SchemaKey, formDepth: number): boolean => {
    const id = `${formDepth} ${key}`;
    const found = known.get(id);
    if (found !== undefined) return found;
    // What is itself on the way to its bytes adds none.
    known.set(id, false);
    const target = schemas.get(key)?.schema;
    const result = target !== undefined && carries(target, formDepth);
    known.set(id, result);
    return result;
  };
  return carries;
}

/** At which formDepth each named schema is used. */
function formDepthsOfUse(
  { parameters, contents }: DirectionSchemas,
  schemas: Schemas,
): ReadonlyMap<SchemaKey, ReadonlySet<number>> {
  const uses = new Map<SchemaKey, Set<number>>();
  const waiting: BinaryContext[] = [
    ...binaryContextsOf(contents),
    ...parameters.map((schema) => ({ schema, formDepth: insideJson })),
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { schema, formDepth } = next;
    for (const target of targetsOf(schema)) {
      const known = uses.get(target) ?? new Set();
      const named = schemas.get(target);
      if (known.has(formDepth) || named === undefined) continue;
      uses.set(target, known.add(formDepth));
      waiting.push({ schema: named.schema, formDepth });
    }
    waiting.push(...subschemasOf(schema).map((part) => ({ schema: part, formDepth: formDepthWithin(schema, formDepth) })));
  }
  return uses;
}

function targetsOf(schema: Schema): readonly SchemaKey[] {
  if (schema.kind === "reference") return [schema.target];
  const fields = schema.kind === "union" ? schema.discriminator?.baseSchema : undefined;
  return fields === undefined ? [] : [fields];
}

function isBinaryAndJson(key: SchemaKey, formDepth: ReadonlySet<number>, carries: HoldsBinary): boolean {
  const kinds = new Set([...formDepth].map((level) => carries(referenceTo(key), level)));
  return kinds.size === 2;
}

function referenceTo(target: SchemaKey): Schema {
  return { kind: "reference", target, docs: {}, place: { source: "", pointer: "", offset: 0 } };
}

interface RewriteContext {
  readonly twins: ReadonlySet<SchemaKey>;
  readonly carries: HoldsBinary;
}

/** The schema as it is used at these formDepth: within JSON its strings are texts, and what it refers to is the twin. */
function rewrite(schema: Schema, formDepth: number, rewriting: RewriteContext): Schema {
  const { twins, carries } = rewriting;
  const target = (key: SchemaKey): SchemaKey =>
    twins.has(key) && !carries(referenceTo(key), formDepth) ? jsonSchemaKey(key) : key;
  if (schema.kind === "reference")
    return target(schema.target) === schema.target ? schema : { ...schema, target: target(schema.target) };
  if (schema.kind === "string") return formDepth < 0 && schema.binary !== false ? { ...schema, binary: false } : schema;
  const inner = mapSubschemas(schema, (part) => rewrite(part, formDepthWithin(schema, formDepth), rewriting));
  if (inner.kind !== "union" || inner.discriminator === undefined) return inner;
  const { values, baseSchema: fields, ...others } = inner.discriminator;
  const named = new Map([...values].map(([key, texts]) => [target(key), texts]));
  return { ...inner, discriminator: { ...others, values: named, ...(fields !== undefined && { baseSchema: target(fields) }) } };
}
