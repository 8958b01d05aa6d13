import { ApiError } from "../errors/api-error.js";
import type { BatchFacts } from "../batch-results/batch-facts.js";
import type { Chunk } from "../batch-results/pending-requests.js";
import { type RequestEnd, tookNoEffect } from "../batch-results/request-decision.js";
import type { RequestOptions } from "../options/options.js";
import type { RunOptions } from "../options/run-options.js";
import type { BatchCounters } from "./batch-counters.js";

/** Sends one request with these inputs, by a call of the operation's own function. */
export type SendBatch<Input> = (inputs: Input[], options: RequestOptions) => SentBatch;

/** The part of an `ApiPromise` that a run needs. */
export interface SentBatch {
  withResponse(): Promise<{ readonly headers: Headers; readonly data: unknown }>;
}

/** What the run wants to know about a request in flight. */
export interface RequestObserver {
  readonly facts: BatchFacts;
  readonly counters: BatchCounters;
  readonly signal: AbortSignal;
  onLatency(latencyMs: number): void;
  /** Called when an attempt has failed and will be made again. */
  onRetry(error: unknown): void;
}

/**
 * Sends one request, with all its attempts, and notes in its items what is known of each: how many attempts went out, and whether one of
 * them may have taken effect. That is what the client itself sees go out and come back, whatever a hook does or throws. Never throws.
 */
export async function sendBatchRequest<Input>(
  send: SendBatch<Input>,
  chunk: Chunk<Input>,
  options: RequestOptions,
  observer: RequestObserver,
): Promise<RequestEnd> {
  const { counters, facts } = observer;
  const last: { status: number | undefined } = { status: undefined };
  let attempts = 0;
  let isOpen = false;
  /** Notes an attempt that is over without having confirmed anything. */
  const noteFailure = () => {
    if (isOpen && !(last.status !== undefined && tookNoEffect(last.status, facts)))
      for (const item of chunk) item.ambiguous = true;
  };
  const onAttempt = (end?: number | "not-sent", durationMs = 0) => {
    if (end === undefined) {
      noteFailure();
      countAttempt(chunk, counters, 1);
      if (attempts++ > 0) counters.retries++;
    } else if (end === "not-sent") {
      countAttempt(chunk, counters, -1);
      if (--attempts > 0) counters.retries--;
    } else if (end < 300) observer.onLatency(durationMs);
    isOpen = end !== "not-sent";
    last.status = typeof end === "number" ? end : undefined;
  };
  const own: RunOptions = {
    deadlineMs: undefined,
    signal: observer.signal,
    repeatable: chunk.every(({ newKeys }) => newKeys === undefined),
    onAttempt,
    onRetryError: (error) => observer.onRetry(error),
  };
  try {
    const inputs = chunk.map(({ payload }) => payload);
    const { data, headers } = await send(inputs, { ...options, ...own }).withResponse();
    return { data, headers };
  } catch (error) {
    noteFailure();
    return {
      error,
      aborted: observer.signal.aborted && !(error instanceof ApiError),
      attempts,
      status: last.status,
    };
  }
}

/** @param change - -1 takes back an attempt that `fetch` has refused to make. */
function countAttempt(chunk: Chunk<unknown>, counters: BatchCounters, change: 1 | -1): void {
  counters.requests += change;
  for (const item of chunk) {
    item.attempts += change;
    if (item.attempts === (change > 0 ? 1 : 0)) counters.sent += change;
  }
}
