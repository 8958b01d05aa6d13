import type { RequestOptions } from "./options.js";

/** What a batch run adds to the options of its requests; not part of what callers are offered. */
export interface RunOptions extends RequestOptions {
  /** False: after an attempt that may have taken effect, there is no other, whatever the description says of the operation. */
  readonly repeatable?: boolean | undefined;
  /**
   * Called when an attempt is given to `fetch`, and again with the status of its response and the time it took, or if `fetch` refuses to make
   * the request. A hook would do for the response, but its event costs more than the rest of the call: the URL and the headers are copied and
   * searched for secrets.
   */
  readonly onAttempt?: ((end?: number | "not-sent", durationMs?: number) => void) | undefined;
  /** Called before `onRetry`. */
  readonly onRetryError?: ((error: unknown) => void) | undefined;
}
