import { ApiError } from "../errors/api-error.js";
import type { Chunk } from "../batch-results/pending-requests.js";
import type { Tally } from "./batch-counters.js";
import { isAmbiguous, type Reply } from "../batch-results/request-decision.js";
import type { RequestOptions } from "../options/options.js";

/** Sends one request with these inputs: a call of the operation's own function. */
export type SendBatch<Input> = (inputs: Input[], options: RequestOptions) => SentBatch;

/** As much of the promise of an answer as a run needs. */
export interface SentBatch {
  withResponse(): Promise<{ readonly headers: Headers; readonly data: unknown }>;
}

/** What a run is told about its requests while they are on their way. */
export interface Watch {
  readonly tally: Tally;
  readonly signal: AbortSignal;
  /** The time that the service took. */
  answered(latencyMs: number): void;
  /** An attempt failed and will be made again. */
  retried(error: unknown): void;
}

/** Makes one request, attempts included, and counts them; never throws. */
export async function callBatch<Input>(
  send: SendBatch<Input>,
  chunk: Chunk<Input>,
  options: RequestOptions,
  watch: Watch,
): Promise<Reply> {
  const { tally } = watch;
  for (const item of chunk) {
    if (!item.sent) tally.sent++;
    item.sent = true;
  }
  const hooks: RequestOptions = {
    onRequest(event) {
      tally.requests++;
      for (const item of chunk) item.attempts++;
      return options.onRequest?.(event);
    },
    onResponse(event) {
      if (event.status < 300) watch.answered(event.durationMs);
      return options.onResponse?.(event);
    },
    onRetry(event) {
      tally.retries++;
      if (isAmbiguous(event.error)) for (const item of chunk) item.doubtful = true;
      watch.retried(event.error);
      return options.onRetry?.(event);
    },
  };
  try {
    const inputs = chunk.map(({ wire }) => wire);
    const call = { ...options, deadlineMs: undefined, ...hooks, signal: watch.signal };
    const { data, headers } = await send(inputs, call).withResponse();
    return { data, headers };
  } catch (error) {
    return { error, aborted: watch.signal.aborted && !(error instanceof ApiError) };
  }
}
