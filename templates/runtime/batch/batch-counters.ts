import type { BatchProgress } from "../batch-results/batch-outcomes.js";

/** Counts what happens in a run. */
export interface Tally {
  read: number;
  sent: number;
  succeeded: number;
  failed: number;
  unconfirmed: number;
  requests: number;
  retries: number;
  readonly began: number;
}

export function createTally(): Tally {
  const counts = { read: 0, sent: 0, succeeded: 0, failed: 0, unconfirmed: 0, requests: 0, retries: 0 };
  return { ...counts, began: performance.now() };
}

/** @param resumed - How many outcomes an earlier run has left; they say nothing about the pace of this one. */
export function progressOf<Done extends string>(
  { began, succeeded, ...counts }: Tally,
  done: Done,
  total: number | undefined,
  resumed: number,
): BatchProgress<Done> {
  const known = succeeded + counts.failed + counts.unconfirmed - resumed;
  const seconds = (performance.now() - began) / 1000;
  const rate = seconds > 0 ? known / seconds : 0;
  const left = total === undefined ? undefined : Math.max(0, total - known - resumed);
  const eta = left === undefined || (rate === 0 && left > 0) ? undefined : Math.round(left === 0 ? 0 : (left / rate) * 1000);
  // The compiler cannot compute with a name that is not known yet.
  return { ...counts, [done]: succeeded, rate, eta } as BatchProgress<Done>;
}
