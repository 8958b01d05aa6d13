/**
 * Runs an asynchronous function, at most until one of the signals is aborted or the time is up. It then rejects with the signal's reason
 * or the timeout error, even if the function ignores its signal. The function must not throw synchronously. No timer or listener remains.
 */
export function withTimeout<Result>(
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<Result>,
  milliseconds: number = Infinity,
  createTimeoutError?: () => Error,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(timer);
      for (const signal of signals) removeAbortListener(signal, stop);
    };
    const fail = (reason: unknown) => {
      end();
      // Closes what the function has left open, such as a response that was not read.
      controller.abort(reason);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- A signal's reason may be any value.
      reject(reason);
    };
    const aborted = () => signals.find((signal) => signal.aborted);
    const stop = () => fail(aborted()?.reason);
    if (aborted()) {
      stop();
      return;
    }
    for (const signal of signals) addAbortListener(signal, stop);
    // Timers fire at once for delays of 2^31 milliseconds (24 days) or more, so longer limits have none.
    if (milliseconds < 2 ** 31)
      timer = setTimeout(() => fail(createTimeoutError?.()), milliseconds);
    work(controller.signal).then((result) => {
      end();
      resolve(result);
    }, fail);
  });
}

type Listener = () => void;

/** One listener per signal for any number of calls: Node warns of a memory leak when a signal has more than ten. */
class AbortListeners extends Set<Listener> {
  handleEvent(): void {
    for (const listener of this) listener();
  }
}

const listenersBySignal = new WeakMap<AbortSignal, AbortListeners>();

export function addAbortListener(signal: AbortSignal, listener: Listener): void {
  const watch = listenersBySignal.get(signal) ?? new AbortListeners();
  listenersBySignal.set(signal, watch.add(listener));
  // Adding the same listener again has no effect.
  signal.addEventListener("abort", watch);
}

export function removeAbortListener(signal: AbortSignal, listener: Listener): void {
  const watch = listenersBySignal.get(signal);
  watch?.delete(listener);
  if (watch?.size === 0) signal.removeEventListener("abort", watch);
}

/** Waits, inside of `withTimeout`. When the signal is aborted, the timer is cleared and the promise never settles. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
