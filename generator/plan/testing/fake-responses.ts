import type { Json } from "../../load/tree/node.js";
import type { SchemaLookup } from "../../model/traversal/dereference.js";
import { expandCompositions, schemasAt } from "../../model/traversal/schemas-at-path.js";
import type { Batch, FieldPath } from "../../model/types/extensions.js";
import type { Operation, Response } from "../../model/types/operation.js";
import type { Schema } from "../../model/types/schema.js";
import { preferredContent } from "../content/media-types.js";
import { dateTimeProperties } from "./fake-records.js";
import { minimalValueWith, withValueAt } from "./minimal-values.js";

/** The response with the first of some statuses that is described. */
export function findResponse(operation: Operation, ...statuses: readonly string[]): Response | undefined {
  return statuses.map((status) => operation.responses.find((response) => response.status === status)).find((found) => found);
}

/** The status of a response; `usual` for a range (`2XX`), for `default` and without a response. */
export function statusCode(response: Response | undefined, usual: number): number {
  const status = Number(response?.status);
  return Number.isInteger(status) ? status : usual;
}

/** The status and the body of a response, with something at each of `paths`. */
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

/** Sets the status of a batch in the response to "complete". */
export function withCompletedStatus(
  response: { readonly [name: string]: Json },
  { status }: Batch,
): { readonly [name: string]: Json } {
  const [complete] = status?.done ?? [];
  const { body } = response;
  return status === undefined || complete === undefined || body === undefined
    ? response
    : { ...response, body: withValueAt(body, status.field, complete) };
}

/** The same for an error response, with its message and category. */
export function failureFacts(
  operation: Operation,
  status: string,
  batch: Batch,
  word: string,
  lookup: SchemaLookup,
): { readonly [name: string]: Json } {
  const response = findResponse(operation, status, `${status.slice(0, 1)}XX`, "default");
  const schema = response && preferredContent(response.contents)?.schema;
  const { body, ...facts } = responseFacts(response, Number(status), errorPaths(batch).slice(0, 2), lookup);
  if (schema === undefined || body === undefined) return { status: Number(status) };
  return { ...facts, status: Number(status), body: withErrorCategory(body, batch, [schema], word, lookup) };
}

/** The paths of the message and of the category of an error. */
export function errorPaths({ errorMessage = ["message"], errorCategory = ["category"] }: Batch): readonly FieldPath[] {
  return [errorMessage, errorCategory];
}

/** Sets the category of an error: the value of the description that contains `word`, else `word` itself. */
export function withErrorCategory(
  body: Json,
  { errorCategory = ["category"] }: Batch,
  schemas: readonly Schema[],
  word: string,
  lookup: SchemaLookup,
): Json {
  const categories = expandCompositions(schemasAt(schemas, errorCategory, lookup), lookup);
  const known = categories.flatMap((category) =>
    category.kind === "enum" ? category.members.map(({ value }) => value) : [...(category.docs.examples ?? [])],
  );
  const described = known.find((value) => typeof value === "string" && value.toUpperCase().includes(word));
  const isString = categories.some(({ kind }) => kind === "string");
  return described !== undefined || isString ? withValueAt(body, errorCategory, described ?? word) : body;
}
