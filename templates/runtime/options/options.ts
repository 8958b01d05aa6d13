import type { ApiOptions, ServerUrl } from "../api.js";
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

/** Lets requests go no faster than a service allows. */
export interface RateLimiter {
  /**
   * Waits for a request's turn, at most until the signal is aborted.
   *
   * @param buckets - What counts the request besides the limits that count every request.
   */
  enter(buckets: readonly string[], signal: AbortSignal): Promise<RatePermit>;
}

/** To be called when the request is sent, and again with the head of its answer. */
export type RatePermit = (answer?: Pick<Response, "status" | "headers">) => void;

/** A limit: at most so many requests in any window of this length. */
export interface RateLimit {
  /** What is counted. Limits of different buckets hold together. */
  readonly bucket: string;
  readonly requests: number;
  readonly windowSeconds: number;
  /** Whether it counts only the operations that name its bucket. Default: it counts every request. */
  readonly onlyNamed?: boolean | undefined;
  /** The headers in which answers tell the limit as it stands; they win over the numbers above. */
  readonly headers?: RateLimitHeaders | undefined;
}

/** Under which names a service tells its limit. Without any, `RateLimit` and `RateLimit-Policy` of the IETF's draft are read. */
export interface RateLimitHeaders {
  readonly limit?: string | undefined;
  readonly remaining?: string | undefined;
  /** Seconds until the count starts anew, or the time when it does, in seconds since 1970. */
  readonly reset?: string | undefined;
  readonly windowSeconds?: string | undefined;
  readonly windowMilliseconds?: string | undefined;
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

/**
 * Functions that are told what happens, for logs, metrics and traces. They may be asynchronous and are waited for; what they throw fails
 * the call. The client's are called first, then the request's. No credential is ever among what they see.
 */
export type Hooks = { [Name in keyof HookEvents]?: ((event: HookEvents[Name]) => unknown) | undefined };

/** What each hook is told. */
export interface HookEvents {
  /** Called before each attempt. */
  onRequest: RequestEvent;
  /** Called when the head of an answer has come, whatever its status. */
  onResponse: ResponseEvent;
  /** Called before the wait for another attempt. */
  onRetry: RetryEvent;
  /** Called once when the call has failed for good, or the stream that it gave. */
  onError: FailureEvent;
}

/** An attempt that is about to be made. Every later event of the same attempt holds the same object. */
export interface RequestEvent {
  /** How the class calls the operation: `batch.update`. A good name for a span. */
  readonly operation: string;
  readonly method: string;
  /** The path with its parameters by position, the same for all calls of an operation: `/pets/{1}`. */
  readonly route: string;
  /** Without a credential that goes into the query. */
  readonly url: string;
  /** The headers without credentials and cookies. What `onRequest` sets here is sent, a `traceparent` for instance. */
  readonly headers: Headers;
  /** Counts from 1. */
  readonly attempt: number;
}

export interface ResponseEvent {
  readonly request: RequestEvent;
  readonly status: number;
  readonly headers: Headers;
  /** Since the attempt began, in milliseconds. */
  readonly durationMs: number;
}

export interface RetryEvent {
  readonly request: RequestEvent | undefined;
  /** Why the attempt failed. */
  readonly error: unknown;
  /** The wait before the next attempt, in milliseconds. */
  readonly delayMs: number;
}

export interface FailureEvent {
  /** The last attempt; undefined where nothing was sent. */
  readonly request: RequestEvent | undefined;
  readonly error: unknown;
}
