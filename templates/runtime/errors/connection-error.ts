import { isMarked, markErrors } from "./brand.js";
import type { Came } from "./request-summary.js";
import { member } from "../values/objects.js";

/** No answer came, or only a part of one: no connection, a name that does not resolve, a connection cut. */
export class ConnectionError extends Error {
  /** How the class calls the operation: `batch.update`. */
  declare readonly operation: string;
  declare readonly method: string;
  /** As sent, without the query. */
  declare readonly path: string;
  /** How many requests were sent. */
  declare readonly attempts: number;
  /** The status of the answer, where the connection was lost within its body. */
  declare readonly status?: number;
  /** The headers of the answer, where the connection was lost within its body. */
  declare readonly headers?: Headers;

  /** @param cause - What the platform's `fetch` threw. */
  constructor(came: Came, cause: unknown) {
    super(`Connection failed: ${came.method} ${came.path}: ${reason(cause)}`, { cause });
    Object.assign(this, came);
  }

  static {
    markErrors(this.prototype, "ConnectionError");
  }
}

/** Whether an error is a {@link ConnectionError} of this package, whichever copy of the package threw it. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return isMarked(error, "ConnectionError");
}

/** `fetch failed` says nothing; what it was caused by does. */
function reason(error: unknown): string {
  const cause = member(error, "cause");
  return String(member(cause, "code") ?? member(cause, "message") ?? member(error, "message") ?? error);
}
