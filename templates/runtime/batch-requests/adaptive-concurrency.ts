/** Limits the requests in flight: more while the service answers quickly, half as many after a 429. */
export interface AdaptiveConcurrency {
  /** The most requests that may be in flight now. */
  readonly limit: number;
  /** Whether one more request may be sent. */
  allowsAnother(inFlight: number): boolean;
  addLatency(latencyMs: number): void;
  /** After a 429: sends nothing for a while, at least for so long. False after too many pauses in a row. */
  pause(minimumMs: number): boolean;
  /** Ends a pause. */
  stop(): void;
}

/** A request that takes so many times as long as the fastest one probably waits in a queue of the service. */
const congestionFactor = 3;
const maxPauses = 8;
const maxPauseMs = 10_000;
/** Timers fire at once for longer delays. */
const maxTimerMs = 2 ** 30;

/** @param onResume - Called when a pause is over. */
export function createAdaptiveConcurrency(
  maximum: number,
  onResume: () => void,
): AdaptiveConcurrency {
  let limit = Math.min(4, maximum);
  let [fastest, average, pauses] = [Infinity, 0, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const resume = (): void => {
    clearTimeout(timer);
    timer = undefined;
    onResume();
  };
  return {
    get limit() {
      return limit;
    },
    allowsAnother: (inFlight) => timer === undefined && inFlight < Math.floor(limit),
    addLatency(latencyMs) {
      pauses = 0;
      // The service may have become slower for good, so the fastest latency is slowly forgotten.
      fastest = Math.min(fastest * 1.01, latencyMs);
      average = average === 0 ? latencyMs : average * 0.8 + latencyMs * 0.2;
      limit =
        average > fastest * congestionFactor ? Math.max(2, limit - 1 / limit) : limit + 1 / limit;
      limit = Math.min(maximum, limit);
    },
    pause(minimumMs) {
      limit = Math.max(1, limit / 2);
      // Requests that were in flight at the first 429 get one, too: all of them count as one.
      if (timer !== undefined) return true;
      timer = setTimeout(
        resume,
        Math.min(maxTimerMs, Math.max(minimumMs, Math.min(maxPauseMs, 125 * 2 ** pauses))),
      );
      return ++pauses <= maxPauses;
    },
    stop: resume,
  };
}
