import type { Content } from "../types/operation.js";
import { type BinaryContext, binaryContextsOf, form, insideJson, formDepthOf, formDepthWithin } from "./binary-context.js";
import { type ContentKey, mapOwnSchemas, mapOperationSchemas } from "../traversal/map-operation.js";
import { type DirectionSchemas, schemasByDirection } from "../traversal/schemas-by-direction.js";
import { mapSubschemas } from "../traversal/map-schema.js";
import { discriminatorTargets, subschemasOf } from "../traversal/subschemas.js";
import type { NamedSchema, Schema, SchemaKey, NamedSchemas } from "../types/schema.js";
import type { ApiSchemas } from "../types/api.js";
import { sortedSchemas } from "../reading/canonical-schemas.js";

/**
 * A named schema with `format: binary` may be a form in one request and JSON in another. It is split into two: under its own name with raw
 * bytes, and as `…Json` with strings.
 */
export function splitBinaryAndJsonSchemas(api: ApiSchemas): ApiSchemas {
  const { schemas, operations, webhooks } = api;
  const holdsBinary = binaryDetector(schemas);
  // A schema that holds no raw bytes where they can be deepest holds none elsewhere. Few descriptions have such schemas.
  if (![...schemas.keys()].some((key) => holdsBinary(referenceTo(key), form))) return api;
  const { sent, received } = schemasByDirection(api);
  const usesByDirection = [sent, received].map((direction) => formDepthsOfUse(direction, schemas));
  const split = new Set(
    usesByDirection.flatMap((uses) =>
      [...uses].flatMap(([key, formDepth]) => (isBinaryAndJson(key, formDepth, holdsBinary) ? [key] : [])),
    ),
  );
  if (split.size === 0) return api;
  const context = { split, holdsBinary };
  const rewritten = (schema: Schema, content?: Content, key: ContentKey = "schema"): Schema =>
    rewrite(schema, content === undefined ? insideJson : formDepthOf(content, key), context);
  const all = [...schemas.values()].flatMap((named): readonly NamedSchema[] => {
    const greatestDepth = Math.max(insideJson, ...usesByDirection.flatMap((uses) => [...(uses.get(named.key) ?? [])]));
    const own = { ...named, schema: rewrite(named.schema, greatestDepth, context) };
    if (!split.has(named.key)) return [own];
    return [
      own,
      { key: jsonSchemaKey(named.key), name: `${named.name}Json`, schema: rewrite(named.schema, insideJson, context) },
    ];
  });
  return {
    schemas: sortedSchemas(all),
    operations: operations.map((operation) => mapOperationSchemas(operation, rewritten)),
    webhooks: webhooks.map((webhook) => mapOwnSchemas(webhook, rewritten)),
  };
}

/** Not a valid JSON Pointer, so it cannot be the key of a schema in the description. */
function jsonSchemaKey(key: SchemaKey): SchemaKey {
  return `${key}~json`;
}

/** Whether a schema contains raw bytes at this form depth. */
type HoldsBinary = (schema: Schema, formDepth: number) => boolean;

function binaryDetector(schemas: NamedSchemas): HoldsBinary {
  const cache = new Map<string, boolean>();
  const holdsBinary: HoldsBinary = (schema, formDepth) => {
    if (formDepth < 0) return false;
    if (schema.kind === "string") return schema.binary !== false;
    if (schema.kind === "reference") return namedHoldsBinary(schema.target, formDepth);
    return subschemasOf(schema).some((part) => holdsBinary(part, formDepthWithin(schema, formDepth)));
  };
  const namedHoldsBinary = (key: SchemaKey, formDepth: number): boolean => {
    const id = `${formDepth} ${key}`;
    const found = cache.get(id);
    if (found !== undefined) return found;
    // Ends the recursion of schemas that refer to themselves.
    cache.set(id, false);
    const target = schemas.get(key)?.schema;
    const result = target !== undefined && holdsBinary(target, formDepth);
    cache.set(id, result);
    return result;
  };
  return holdsBinary;
}

/** The form depths at which each named schema is used. */
function formDepthsOfUse(
  { parameters, contents }: DirectionSchemas,
  schemas: NamedSchemas,
): ReadonlyMap<SchemaKey, ReadonlySet<number>> {
  const uses = new Map<SchemaKey, Set<number>>();
  const waiting: BinaryContext[] = [
    ...binaryContextsOf(contents),
    ...parameters.map((schema) => ({ schema, formDepth: insideJson })),
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { schema, formDepth } = next;
    for (const target of targetsOf(schema)) {
      const depths = uses.get(target) ?? new Set();
      const named = schemas.get(target);
      if (depths.has(formDepth) || named === undefined) continue;
      uses.set(target, depths.add(formDepth));
      waiting.push({ schema: named.schema, formDepth });
    }
    waiting.push(...subschemasOf(schema).map((part) => ({ schema: part, formDepth: formDepthWithin(schema, formDepth) })));
  }
  return uses;
}

function targetsOf(schema: Schema): readonly SchemaKey[] {
  return schema.kind === "reference" ? [schema.target] : discriminatorTargets(schema);
}

function isBinaryAndJson(key: SchemaKey, formDepths: ReadonlySet<number>, holdsBinary: HoldsBinary): boolean {
  const kinds = new Set([...formDepths].map((formDepth) => holdsBinary(referenceTo(key), formDepth)));
  return kinds.size === 2;
}

function referenceTo(target: SchemaKey): Schema {
  return { kind: "reference", target, docs: {}, place: { source: "", pointer: "", offset: 0 } };
}

interface RewriteContext {
  readonly split: ReadonlySet<SchemaKey>;
  readonly holdsBinary: HoldsBinary;
}

/** The schema as it is used at this form depth: inside JSON its strings are not binary, and it refers to the `…Json` schemas. */
function rewrite(schema: Schema, formDepth: number, context: RewriteContext): Schema {
  const { split, holdsBinary } = context;
  const target = (key: SchemaKey): SchemaKey =>
    split.has(key) && !holdsBinary(referenceTo(key), formDepth) ? jsonSchemaKey(key) : key;
  if (schema.kind === "reference")
    return target(schema.target) === schema.target ? schema : { ...schema, target: target(schema.target) };
  const own: Schema = schema.kind === "string" && formDepth < 0 && schema.binary ? { ...schema, binary: false } : schema;
  const inner = mapSubschemas(own, (part) => rewrite(part, formDepthWithin(schema, formDepth), context));
  if (inner.kind !== "union" || inner.discriminator === undefined) return inner;
  const { values, baseSchema, defaultVariant, ...others } = inner.discriminator;
  const named = new Map([...values].map(([key, selecting]) => [target(key), selecting]));
  return {
    ...inner,
    discriminator: {
      ...others,
      values: named,
      ...(baseSchema !== undefined && { baseSchema: target(baseSchema) }),
      ...(defaultVariant !== undefined && { defaultVariant: target(defaultVariant) }),
    },
  };
}
