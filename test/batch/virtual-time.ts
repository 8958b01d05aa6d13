import { vi } from "vitest";

/** Runs work with fake timers: each timer fires as soon as nothing else is left to do. */
export async function inVirtualTime<Result>(work: () => Promise<Result>): Promise<Result> {
  vi.useFakeTimers();
  const state = { settled: false };
  try {
    const result = work().finally(() => (state.settled = true));
    // The error is thrown below; this prevents an unhandled rejection before that.
    result.catch(() => undefined);
    for (let turns = 0; !state.settled; turns++) {
      if (turns > 100_000) throw new Error("The work waits for something that never happens.");
      await vi.advanceTimersToNextTimerAsync();
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
