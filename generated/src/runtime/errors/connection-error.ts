import { hasBrand, brandErrors } from "./brand.js";
import type { ConnectionErrorFields } from "./request-summary.js";
import { messageOf } from "./message-of.js";

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

  /** @param cause - A copy of what the platform's `fetch` threw: its message, code and causes. */
  constructor(fields: ConnectionErrorFields, cause: unknown) {
    super(`Connection failed: ${fields.method} ${fields.path}: ${messageOf(cause)}`, { cause });
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
