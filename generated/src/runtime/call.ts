import type { Answer } from "./api-promise.js";
import { api } from "./api.js";
import { exchange } from "./exchange.js";
import { prepare } from "./request.js";
import type { ApiRequest, Prepared } from "./request.js";
import { earn, retryDelay, spend } from "./retry.js";
import type { Settings } from "./settings.js";
import { TimeoutError } from "./timeout-error.js";
import { limited, sleep } from "./timeouts.js";
import type { Limit } from "./timeouts.js";

/** One call: as many attempts as its options allow, and one end. */
export async function perform(request: ApiRequest, settings: Settings): Promise<Answer> {
  let prepared: Prepared | undefined;
  try {
    prepared = prepare(request, settings);
    return await untilDone(prepared, settings);
  } catch (error) {
    await settings.notify("onError", { request: prepared?.event, error });
    throw error;
  }
}

async function untilDone(prepared: Prepared, settings: Settings): Promise<Answer> {
  const { client, call, budget, option } = settings;
  earn(budget, option("retry") ?? {});
  const one = limitOf("timeoutMs", 60_000, prepared, settings);
  const all = limitOf("deadlineMs", Infinity, prepared, settings);
  const due = performance.now() + all.milliseconds;
  const left = () => ({ ...all, milliseconds: due - performance.now() });
  const { limits = [] } = prepared.request;
  const signals = [client.signal, call.signal];
  const limiter = client.rateLimit ?? api.rateLimits?.of(client);
  for (;;) {
    const permit = limiter
      ? await limited(signals, left(), (signal) => limiter.enter(limits, signal))
      : undefined;
    const rest = left();
    const limit = rest.milliseconds < one.milliseconds ? rest : one;
    try {
      return await limited(signals, limit, (signal) =>
        exchange(prepared, settings, signal, permit),
      );
    } catch (error) {
      const final =
        signals.some((signal) => signal?.aborted) || prepared.body?.replayable === false;
      const delayMs = final ? undefined : delayAfter(error, prepared, settings);
      // A wait that would end after the deadline is not begun: this failure says more than a timeout would.
      if (delayMs === undefined || performance.now() + delayMs > due) throw error;
      const told = () => settings.notify("onRetry", { request: prepared.event, error, delayMs });
      await limited(signals, left(), (signal) => told().then(() => sleep(delayMs, signal)));
    }
  }
}

/** Milliseconds until the next attempt; undefined where this failure is final. */
function delayAfter(error: unknown, prepared: Prepared, settings: Settings): number | undefined {
  const { sent, idempotent, retry } = prepared;
  if (api.recover?.(error, prepared, settings)) return 0;
  const delayMs = retryDelay(
    error,
    sent.attempts,
    idempotent,
    settings.option("retry") ?? {},
    retry,
  );
  return delayMs !== undefined && spend(settings.budget, error) ? delayMs : undefined;
}

function limitOf(
  name: "timeoutMs" | "deadlineMs",
  otherwise: number,
  { sent }: Prepared,
  settings: Settings,
): Limit {
  const milliseconds = settings.option(name) ?? otherwise;
  if (!(milliseconds > 0))
    throw new TypeError(`${name} must be a positive number of milliseconds.`);
  return { milliseconds, error: () => new TimeoutError(sent, name, milliseconds) };
}
