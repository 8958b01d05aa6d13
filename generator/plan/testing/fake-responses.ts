import type { Schema } from "yaml";
import type { Json } from "../../load/tree/node.js";
import type { Lookup } from "../../model/traversal/dereference.js";
import type { FieldPath, Batch } from "../../model/types/extensions.js";
import type { Operation } from "../../model/types/operation.js";
import { withValue } from "./minimal-values.js";

export function responseOf(operation: Operation, ...statuses: readonly string[]): Response | undefined {
  return statuses.map((status) => operation.responses.find((response) => response.status === status)).find((found) => found);
}

/** A range, or whatever is not told, stands for the status that it usually is. */
export function statusOf(response: Response | undefined, usual: number): number {
  const status = Number(response?.status);
  return Number.isInteger(status) ? status : usual;
}

export function answerFacts(
  response: Response | undefined,
  usual: number,
  paths: readonly FieldPath[],
  lookup: Lookup,
): { readonly [name: string]: Json } {

/** The service got all the way. */
export function finished(answer: { readonly [name: string]: Json }, { status }: Batch): { readonly [name: string]: Json } {
  const [done] = status?.done ?? [];
  const { body } = answer;
  return status === undefined || done === undefined || body === undefined
    ? answer
    : { ...answer, body: withValue(body, status.field, done) };
}

export function failure(
  operation: Operation,
  status: string,
  batch: Batch,
  word: string,
  lookup: Lookup,
): { readonly [name: string]: Json } {

/** What is said of a failure, in words and by kind. */
export function errorPaths({ errorMessage = ["message"], errorCategory = ["category"] }: Batch): readonly FieldPath[] {
  return [errorMessage, errorCategory];
}

/** The kind of a failure: the description's own word for it where it has one. */
export function categorised(
  body: Json,
  { errorCategory = ["category"] }: Batch,
  schemas: readonly Schema[],
  word: string,
  lookup: Lookup,
): Json {
