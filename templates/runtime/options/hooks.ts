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
