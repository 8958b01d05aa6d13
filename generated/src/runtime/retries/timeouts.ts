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
    const aborted = () => signals.find((signal) => signal.aborted);
    const stop = () => fail(aborted()?.reason);
    const forget = onAbort(signals, stop);
    const end = () => {
      clearTimeout(timer);
      forget();
    };
    const fail = (reason: unknown) => {
      end();
      // Closes what the function has left open, such as a response that was not read.
      controller.abort(reason);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- A signal's reason may be any value.
      reject(reason);
    };
    if (aborted()) {
      stop();
      return;
    }
    // Timers fire at once for delays of 2^31 milliseconds (24 days) or more, so longer limits have none.
    if (milliseconds < 2 ** 31)
      timer = setTimeout(() => fail(createTimeoutError?.()), milliseconds);
    work(controller.signal).then((result) => {
      end();
      resolve(result);
    }, fail);
  });
}

/** What is to be called when a signal is aborted; nothing once it is no longer to be called. */
interface AbortListener {
  call: (() => void) | undefined;
}

/**
 * One listener per signal for any number of calls: Node warns of a memory leak when a signal has more than ten.
 *
 * Once many items of a set or a map have been deleted, V8 copies it to a new table. The old table keeps the items that it had, and the next
 * table, and often outlives many of them. So an item that is deleted keeps nothing itself: here it loses the function, and with it the call.
 */
class AbortListeners extends Set<AbortListener> {
  handleEvent(): void {
    for (const listener of this) listener.call?.();
  }
}

const listenersBySignal = new WeakMap<AbortSignal, AbortListeners>();

/** Calls a function when one of the signals is aborted, until the function that this one returns is called. */
export function onAbort(signals: readonly AbortSignal[], call: () => void): () => void {
  const listener: AbortListener = { call };
  for (const signal of signals) {
    const watch = listenersBySignal.get(signal) ?? new AbortListeners();
    if (watch.size === 0) {
      listenersBySignal.set(signal, watch);
      signal.addEventListener("abort", watch);
    }
    watch.add(listener);
  }
  return () => {
    listener.call = undefined;
    for (const signal of signals) {
      const watch = listenersBySignal.get(signal);
      watch?.delete(listener);
      if (watch?.size === 0) signal.removeEventListener("abort", watch);
    }
  };
}

/** Waits, inside of `withTimeout`. When the signal is aborted, the timer is cleared and the promise never settles. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
