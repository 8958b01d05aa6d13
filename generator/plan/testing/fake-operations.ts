import type { Json } from "../../load/tree/node.js";
import type { Batch, FieldPath } from "../../model/types/extensions.js";
import { entrySchemas, expandCompositions, schemasAt } from "../../model/traversal/schemas-at-path.js";
import { type SchemaLookup } from "../../model/traversal/dereference.js";
import type { Schema } from "../../model/types/schema.js";
import { minimalValueWith } from "./minimal-values.js";
import { preferredContent } from "../content/media-types.js";
import type { OperationPlan } from "../types/operation-plan.js";
import { type PathSegment, pathSegments } from "../names/path-segments.js";
import { isSamePath } from "../names/path-segments.js";
import { type FakeRecords, recordsPath } from "./fake-records.js";
import {
  errorPaths,
  failureFacts,
  findResponse,
  responseFacts,
  statusCode,
  withCompletedStatus,
  withErrorCategory,
} from "./fake-responses.js";
import { isSuccess, successResponseSchemas } from "../../model/traversal/operation-schemas.js";

/** How a fake service responds to an operation. `record` is the schema of the records in its responses, if there are any. */
interface FakeOperation {
  readonly facts: { readonly [name: string]: Json };
  readonly record?: Schema | undefined;
}

type Role = (plan: OperationPlan, records: FakeRecords, lookup: SchemaLookup) => FakeOperation | undefined;

/** How a fake service can respond to an operation; undefined if it cannot. The first role that fits wins. */
export function planFakeOperation(plan: OperationPlan, records: FakeRecords, lookup: SchemaLookup): FakeOperation | undefined {
  const roles: readonly Role[] = [batchOperation, listOperation, itemOperation];
  return roles.map((role) => role(plan, records, lookup)).find((fake) => fake !== undefined);
}

const copiedBatchFields = [
  "key",
  "keyProperty",
  "keyPropertyIn",
  "keyAliases",
  "maximum",
  "trace",
  "resultTrace",
  "errorMessage",
] as const;
const errorKeyFields = ["errorKeys", "errorTraces", "errorIndexes"] as const;

function batchOperation(
  { operation, batch: plan }: OperationPlan,
  records: FakeRecords,
  lookup: SchemaLookup,
): FakeOperation | undefined {
  const { batch } = operation;
  if (batch === undefined || plan === undefined || !isSamePath(recordsPath(pathSegments(operation.path)), records.path))
    return undefined;
  const success = findResponse(operation, "200", "2XX") ?? operation.responses.find(isSuccess);
  const partial = operation.responses.find(({ status }) => status === "207") ?? success;
  const errors =
    batch.errors === undefined ? [] : entrySchemas(schemasAt(successResponseSchemas(operation), batch.errors, lookup), lookup);
  const isList = (path: FieldPath) =>
    expandCompositions(schemasAt(errors, path, lookup), lookup).some(({ kind }) => kind === "array");
  const refusal = String(batch.rejections?.[0] ?? 400);
  return {
    facts: {
      role: `${plan.effect}-many`,
      inputs: batch.inputs,
      results: batch.results,
      ...(batch.errors && { errors: batch.errors }),
      ...pick(batch, [...copiedBatchFields, ...errorKeyFields]),
      ...(batch.maximumWith && { maximumWith: batch.maximumWith.map(({ field, maximum }) => ({ field, maximum })) }),
      lists: errorKeyFields.filter((name) => batch[name] !== undefined && isList(batch[name])),
      answer: withCompletedStatus(responseFacts(success, 200, [batch.results], lookup), batch),
      partial: withCompletedStatus(
        responseFacts(partial, 200, [batch.results, ...(batch.errors ? [batch.errors] : [])], lookup),
        batch,
      ),
      error: withErrorCategory(minimalValueWith(errors, errorPaths(batch), lookup) ?? null, batch, errors, "NOT_FOUND", lookup),
      refusal: failureFacts(operation, refusal, batch, "VALIDATION_ERROR", lookup),
    },
  };
}

function listOperation({ operation }: OperationPlan, records: FakeRecords, lookup: SchemaLookup): FakeOperation | undefined {
  const { pages } = operation;
  const segments = pathSegments(operation.path);
  if (pages?.style !== "cursor") return undefined;
  if (!isSamePath(recordsPath(segments), records.path)) return undefined;
  const success = operation.responses.find(isSuccess);
  const items = entrySchemas(schemasAt(successResponseSchemas(operation), pages.items, lookup), lookup);
  return {
    record: items[0],
    facts: {
      role: isSamePath(segments, records.path) ? "list" : "search",
      in: operation.parameters.some(({ name, in: location }) => name === pages.input && location === "query") ? "query" : "body",
      cursor: pages.input,
      ...(pages.size !== undefined && { size: pages.size }),
      items: pages.items,
      next: pages.next,
      ...(pages.total && { total: pages.total }),
      answer: responseFacts(success, 200, [pages.items], lookup),
    },
  };
}

const rolesByMethod = new Map<string, string>([
  ["GET", "get"],
  ["PATCH", "update"],
  ["PUT", "replace"],
  ["DELETE", "delete"],
]);

function itemOperation(
  { operation }: OperationPlan,
  { path, batch }: FakeRecords,
  lookup: SchemaLookup,
): FakeOperation | undefined {
  const segments = pathSegments(operation.path);
  const role = rolesByMethod.get(operation.method);
  const parameter = parameterOf(segments.at(-1));
  if (role === undefined || parameter === undefined || !isSamePath(segments.slice(0, -1), path)) return undefined;
  const success = operation.responses.find(isSuccess);
  const responseSchema = success === undefined ? undefined : preferredContent(success.contents)?.schema;
  const isRecord = responseSchema !== undefined && schemasAt([responseSchema], batch.resultKey ?? [batch.key], lookup).length > 0;
  if (role === "get" && !isRecord) return undefined;
  const byProperty = operation.parameters.some(({ name, in: location }) => location === "query" && name === batch.keyProperty);
  return {
    record: isRecord ? responseSchema : undefined,
    facts: {
      role,
      parameter,
      ...(byProperty && pick(batch, ["keyProperty", "keyAliases"])),
      record: isRecord,
      answer: isRecord ? { status: statusCode(success, 200) } : responseFacts(success, 204, [], lookup),
      ...pick(batch, ["errorMessage"]),
      missing: failureFacts(operation, "404", batch, "NOT_FOUND", lookup),
    },
  };
}

function parameterOf(segment: PathSegment | undefined): string | undefined {
  return segment !== undefined && "parameter" in segment ? segment.parameter : undefined;
}

function pick(batch: Batch, names: readonly (keyof Batch)[]): { readonly [name: string]: Json } {
  const values: readonly (readonly [string, unknown])[] = names.map((name) => [name, batch[name]]);
  return Object.fromEntries(values.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}
