import { vi } from "vitest";

/** Lets time pass as fast as something waits for it. */
export async function inVirtualTime<Result>(work: () => Promise<Result>): Promise<Result> {
  vi.useFakeTimers();
  const state = { settled: false };
  try {
    const result = work().finally(() => (state.settled = true));
    // A failure is thrown below; until then it is not unhandled.
    result.catch(() => undefined);
    for (let turns = 0; !state.settled; turns++) {
      if (turns > 100_000) throw new Error("The work waits for something that never comes.");
      await vi.advanceTimersToNextTimerAsync();
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
