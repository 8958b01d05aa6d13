import type { BatchProgress } from "../batch-results/batch-outcomes.js";

/** What a run counts. */
export interface BatchCounters {
  read: number;
  sent: number;
  succeeded: number;
  failed: number;
  skipped: number;
  unknown: number;
  requests: number;
  retries: number;
  readonly startedAt: number;
}

export function createCounters(): BatchCounters {
  const counts = {
    read: 0,
    sent: 0,
    succeeded: 0,
    failed: 0,
    skipped: 0,
    unknown: 0,
    requests: 0,
    retries: 0,
  };
  return { ...counts, startedAt: performance.now() };
}

/** @param resumed - How many outcomes come from the journal of an earlier run; they do not count for the rate of this run. */
export function progressOf(
  { startedAt, ...counts }: BatchCounters,
  total: number | undefined,
  resumed: number,
): BatchProgress {
  const known = counts.succeeded + counts.failed + counts.skipped + counts.unknown - resumed;
  const seconds = (performance.now() - startedAt) / 1000;
  const rate = seconds > 0 ? known / seconds : 0;
  const left = total === undefined ? undefined : Math.max(0, total - known - resumed);
  const eta =
    left === undefined || (rate === 0 && left > 0)
      ? undefined
      : Math.round(left === 0 ? 0 : (left / rate) * 1000);
  return { ...counts, rate, eta };
}
