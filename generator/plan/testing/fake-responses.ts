import type { Json } from "../../load/tree/node.js";
import type { SchemaLookup } from "../../model/traversal/dereference.js";
import { expandCompositions, schemasAt } from "../../model/traversal/field-lookup.js";
import type { Batch, FieldPath } from "../../model/types/extensions.js";
import type { Operation, Response } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import { preferred } from "../content/media-types.js";
import { timesOf } from "./fake-records.js";
import { blankWith, withValue } from "./minimal-values.js";

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
  lookup: SchemaLookup,
): { readonly [name: string]: Json } {
  const schema = response && preferred(response.contents)?.schema;
  const status = statusOf(response, usual);
  if (schema === undefined) return { status };
  const times = timesOf([schema], lookup).filter(({ required }) => required);
  const body = blankWith([schema], paths, lookup) ?? null;
  return { status, body, ...(times.length > 0 && { times: times.map(({ name }) => name) }) };
}

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
  lookup: SchemaLookup,
): { readonly [name: string]: Json } {
  const response = responseOf(operation, status, `${status.slice(0, 1)}XX`, "default");
  const schema = response && preferred(response.contents)?.schema;
  const { body, ...answer } = answerFacts(response, Number(status), errorPaths(batch).slice(0, 2), lookup);
  if (schema === undefined || body === undefined) return { status: Number(status) };
  return { ...answer, status: Number(status), body: categorised(body, batch, [schema], word, lookup) };
}

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
  lookup: SchemaLookup,
): Json {
  const places = expandCompositions(schemasAt(schemas, errorCategory, lookup), lookup);
  const known = places.flatMap((place) =>
    place.kind === "enum" ? place.members.map(({ value }) => value) : [...(place.docs.examples ?? [])],
  );
  const own = known.find((value) => typeof value === "string" && value.toUpperCase().includes(word));
  const isText = places.some(({ kind }) => kind === "string");
  return own !== undefined || isText ? withValue(body, errorCategory, own ?? word) : body;
}
