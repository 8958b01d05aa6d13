import { ApiError } from "../errors/api-error.js";
import type { BatchFacts } from "./batch-facts.js";
import type { BatchItem } from "./batch-items.js";
import { identifierText } from "./identifiers.js";
import type { BatchFailure } from "./batch-outcomes.js";
import { valuesAt } from "./match-response.js";

/**
 * Reads why an input failed.
 *
 * @param entry - The error that names the input, or the body of a request that was rejected for it.
 * @param error - The error of the request, where it was rejected.
 */
export function readFailure(
  entry: unknown,
  correlationId: string | undefined,
  { attempts }: BatchItem<unknown>,
  facts: BatchFacts,
  error?: unknown,
): BatchFailure {
  const { errorCategory = ["category"], errorProperty, errors } = facts;
  const category =
    identifierText(valuesAt(entry, errorCategory)[0]) ??
    (error instanceof ApiError ? String(error.status) : "FAILED");
  const places = errorProperty
    ? [errorProperty, ...(errors ? [[...errors, ...errorProperty]] : [])]
    : [];
  const property = places.flatMap((path) => valuesAt(entry, path)).find(isString);
  const message = readMessage(
    facts,
    entry,
    error instanceof Error ? error.message : "The service gives no reason.",
  );
  return {
    category,
    message,
    ...(property !== undefined && { property }),
    correlationId,
    attempts,
    details: entry,
  };
}

/** TypeScript before 5.5 does not infer this from the condition alone. */
function isString(value: unknown): value is string {
  return typeof value === "string";
}

/** The message of an error entry. */
export function readMessage(
  { errorMessage = ["message"] }: BatchFacts,
  entry: unknown,
  otherwise: string,
): string {
  const message = typeof entry === "string" ? entry : valuesAt(entry, errorMessage)[0];
  return typeof message === "string" ? message : otherwise;
}
