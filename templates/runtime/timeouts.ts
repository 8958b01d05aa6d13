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
  const controller = new AbortController();
  const { signal } = controller;
  const stop = () => controller.abort(signals.find((one) => one?.aborted)?.reason);
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- A signal's reason may be any value; the caller gets theirs.
  const stopped = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  const timer = startTimer(limit, controller);
  signals.forEach((one) => one && watch(one, stop));
  try {
    if (signals.some((one) => one?.aborted)) stop();
    return await Promise.race([stopped, signal.aborted ? stopped : work(signal)]);
  } catch (error) {
    // Whatever the work has left open, an answer that nobody read for instance, is closed.
    controller.abort(error);
    throw error;
  } finally {
    clearTimeout(timer);
    signals.forEach((one) => one && unwatch(one, stop));
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

/** Timers hold 31 bits and fire at once when given more: whoever waits for 24 days waits for ever. */
function startTimer(limit: Limit | undefined, controller: AbortController): ReturnType<typeof setTimeout> | undefined {
  if (!limit || limit.milliseconds > 0x7fff_ffff) return undefined;
  return setTimeout(() => controller.abort(limit.error()), limit.milliseconds);
}

/** Waits, unless the signal is aborted meanwhile. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return limited(
    [signal],
    undefined,
    (inner) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        inner.addEventListener("abort", () => clearTimeout(timer));
      }),
  );
}
