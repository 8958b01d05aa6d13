import type { Hooks } from "./hooks.js";
import type { RateLimiter } from "./rate-limit.js";
import type { ApiOptions, ServerUrl } from "../api-types.js";
import type { HeaderValues } from "../values/headers.js";

/** Options of one request. Each may stand on the client too, as the default of all its requests. */
export interface RequestOptions extends ApiOptions, Hooks {
  /** Headers to send besides the package's own. A header that is undefined here is not sent, even if the client has it. */
  headers?: HeaderValues | undefined;
  /** Ends the request, a wait between attempts included; the call then throws the signal's reason. The client's signal ends it as well. */
  signal?: AbortSignal | null | undefined;
  /** The longest that one attempt may take until its answer is read, in milliseconds. Default: `60_000`; `Infinity` for no limit. */
  timeoutMs?: number | undefined;
  /** The longest that the call may take with all attempts and the waits between them, in milliseconds. Default: no limit. */
  deadlineMs?: number | undefined;
  /** When to send a request again; `false` for never. Replaces the client's as a whole. */
  retry?: RetryOptions | false | undefined;
}

/** Options of a client. */
export interface ClientOptions extends RequestOptions {
  /** Where the API is, with a path if need be. Default: the address that the API's description names. */
  baseUrl?: ServerUrl | undefined;
  /** Sends the requests. Default: the platform's `fetch`. */
  fetch?: Fetch | undefined;
  /**
   * Keeps requests within the service's limits: they wait their turn, in the order in which they came. Default: a limiter of the client's
   * own where the API's description tells limits, else none. Give the same one to several clients to have them share the limits.
   */
  rateLimit?: RateLimiter | false | undefined;
}

/** As much of `fetch` as a client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * How often and how soon a request is sent again.
 *
 * That it is sent again at all depends on the failure: after statuses that pass (429, 503 and the like), and after a lost connection or
 * a timeout if the operation does the same twice as once. `Retry-After` is kept.
 */
export interface RetryOptions {
  /** Attempts in all, the first included. Default: `3`. */
  attempts?: number | undefined;
  /** The wait after the first attempt is random between zero and this, in milliseconds, and doubles each time. Default: `500`. */
  baseDelayMs?: number | undefined;
  /** The longest wait, in milliseconds. If the service asks for a longer one, the call fails at once. Default: `30_000`. */
  maxDelayMs?: number | undefined;
  /**
   * How many requests may be sent again for each call of the client, in the long run, so that an outage is not multiplied. Ten are always
   * allowed in advance, and answers below 500 do not count. Default: `0.2`; `Infinity` for no limit.
   */
  budget?: number | undefined;
}
