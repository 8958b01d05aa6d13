import type { Answer } from "./api-promise.js";
import { api } from "./api.js";
import { exchange, requestEvent } from "./exchange.js";
import type { RequestEvent } from "./options.js";
import { prepare } from "./request.js";
import type { ApiRequest, Prepared } from "./request.js";
import { earn, retryDelay, spend } from "./retry.js";
import type { Settings } from "./settings.js";
import { TimeoutError } from "./timeout-error.js";
import { limited, sleep } from "./timeouts.js";
import type { Limit } from "./timeouts.js";

/** One call: as many attempts as its options allow, and one end. */
export async function perform(request: ApiRequest, settings: Settings): Promise<Answer> {
  let last: RequestEvent | undefined;
  try {
    const prepared = prepare(request, settings);
    earn(settings.budget, settings.option("retry") ?? {});
    const limit = limitOf("deadlineMs", Infinity, prepared, settings);
    const began = (event: RequestEvent) => (last = event);
    const { client, call } = settings;
    return await limited([client.signal, call.signal], limit, (signal) => untilDone(prepared, settings, signal, began));
  } catch (error) {
    await settings.notify("onError", { request: last, error });
    throw error;
  }
}

async function untilDone(
  prepared: Prepared,
  settings: Settings,
  signal: AbortSignal,
  began: (event: RequestEvent) => void,
): Promise<Answer> {
  const { client, option } = settings;
  const limit = limitOf("timeoutMs", 60_000, prepared, settings);
  const due = performance.now() + (option("deadlineMs") ?? Infinity);
  const limiter = client.rateLimit ?? api.rateLimits?.of(client);
  for (;;) {
    const permit = limiter ? await limiter.enter(prepared.limits, signal) : undefined;
    prepared.sent.attempts++;
    const request = requestEvent(prepared);
    began(request);
    try {
      return await limited([signal], limit, (inner) => exchange(prepared, settings, request, inner, permit));
    } catch (error) {
      const final = signal.aborted || prepared.body?.replayable === false;
      const delayMs = final ? undefined : delayAfter(error, prepared, settings);
      // A wait that would end after the deadline is not begun: this failure says more than a timeout would.
      if (delayMs === undefined || performance.now() + delayMs > due) throw error;
      await settings.notify("onRetry", { request, error, delayMs });
      await sleep(delayMs, signal);
    }
  }
}

/** Milliseconds until the next attempt; undefined where this failure is final. */
function delayAfter(error: unknown, prepared: Prepared, settings: Settings): number | undefined {
  const { sent, idempotent, retry } = prepared;
  if (api.recover?.(error, prepared, settings)) return 0;
  const delayMs = retryDelay(error, sent.attempts, idempotent, settings.option("retry") ?? {}, retry);
  return delayMs !== undefined && spend(settings.budget, error) ? delayMs : undefined;
}

function limitOf(name: "timeoutMs" | "deadlineMs", otherwise: number, { sent }: Prepared, settings: Settings): Limit {
  const milliseconds = settings.option(name) ?? otherwise;
  if (!(milliseconds > 0)) throw new TypeError(`${name} must be a positive number of milliseconds.`);
  return { milliseconds, error: () => new TimeoutError(sent, name, milliseconds) };
}
