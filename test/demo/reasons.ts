import type { ApiError, StandardError } from "../../generated/src/index.js";

/** Why a record was not updated, in words for a table. */
export interface Reason {
  /** The service's own kind of error, or the status where it gave none. */
  readonly category: string;
  readonly message: string;
  readonly correlationId?: string | undefined;
}

/** From one entry of a batch's `errors`. */
export function reasonOfEntry({ category, message }: StandardError, correlationId: string | undefined): Reason {
  return { category, message: plainWords(message), correlationId };
}

/** After these, the next request would fail like the last. */
const hopelessStatuses: ReadonlySet<number> = new Set([401, 403, 429]);

export interface CallFailure {
  readonly reason: Reason;
  /** The service refused, and so wrote nothing; otherwise it may have. */
  readonly refused: boolean;
  readonly hopeless: boolean;
}

/** From what a call threw. */
export function readFailure(error: unknown): CallFailure {
  if (!(error instanceof Error)) throw error;
  if (!isAnswer(error)) return { reason: { category: error.name, message: error.message }, refused: false, hopeless: false };
  const { status, correlationId, body } = error;
  const reason = {
    category: body?.category ?? String(status),
    message: plainWords(body?.message ?? error.message),
    correlationId,
  };
  return { reason, refused: status >= 400 && status < 500, hopeless: hopelessStatuses.has(status) };
}

function isAnswer(error: Error): error is ApiError {
  return error.name === "ApiError";
}

/** The service packs details about invalid values as JSON text into the sentence; only the sentences in there are for people. */
function plainWords(message: string): string {
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
