/**
 * Functions that are called for each event of a call: for logs, metrics and traces. They may be asynchronous and are awaited; an error that
 * they throw makes the call fail. The client's hook is called before the request's. Events never contain credentials.
 */
export type Hooks = {
  [Name in keyof HookEvents]?: ((event: HookEvents[Name]) => unknown) | undefined;
};

/** The event that each hook is called with. */
export interface HookEvents {
  /** Called before each attempt. */
  onRequest: RequestEvent;
  /** Called when the status and the headers of a response have been received, whatever the status. */
  onResponse: ResponseEvent;
  /** Called before the delay that precedes another attempt. */
  onRetry: RetryEvent;
  /** Called once when the call has finally failed, or the stream that it returned. */
  onError: FailureEvent;
}

/** An attempt that is about to be made. All later events of the same attempt contain the same object. */
export interface RequestEvent {
  /** How the class calls the operation: `batch.update`. Suitable as the name of a span. */
  readonly operation: string;
  readonly method: string;
  /** The path template, the same for all calls of an operation, with numbered parameters: `/pets/{1}`. */
  readonly route: string;
  /** The URL, without an API key in the query. */
  readonly url: string;
  /** The headers without credentials and cookies. Headers that `onRequest` sets here are sent, such as `traceparent`. */
  readonly headers: Headers;
  /** The number of the attempt, from 1. */
  readonly attempt: number;
}

export interface ResponseEvent {
  readonly request: RequestEvent;
  readonly status: number;
  readonly headers: Headers;
  /** The time since the start of the attempt, in milliseconds. */
  readonly durationMs: number;
}

export interface RetryEvent {
  readonly request: RequestEvent | undefined;
  /** Why the attempt failed. */
  readonly error: unknown;
  /** The delay before the next attempt, in milliseconds. */
  readonly delayMs: number;
}

export interface FailureEvent {
  /** The latest attempt; undefined if nothing was sent. */
  readonly request: RequestEvent | undefined;
  readonly error: unknown;
}
