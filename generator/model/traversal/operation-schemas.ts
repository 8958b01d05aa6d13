import type { Operation } from "../types/operation.js";
import type { Schema } from "../types/schema.js";

/** The schemas of the request body in every media type. */
export function requestBodySchemas(operation: Operation): readonly Schema[] {
  return (operation.body?.contents ?? []).flatMap(({ schema }) => schema ?? []);
}

/** The schemas of the 2xx responses, or of `default` if there are none. */
export function successResponseSchemas(operation: Operation): readonly Schema[] {
  return successfulResponses(operation.responses).flatMap(({ contents }) => contents.flatMap(({ schema }) => schema ?? []));
}

/** The responses that mean success: 2xx, or `default` if there is no 2xx. */
export function successfulResponses<Described extends { readonly status: string }>(
  responses: readonly Described[],
): readonly Described[] {
  const successes = responses.filter(isSuccess);
  return successes.length > 0 ? successes : responses.filter(({ status }) => status === "default");
}

/** Successful statuses whose responses always have content, so that one without a description of it says nothing about its body. */
const withContent: ReadonlySet<string> = new Set(["203", "206", "207", "208", "226"]);

/** Whether a response has a body that the description leaves out. */
export function isUndescribed({ status }: { readonly status: string }, contents: readonly unknown[]): boolean {
  return contents.length === 0 && withContent.has(status);
}

/** Whether a response describes errors: `default` does if there is a 2xx response. */
export function isError({ status }: { readonly status: string }, all: readonly { readonly status: string }[]): boolean {
  return /^[45]/.test(status) || (status === "default" && all.some(isSuccess));
}

export function isSuccess({ status }: { readonly status: string }): boolean {
  return status.startsWith("2");
}
