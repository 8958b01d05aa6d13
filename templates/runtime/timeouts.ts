/** A time limit in milliseconds, and the error that tells that it passed. */
export interface Limit {
  readonly milliseconds: number;
  readonly error: () => Error;
}

/**
 * Runs work that ends, at the latest, when a signal is aborted or the limit passes; then it throws the signal's reason or the limit's
 * error, even if the work takes no notice. Leaves neither a timer nor a listener behind.
 */
export async function limited<Result>(
  signals: readonly (AbortSignal | null | undefined)[],
  limit: Limit | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const given = signals.filter((one) => one !== null && one !== undefined);
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: Listener = () => undefined;
  try {
    return await new Promise((resolve, reject) => {
      const fail = (reason: unknown) => {
        // Whatever the work has left open, an answer that nobody read for instance, is closed.
        controller.abort(reason);
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- A signal's reason may be any value; the caller gets theirs.
        reject(reason);
      };
      stop = () => fail(given.find((one) => one.aborted)?.reason);
      if (given.some((one) => one.aborted)) {
        stop();
        return;
      }
      given.forEach((one) => watch(one, stop));
      // Timers hold 31 bits and fire at once when given more: whoever waits for 24 days waits for ever.
      if (limit && limit.milliseconds < 2 ** 31) timer = setTimeout(() => fail(limit.error()), limit.milliseconds);
      work(controller.signal).then(resolve, fail);
    });
  } finally {
    clearTimeout(timer);
    given.forEach((one) => unwatch(one, stop));
  }
}

type Listener = () => void;

/** One listener a signal, for any number of calls: platforms warn of a leak where a signal has more than ten. */
const watched = new WeakMap<AbortSignal, { readonly calls: Set<Listener>; readonly listener: Listener }>();

function watch(signal: AbortSignal, call: Listener): void {
  let watch = watched.get(signal);
  if (!watch) {
    const calls = new Set<Listener>();
    watch = { calls, listener: () => calls.forEach((one) => one()) };
    watched.set(signal, watch);
    signal.addEventListener("abort", watch.listener);
  }
  watch.calls.add(call);
}

function unwatch(signal: AbortSignal, call: Listener): void {
  const watch = watched.get(signal);
  if (!watch?.calls.delete(call) || watch.calls.size > 0) return;
  signal.removeEventListener("abort", watch.listener);
  watched.delete(signal);
}

/** Waits, as work within a limit: when the signal is aborted, the wait does not end, and its timer is gone. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
