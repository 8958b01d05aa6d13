import type { ApiOptions } from "./api.js";
import type { HeaderValues } from "./headers.js";

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
  baseUrl?: string | undefined;
  /** Sends the requests. Default: the platform's `fetch`. */
  fetch?: Fetch | undefined;
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
  /** Called once when the call has failed for good. */
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
