import type { ApiError, BatchFailure, BatchReason } from "../../generated/src/index.js";

/** Why a record was not updated, in words for a table. */
export interface Reason {
  /** The service's own kind of error, or the status where it gave none. */
  readonly category: string;
  readonly message: string;
  readonly correlationId?: string | undefined;
}

/** What the service says of one update. */
export function reasonOfFailure({ category, message, correlationId }: BatchFailure): Reason {
  return { category, message: readableMessage(message), correlationId };
}

/** What is known of one that it says nothing of. */
export function reasonOfUnconfirmed({ code, message, error, correlationId }: BatchReason): Reason {
  const category = isAnswer(error) ? (error.body?.category ?? String(error.status)) : code.toUpperCase().replace("-", "_");
  return { category, message: readableMessage(message), correlationId };
}

function isAnswer(error: unknown): error is ApiError {
  return error instanceof Error && error.name === "ApiError";
}

/** The service packs details about invalid values as JSON text into the sentence; only the sentences in there are for people. */
function readableMessage(message: string): string {
  const start = message.indexOf("[{");
  try {
    const details: unknown = start < 0 ? [] : JSON.parse(message.slice(start));
    const sentences = Array.isArray(details) ? details.flatMap(sentenceOf) : [];
    return sentences.length > 0 ? sentences.join(" ") : message;
  } catch {
    return message;
  }
}

function sentenceOf(detail: unknown): readonly string[] {
  if (typeof detail !== "object" || detail === null || !("message" in detail) || typeof detail.message !== "string") return [];
  return ["name" in detail && typeof detail.name === "string" ? `${detail.name}: ${detail.message}` : detail.message];
}
