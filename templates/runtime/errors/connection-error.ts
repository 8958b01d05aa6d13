import { hasBrand, brandErrors } from "./brand.js";
import type { ConnectionErrorFields } from "./request-summary.js";
import { propertyOf } from "../values/objects.js";

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
  constructor(fields: ConnectionErrorFields, cause: unknown) {
    super(`Connection failed: ${fields.method} ${fields.path}: ${reason(cause)}`, { cause });
    Object.assign(this, fields);
  }

  static {
    brandErrors(this.prototype, "ConnectionError");
  }
}

/** Whether an error is a {@link ConnectionError} of this package, whichever copy of the package threw it. */
export function isConnectionError(error: unknown): error is ConnectionError {
  return hasBrand(error, "ConnectionError");
}

/** `fetch failed` says nothing; what it was caused by does. */
function reason(error: unknown): string {
  const cause = propertyOf(error, "cause");
  return String(propertyOf(cause, "code") ?? propertyOf(cause, "message") ?? propertyOf(error, "message") ?? error);
}
