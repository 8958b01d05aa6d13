import type { Json } from "../../load/tree/node.js";
import type { SchemaLookup } from "../../model/traversal/dereference.js";
import { expandCompositions, schemasAt } from "../../model/traversal/schemas-at-path.js";
import type { Batch, FieldPath } from "../../model/types/extensions.js";
import type { Operation, Response } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import { preferredContent } from "../content/media-types.js";
import { dateTimeProperties } from "./fake-records.js";
import { minimalValueWith, withValueAt } from "./minimal-values.js";

export function findResponse(operation: Operation, ...statuses: readonly string[]): Response | undefined {
  return statuses.map((status) => operation.responses.find((response) => response.status === status)).find((found) => found);
}

/** A range, or whatever is not told, stands for the status that it usually is. */
export function statusCode(response: Response | undefined, usual: number): number {
  const status = Number(response?.status);
  return Number.isInteger(status) ? status : usual;
}

export function responseFacts(
  response: Response | undefined,
  usual: number,
  paths: readonly FieldPath[],
  lookup: SchemaLookup,
): { readonly [name: string]: Json } {
  const schema = response && preferredContent(response.contents)?.schema;
  const status = statusCode(response, usual);
  if (schema === undefined) return { status };
  const times = dateTimeProperties([schema], lookup).filter(({ required }) => required);
  const body = minimalValueWith([schema], paths, lookup) ?? null;
  return { status, body, ...(times.length > 0 && { times: times.map(({ name }) => name) }) };
}

/** The service got all the way. */
export function withCompletedStatus(
  answer: { readonly [name: string]: Json },
  { status }: Batch,
): { readonly [name: string]: Json } {
  const [done] = status?.done ?? [];
  const { body } = answer;
  return status === undefined || done === undefined || body === undefined
    ? answer
    : { ...answer, body: withValueAt(body, status.field, done) };
}

export function failureFacts(
  operation: Operation,
  status: string,
  batch: Batch,
  word: string,
  lookup: SchemaLookup,
): { readonly [name: string]: Json } {
  const response = findResponse(operation, status, `${status.slice(0, 1)}XX`, "default");
  const schema = response && preferredContent(response.contents)?.schema;
  const { body, ...answer } = responseFacts(response, Number(status), errorPaths(batch).slice(0, 2), lookup);
  if (schema === undefined || body === undefined) return { status: Number(status) };
  return { ...answer, status: Number(status), body: withErrorCategory(body, batch, [schema], word, lookup) };
}

/** What is said of a failure, in words and by kind. */
export function errorPaths({ errorMessage = ["message"], errorCategory = ["category"] }: Batch): readonly FieldPath[] {
  return [errorMessage, errorCategory];
}

/** The kind of a failure: the description's own word for it where it has one. */
export function withErrorCategory(
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
  return own !== undefined || isText ? withValueAt(body, errorCategory, own ?? word) : body;
}
