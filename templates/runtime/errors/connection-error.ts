import { hasBrand, brandErrors } from "./brand.js";
import type { ConnectionErrorFields } from "./request-summary.js";
import { propertyOf } from "../values/objects.js";

/** No response was received, or only a part of it: the host was not found or not reachable, or the connection was closed. */
export class ConnectionError extends Error {
  /** How the class calls the operation: `batch.update`. */
  declare readonly operation: string;
  declare readonly method: string;
  /** The path as sent, without the query. */
  declare readonly path: string;
  /** How many requests were sent. */
  declare readonly attempts: number;
  /** The status of the response, if the connection was lost while its body was being read. */
  declare readonly status?: number;
  /** The headers of the response, if the connection was lost while its body was being read. */
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

/** The message of the cause: that of the error itself is often just `fetch failed`. */
function reason(error: unknown): string {
  const cause = propertyOf(error, "cause");
  return String(
    propertyOf(cause, "code") ??
      propertyOf(cause, "message") ??
      propertyOf(error, "message") ??
      error,
  );
}
