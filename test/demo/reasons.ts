import type { ApiError, BatchFailure, BatchReason } from "../../generated/src/index.js";

/** Why a record was not updated, as it is printed. */
export interface Reason {
  /** The service's error category, or the status code if it gave none. */
  readonly category: string;
  readonly message: string;
  readonly correlationId?: string | undefined;
}

/** The reason of an update that failed. */
export function reasonOfFailure({ category, message, correlationId }: BatchFailure): Reason {
  return { category, message: readableMessage(message), correlationId };
}

/** The reason of an update that was skipped, or of which it is unknown whether it was carried out. */
export function reasonOfUnresolved({ code, message, error, correlationId }: BatchReason): Reason {
  const category = isAnswer(error) ? (error.body?.category ?? String(error.status)) : code.toUpperCase().replace("-", "_");
  return { category, message: readableMessage(message), correlationId };
}

function isAnswer(error: unknown): error is ApiError {
  return error instanceof Error && error.name === "ApiError";
}

/** The service puts the details about invalid values into the message as JSON; only their messages are shown. */
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
