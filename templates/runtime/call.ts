import type { Answer } from "./api-promise.js";
import type { RequestEvent } from "./options.js";
import { exchange, requestEvent } from "./exchange.js";
import { prepare } from "./request.js";
import type { ApiRequest, Prepared } from "./request.js";
import { retryDelay } from "./retry.js";
import type { Settings } from "./settings.js";
import { TimeoutError } from "./timeout-error.js";
import { limited, sleep } from "./timeouts.js";
import type { Limit } from "./timeouts.js";

/** One call: as many attempts as its options allow, and one end. */
export async function perform(request: ApiRequest, settings: Settings): Promise<Answer> {
  let last: RequestEvent | undefined;
  try {
    const prepared = prepare(request, settings);
    const limit = limitOf("deadlineMs", settings, prepared, () => last);
    return await limited([settings.client.signal, settings.call.signal], limit, (signal) =>
      untilDone(prepared, settings, signal, (event) => (last = event)),
    );
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
  const due = performance.now() + (settings.option("deadlineMs") ?? Infinity);
  for (let attempt = 1; ; attempt++) {
    const event = requestEvent(prepared, attempt);
    began(event);
    const limit = limitOf("timeoutMs", settings, prepared, () => event);
    try {
      return await limited([signal], limit, (inner) => exchange(prepared, settings, event, inner));
    } catch (error) {
      const delayMs = signal.aborted
        ? undefined
        : retryDelay(error, attempt, prepared.idempotent, settings.option("retry") ?? {});
      // A wait that ends after the deadline is not begun: its failure says more than a timeout would.
      if (delayMs === undefined || performance.now() + delayMs > due) throw error;
      await settings.notify("onRetry", { request: event, error, delayMs });
      await sleep(delayMs, signal);
    }
  }
}

function limitOf(
  name: "timeoutMs" | "deadlineMs",
  settings: Settings,
  { method, path }: Prepared,
  last: () => RequestEvent | undefined,
): Limit {
  const milliseconds = settings.option(name) ?? (name === "timeoutMs" ? 60_000 : Infinity);
  if (!(milliseconds > 0)) throw new TypeError(`${name} must be a positive number of milliseconds.`);
  return { milliseconds, error: () => new TimeoutError({ method, path, attempts: last()?.attempt ?? 0 }, name, milliseconds) };
}
