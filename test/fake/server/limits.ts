import type { Store } from "../store/store.js";

/** The rate limits of an account, counted as the service counts them. Without a limit, nothing is refused. */
export interface LimitOptions {
  readonly perTenSeconds?: number;
  readonly perDay?: number;
  /** For searches only, in the whole account. */
  readonly searchesPerSecond?: number;
}

export type Policy = "TEN_SECONDLY_ROLLING" | "SECONDLY" | "DAILY";

export interface Limits {
  /** Counts a request, and gives the limit that it exceeds, if any. */
  take(unmetered: boolean): Policy | undefined;
  headers(): Readonly<Record<string, string>>;
}

const tenSeconds = 10_000;

/** The limits in the headers where none is given: those of a private app in a Professional account. */
const reportedLimits = { perTenSeconds: 190, perDay: 625_000 };

export function createLimits(options: LimitOptions, now: Store["now"]): Limits {
  const recent: number[] = [];
  const searches: number[] = [];
  let today = 0;
  const maximum = options.perTenSeconds ?? reportedLimits.perTenSeconds;
  const daily = options.perDay ?? reportedLimits.perDay;
  return {
    take(unmetered) {
      const at = now().getTime();
      if (unmetered) return countWithin(searches, at, 1_000) > (options.searchesPerSecond ?? Infinity) ? "SECONDLY" : undefined;
      today += 1;
      if (today > (options.perDay ?? Infinity)) return "DAILY";
      return countWithin(recent, at, tenSeconds) > (options.perTenSeconds ?? Infinity) ? "TEN_SECONDLY_ROLLING" : undefined;
    },
    headers: () => ({
      "x-hubspot-ratelimit-max": String(maximum),
      "x-hubspot-ratelimit-remaining": String(Math.max(0, maximum - recent.length)),
      "x-hubspot-ratelimit-interval-milliseconds": String(tenSeconds),
      "x-hubspot-ratelimit-daily": String(daily),
      "x-hubspot-ratelimit-daily-remaining": String(Math.max(0, daily - today)),
    }),
  };
}

/** Adds a time to a rolling window, and counts the times in the window. */
function countWithin(times: number[], at: number, windowMs: number): number {
  while ((times[0] ?? at) <= at - windowMs) times.shift();
  return times.push(at);
}
