import type { SuccessfulResponse } from "./api-promise.js";
import { api } from "../api.js";
import { requestEventOf, sendAttempt } from "./attempt.js";
import { prepareCall } from "./prepare-call.js";
import type { ApiRequest, Call } from "./api-request.js";
import { refillBudget, retryDelay, takeFromBudget } from "../retries/retry.js";
import type { Settings } from "../options/settings.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { withTimeout, sleep } from "../retries/timeouts.js";

/** One call: as many attempts as its options allow, and one end. */
export async function sendWithRetries(request: ApiRequest, settings: Settings): Promise<SuccessfulResponse> {
  let call: Call | undefined;
  try {
    call = prepareCall(request, settings);
    return await attemptUntilDone(call, settings);
  } catch (error) {
    // Not every `fetch` ends the source of a body when its signal is aborted.
    void call?.body?.end?.();
    await settings.callHooks("onError", () => ({ request: call?.summary.attempts ? requestEventOf(call) : undefined, error }));
    throw error;
  }
}

async function attemptUntilDone(call: Call, settings: Settings): Promise<SuccessfulResponse> {
  const { client, signals, callHooks: notify } = settings;
  const retry = settings.option("retry") ?? {};
  refillBudget(settings.budget, retry);
  const timeoutMs = milliseconds("timeoutMs", 60_000, settings);
  const deadlineMs = milliseconds("deadlineMs", Infinity, settings);
  const due = performance.now() + deadlineMs;
  // Runs a part of the call within a limit of its own and that of the whole.
  const within = <Result>(most: number, work: (signal: AbortSignal) => Promise<Result>) => {
    const rest = due - performance.now();
    const [name, whole] = rest < most ? (["deadlineMs", deadlineMs] as const) : (["timeoutMs", timeoutMs] as const);
    return withTimeout(signals, work, Math.min(rest, most), () => new TimeoutError(call.summary, name, whole));
  };
  const limiter = client.rateLimit ?? api.rateLimits?.limiterFor(client);
  const { limits = [] } = call.request;
  for (;;) {
    const permit = limiter ? await within(Infinity, async (signal) => limiter.enter(limits, signal)) : undefined;
    try {
      return await within(timeoutMs, (signal) => sendAttempt(call, signal, permit));
    } catch (error) {
      const delayMs = delayAfter(error, call, settings);
      // A wait that would end after the deadline is not begun: this failure says more than a timeout would.
      if (delayMs === undefined || performance.now() + delayMs > due) throw error;
      await within(Infinity, async (signal) => {
        await notify("onRetry", () => ({ request: requestEventOf(call), error, delayMs }));
        await sleep(delayMs, signal);
      });
    }
  }
}

/** Milliseconds until the next attempt; undefined where this failure is final. */
function delayAfter(error: unknown, call: Call, { signals, option, budget }: Settings): number | undefined {
  if (signals.some((signal) => signal.aborted) || call.body?.replayable === false) return undefined;
  if (api.recover?.(error, call)) return 0;
  const delayMs = retryDelay(error, call.summary.attempts, call.idempotent, option("retry") ?? {}, call.retry);
  return delayMs !== undefined && takeFromBudget(budget, error) ? delayMs : undefined;
}

function milliseconds(name: "timeoutMs" | "deadlineMs", otherwise: number, { option }: Settings): number {
  const value = option(name) ?? otherwise;
  if (value > 0) return value;
  throw new TypeError(`${name} must be a positive number of milliseconds.`);
}
