import type { SuccessfulResponse } from "./api-promise.js";
import { requestEventOf, sendAttempt } from "./attempt.js";
import { prepareCall } from "./prepare-call.js";
import type { ApiRequest, Call } from "./api-request.js";
import { isUnprocessed, refillBudget, retryDelay, takeFromBudget } from "../retries/retry.js";
import type { Settings } from "../options/settings.js";
import { ApiError } from "../errors/api-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { checkRequestNumbers } from "../options/request-numbers.js";
import type { RunOptions } from "../options/run-options.js";
import { withTimeout, sleep } from "../retries/timeouts.js";

/** Makes one call: sends its request until an attempt succeeds or may not be retried. */
export async function sendWithRetries(
  request: ApiRequest,
  settings: Settings,
): Promise<SuccessfulResponse> {
  let call: Call | undefined;
  try {
    checkRequestNumbers(settings.call);
    call = prepareCall(request, settings);
    return await attemptUntilDone(call, settings);
  } catch (error) {
    // Not every implementation of `fetch` cancels the stream of the body when the signal is aborted.
    void call?.body?.end?.();
    await settings.notify("onError", () => ({
      request: call?.summary.attempts ? requestEventOf(call) : undefined,
      error,
    }));
    throw error;
  }
}

async function attemptUntilDone(call: Call, settings: Settings): Promise<SuccessfulResponse> {
  const { api, client, signals, notify, option } = settings;
  const retry = option("retry") ?? {};
  refillBudget(settings.budget, retry);
  const timeoutMs = option("timeoutMs") ?? 60_000;
  const deadlineMs = option("deadlineMs") ?? Infinity;
  const deadline = performance.now() + deadlineMs;
  // Runs one step of the call, limited by its own timeout and by what is left until the deadline.
  const withinLimits = <Result>(stepMs: number, work: (signal: AbortSignal) => Promise<Result>) => {
    const leftMs = deadline - performance.now();
    const [name, limitMs] =
      leftMs < stepMs ? (["deadlineMs", deadlineMs] as const) : (["timeoutMs", timeoutMs] as const);
    return withTimeout(
      signals,
      work,
      Math.min(leftMs, stepMs),
      () => new TimeoutError(call.summary, name, limitMs),
    );
  };
  const limiter = client.rateLimit ?? api.rateLimits?.limiter(client);
  const { limits = [] } = call.request;
  for (;;) {
    const permit = limiter
      ? await withinLimits(Infinity, async (signal) => limiter.enter(limits, signal))
      : undefined;
    try {
      return await withinLimits(timeoutMs, (signal) => sendAttempt(call, signal, permit));
    } catch (error) {
      if (!call.sent) permit?.();
      const delayMs = delayAfter(error, call, settings);
      // If the delay would exceed the deadline, this error is thrown at once: it says more than a timeout would.
      if (delayMs === undefined || performance.now() + delayMs > deadline) throw error;
      const { onRetryError }: RunOptions = settings.call;
      onRetryError?.(error);
      await withinLimits(Infinity, async (signal) => {
        await notify("onRetry", () => ({ request: requestEventOf(call), error, delayMs }));
        await sleep(delayMs, signal);
      });
    }
  }
}

/** Milliseconds until the next attempt; undefined if the request must not be sent again. */
function delayAfter(
  error: unknown,
  call: Call,
  { api, signals, option, budget, call: options }: Settings,
): number | undefined {
  const { repeatable = true }: RunOptions = options;
  if (signals.some((signal) => signal.aborted) || call.body?.replayable === false) return undefined;
  if (!repeatable && !(error instanceof ApiError && isUnprocessed(error.status))) return undefined;
  if (api.recover?.(error, call)) return 0;
  const delayMs = retryDelay(
    error,
    call.attempt,
    call.idempotent,
    option("retry") ?? {},
    call.retry,
  );
  return delayMs !== undefined && takeFromBudget(budget, error) ? delayMs : undefined;
}
