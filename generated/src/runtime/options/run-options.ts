import type { RequestOptions } from "./options.js";

/** What a batch run adds to the options of its requests; not part of what callers are offered. */
export interface RunOptions extends RequestOptions {
  /** False: after an attempt that may have taken effect, there is no other, whatever the description says of the operation. */
  readonly repeatable?: boolean | undefined;
  /** Called when an attempt is given to `fetch`, and again with the status of its response, or if `fetch` refuses to make the request. */
  readonly onAttempt?: ((end?: number | "not-sent") => void) | undefined;
}
