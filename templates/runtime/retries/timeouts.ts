/**
 * Runs work that ends, at the latest, when a signal is aborted or so many milliseconds have passed; then it throws the signal's reason or
 * what `late` gives, even if the work, which must not throw but reject, takes no notice. Leaves neither a timer nor a listener behind.
 */
export function withTimeout<Result>(
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<Result>,
  milliseconds = Infinity,
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
      // Whatever the work has left open, an answer that nobody read for instance, is closed.
      controller.abort(reason);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- A signal's reason may be any value; the caller gets theirs.
      reject(reason);
    };
    const aborted = () => signals.find((signal) => signal.aborted);
    const stop = () => fail(aborted()?.reason);
    if (aborted()) {
      stop();
      return;
    }
    for (const signal of signals) addAbortListener(signal, stop);
    // Timers hold 31 bits and fire at once when given more: whoever waits for 24 days waits for ever.
    if (milliseconds < 2 ** 31) timer = setTimeout(() => fail(createTimeoutError?.()), milliseconds);
    work(controller.signal).then((result) => {
      end();
      resolve(result);
    }, fail);
  });
}

type Listener = () => void;

/** One listener a signal, for any number of calls: platforms warn of a leak where a signal has more than ten. */
class AbortListeners extends Set<Listener> {
  handleEvent(): void {
    for (const listener of this) listener();
  }
}

const listenersBySignal = new WeakMap<AbortSignal, AbortListeners>();

function addAbortListener(signal: AbortSignal, listener: Listener): void {
  const watch = listenersBySignal.get(signal) ?? new AbortListeners();
  listenersBySignal.set(signal, watch.add(listener));
  // Adding it again does nothing.
  signal.addEventListener("abort", watch);
}

function removeAbortListener(signal: AbortSignal, listener: Listener): void {
  const watch = listenersBySignal.get(signal);
  watch?.delete(listener);
  if (watch?.size === 0) signal.removeEventListener("abort", watch);
}

/** Waits, as work within a limit: when the signal is aborted, the wait does not end, and its timer is gone. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });
}
