import type { Hooks } from "./hooks.js";
import type { RateLimiter } from "./rate-limit.js";
import type { ApiOptions, ServerUrl } from "../api-types.js";
import type { HeaderValues } from "../values/headers.js";

/** Options of one request. Each can also be given to the client, as the default of all its requests. */
export interface RequestOptions extends ApiOptions, Hooks {
  /** Additional headers. A header that is undefined here is not sent, even if the client has it. */
  headers?: HeaderValues | undefined;
  /** Aborts the call, also between attempts. The call then throws the signal's reason. The client's signal aborts it as well. */
  signal?: AbortSignal | null | undefined;
  /** The time limit of one attempt, until its response is read, in milliseconds. Default: `60_000`; `Infinity` for no limit. */
  timeoutMs?: number | undefined;
  /** The time limit of the call with all attempts and the delays between them, in milliseconds. Default: no limit. */
  deadlineMs?: number | undefined;
  /**
   * The most bytes that are read of a successful response, or characters of one item of a stream; counted after decompression. A larger
   * one is an ApiError. Of a failed response, at most the first MiB is read. Default: 100 MiB; `Infinity` for no limit.
   */
  maxResponseBytes?: number | undefined;
  /** When to send a request again; `false` for never. Replaces the client's object as a whole. */
  retry?: RetryOptions | false | undefined;
}

/** Options of a client. */
export interface ClientOptions extends RequestOptions {
  /** The base URL of the API, which may have a path. Default: the server in the API's description. */
  baseUrl?: ServerUrl | undefined;
  /** Sends the requests. Default: the platform's `fetch`. */
  fetch?: Fetch | undefined;
  /**
   * Delays requests to stay within the rate limits of the service; they are sent in the order of the calls. Default: a limiter of its own
   * if the API's description declares rate limits, else none. Clients that are given the same limiter share the limits.
   */
  rateLimit?: RateLimiter | false | undefined;
}

/** The part of the type of `fetch` that a client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * How often and how soon a request is sent again.
 *
 * A request is sent again after a retryable status (429, 503 and similar), and after a lost connection or a timeout if the operation is
 * idempotent. `Retry-After` is respected.
 */
export interface RetryOptions {
  /** The maximum number of attempts, including the first. Default: `3`. */
  attempts?: number | undefined;
  /** The upper bound of the random delay after the first attempt, in milliseconds; it doubles after each. Default: `500`. */
  baseDelayMs?: number | undefined;
  /** The longest delay, in milliseconds. If the service asks for a longer one, the call fails at once. Default: `30_000`. */
  maxDelayMs?: number | undefined;
  /**
   * The number of retries per call of the client, on average, so that retries do not multiply the load during an outage. A client starts
   * with ten, and retries after statuses below 500 do not count. Default: `0.2`; `Infinity` for no limit.
   */
  budget?: number | undefined;
}
