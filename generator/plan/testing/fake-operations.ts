import type { Json } from "../../load/tree/node.js";
import type { Batch, FieldPath } from "../../model/types/extensions.js";
import { expandCompositions, entrySchemas, schemasAt, successResponseSchemas } from "../../model/traversal/field-lookup.js";
import { type SchemaLookup } from "../../model/traversal/dereference.js";
import type { Schema } from "../../model/types/schema.js";
import { blankWith } from "./minimal-values.js";
import { preferred } from "../content/media-types.js";
import type { OperationPlan } from "../types/operation-plan.js";
import { type Segment, segmentsOf } from "../names/path-segments.js";
import { isSamePath } from "../names/path-segments.js";
import { type Records, recordsPath } from "./fake-records.js";
import { answerFacts, categorised, errorPaths, failure, finished, responseOf, statusOf } from "./fake-responses.js";

/** What an operation does with records, and what it gives of one where it gives one. */
interface Fake {
  readonly facts: { readonly [name: string]: Json };
  readonly record?: Schema | undefined;
}

type Role = (plan: OperationPlan, records: Records, lookup: SchemaLookup) => Fake | undefined;

/** How an operation can be answered from records in memory, the first row that knows how; undefined where none does. */
export function fakeOperation(plan: OperationPlan, records: Records, lookup: SchemaLookup): Fake | undefined {
  const roles: readonly Role[] = [many, list, item];
  return roles.map((role) => role(plan, records, lookup)).find((fake) => fake !== undefined);
}

/** What a succeeded input is called says what is done to its record. */
const deeds: readonly (readonly [done: RegExp, role: string])[] = [
  [/^found$/, "read-many"],
  [/^(?:deleted|archived)$/, "delete-many"],
  [/^(?:saved|created)$/, "save-many"],
  [/^/, "update-many"],
];

const told = ["key", "keyProperty", "keyPropertyIn", "keyAliases", "maximum", "trace", "resultTrace", "errorMessage"] as const;
const naming = ["errorKeys", "errorTraces", "errorIndexes"] as const;

function many({ operation, batch: plan }: OperationPlan, records: Records, lookup: SchemaLookup): Fake | undefined {
  const { batch } = operation;
  if (batch === undefined || plan === undefined || !isSamePath(recordsPath(segmentsOf(operation.path)), records.path))
    return undefined;
  const success = responseOf(operation, "200", "2XX") ?? operation.responses.find(({ status }) => status.startsWith("2"));
  const partial = operation.responses.find(({ status }) => status === "207") ?? success;
  const errors =
    batch.errors === undefined ? [] : entrySchemas(schemasAt(successResponseSchemas(operation), batch.errors, lookup), lookup);
  const isList = (path: FieldPath) =>
    expandCompositions(schemasAt(errors, path, lookup), lookup).some(({ kind }) => kind === "array");
  const refusal = String(batch.rejections?.[0] ?? 400);
  return {
    facts: {
      role: deeds.find(([done]) => done.test(plan.done))?.[1] ?? "update-many",
      inputs: batch.inputs,
      results: batch.results,
      ...(batch.errors && { errors: batch.errors }),
      ...chosen(batch, [...told, ...naming]),
      ...(batch.maximumWith && { maximumWith: batch.maximumWith.map(({ field, maximum }) => ({ field, maximum })) }),
      lists: naming.filter((name) => batch[name] !== undefined && isList(batch[name])),
      answer: finished(answerFacts(success, 200, [batch.results], lookup), batch),
      partial: finished(answerFacts(partial, 200, [batch.results, ...(batch.errors ? [batch.errors] : [])], lookup), batch),
      error: categorised(blankWith(errors, errorPaths(batch), lookup) ?? null, batch, errors, "NOT_FOUND", lookup),
      refusal: failure(operation, refusal, batch, "VALIDATION_ERROR", lookup),
    },
  };
}

function list({ operation }: OperationPlan, records: Records, lookup: SchemaLookup): Fake | undefined {
  const { pages } = operation;
  const segments = segmentsOf(operation.path);
  if (pages?.style !== "cursor") return undefined;
  if (!isSamePath(recordsPath(segments), records.path)) return undefined;
  const success = operation.responses.find(({ status }) => status.startsWith("2"));
  const items = entrySchemas(schemasAt(successResponseSchemas(operation), pages.items, lookup), lookup);
  return {
    record: items[0],
    facts: {
      role: isSamePath(segments, records.path) ? "list" : "search",
      in: operation.parameters.some(({ name, in: place }) => name === pages.cursor && place === "query") ? "query" : "body",
      cursor: pages.cursor,
      ...(pages.size !== undefined && { size: pages.size }),
      items: pages.items,
      next: pages.next,
      ...(pages.total && { total: pages.total }),
      answer: answerFacts(success, 200, [pages.items], lookup),
    },
  };
}

const methods = new Map<string, string>([
  ["GET", "get"],
  ["PATCH", "update"],
  ["PUT", "replace"],
  ["DELETE", "delete"],
]);

function item({ operation }: OperationPlan, { path, batch }: Records, lookup: SchemaLookup): Fake | undefined {
  const segments = segmentsOf(operation.path);
  const role = methods.get(operation.method);
  const parameter = parameterOf(segments.at(-1));
  if (role === undefined || parameter === undefined || !isSamePath(segments.slice(0, -1), path)) return undefined;
  const success = operation.responses.find(({ status }) => status.startsWith("2"));
  const given = success === undefined ? undefined : preferred(success.contents)?.schema;
  const isRecord = given !== undefined && schemasAt([given], batch.resultKey ?? [batch.key], lookup).length > 0;
  if (role === "get" && !isRecord) return undefined;
  const byProperty = operation.parameters.some(({ name, in: place }) => place === "query" && name === batch.keyProperty);
  return {
    record: isRecord ? given : undefined,
    facts: {
      role,
      parameter,
      ...(byProperty && chosen(batch, ["keyProperty", "keyAliases"])),
      record: isRecord,
      answer: isRecord ? { status: statusOf(success, 200) } : answerFacts(success, 204, [], lookup),
      ...chosen(batch, ["errorMessage"]),
      missing: failure(operation, "404", batch, "NOT_FOUND", lookup),
    },
  };
}

function parameterOf(segment: Segment | undefined): string | undefined {
  return segment !== undefined && "parameter" in segment ? segment.parameter : undefined;
}

function chosen(batch: Batch, names: readonly (keyof Batch)[]): { readonly [name: string]: Json } {
  const values: readonly (readonly [string, unknown])[] = names.map((name) => [name, batch[name]]);
  return Object.fromEntries(values.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}
