import { hasBrand, brandErrors } from "./brand.js";
import type { RequestSummary } from "./request-summary.js";

/** A time limit was exceeded before the response was received. */
export class TimeoutError extends Error {
  /** The option that set the limit: `timeoutMs` for one attempt, `deadlineMs` for all attempts and the delays between them. */
  declare readonly limit: "timeoutMs" | "deadlineMs";
  /** The limit in milliseconds. */
  declare readonly milliseconds: number;
  /** How the class calls the operation: `batch.update`. */
  declare readonly operation: string;
  declare readonly method: string;
  /** The path as sent, without the query. */
  declare readonly path: string;
  /** How many requests were sent. */
  declare readonly attempts: number;

  constructor(sent: RequestSummary, limit: "timeoutMs" | "deadlineMs", milliseconds: number) {
    super(`No response within ${milliseconds} ms (${limit}): ${sent.method} ${sent.path}`);
    Object.assign(this, sent, { limit, milliseconds });
  }

  static {
    brandErrors(this.prototype, "TimeoutError");
  }
}

/** Whether an error is a {@link TimeoutError} of this package, whichever copy of the package threw it. */
export function isTimeoutError(error: unknown): error is TimeoutError {
  return hasBrand(error, "TimeoutError");
}
