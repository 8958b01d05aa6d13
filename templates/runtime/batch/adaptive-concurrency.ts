/** How many requests at a time: more while the service keeps up, half as many when it refuses one for their number. */
export interface Pace {
  /** How many there may be now. */
  readonly limit: number;
  /** Whether one more may be sent. */
  allows(inFlight: number): boolean;
  answered(latencyMs: number): void;
  /** The service had enough: nothing is sent for a while, at least for so long. False where that has happened too often in a row. */
  limited(leastMs: number): boolean;
  /** Ends the wait. */
  stop(): void;
}

/** A request that takes so many times as long as the quickest ones waits in a queue of the service. */
const crowded = 3;
const mostPauses = 8;
const longestPause = 10_000;

/** @param ready - Called when a pause is over. */
export function createPace(most: number, ready: () => void): Pace {
  let limit = Math.min(4, most);
  let [quickest, usual, pauses] = [Infinity, 0, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const resume = (): void => {
    clearTimeout(timer);
    timer = undefined;
    ready();
  };
  return {
    get limit() {
      return limit;
    },
    allows: (inFlight) => timer === undefined && inFlight < Math.floor(limit),
    answered(latencyMs) {
      pauses = 0;
      // What was quick once may not be possible any more, so the measure gives way slowly.
      quickest = Math.min(quickest * 1.01, latencyMs);
      usual = usual === 0 ? latencyMs : usual * 0.8 + latencyMs * 0.2;
      limit = usual > quickest * crowded ? Math.max(2, limit - 1 / limit) : limit + 1 / limit;
      limit = Math.min(most, limit);
    },
    limited(leastMs) {
      limit = Math.max(1, limit / 2);
      // Several were on their way when the first was refused: that is one time.
      if (timer !== undefined) return true;
      timer = setTimeout(resume, Math.max(leastMs, Math.min(longestPause, 125 * 2 ** pauses)));
      return ++pauses <= mostPauses;
    },
    stop: resume,
  };
}
