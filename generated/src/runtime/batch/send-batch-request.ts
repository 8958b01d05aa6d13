import { ApiError } from "../errors/api-error.js";
import type { Chunk } from "../batch-results/pending-requests.js";
import { isAmbiguous, type RequestEnd } from "../batch-results/request-decision.js";
import type { RequestOptions } from "../options/options.js";
import type { BatchCounters } from "./batch-counters.js";

/** Sends one request with these inputs, by a call of the operation's own function. */
export type SendBatch<Input> = (inputs: Input[], options: RequestOptions) => SentBatch;

/** The part of an `ApiPromise` that a run needs. */
export interface SentBatch {
  withResponse(): Promise<{ readonly headers: Headers; readonly data: unknown }>;
}

/** What the run wants to know about a request in flight. */
export interface RequestObserver {
  readonly counters: BatchCounters;
  readonly signal: AbortSignal;
  onLatency(latencyMs: number): void;
  /** Called when an attempt has failed and will be made again. */
  onRetry(error: unknown): void;
}

/** Sends one request, with all its attempts, and counts them. Never throws. */
export async function sendBatchRequest<Input>(
  send: SendBatch<Input>,
  chunk: Chunk<Input>,
  options: RequestOptions,
  observer: RequestObserver,
): Promise<RequestEnd> {
  const { counters } = observer;
  for (const item of chunk) {
    if (!item.sent) counters.sent++;
    item.sent = true;
  }
  const hooks: RequestOptions = {
    onRequest(event) {
      counters.requests++;
      for (const item of chunk) item.attempts++;
      return options.onRequest?.(event);
    },
    onResponse(event) {
      if (event.status < 300) observer.onLatency(event.durationMs);
      return options.onResponse?.(event);
    },
    onRetry(event) {
      counters.retries++;
      if (isAmbiguous(event.error)) for (const item of chunk) item.ambiguous = true;
      observer.onRetry(event.error);
      return options.onRetry?.(event);
    },
  };
  try {
    const inputs = chunk.map(({ payload }) => payload);
    const call = { ...options, deadlineMs: undefined, ...hooks, signal: observer.signal };
    const { data, headers } = await send(inputs, call).withResponse();
    return { data, headers };
  } catch (error) {
    return { error, aborted: observer.signal.aborted && !(error instanceof ApiError) };
  }
}
