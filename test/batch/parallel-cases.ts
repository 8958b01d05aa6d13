import fc from "fast-check";

export const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** So many cases run at the same time, since each of them mostly waits. */
const parallelCases = 20;

/** Checks random cases, several at a time. A failure names the seed and the case as `describe` shows it. */
export async function checkInParallel<Case>(
  cases: fc.Arbitrary<Case>,
  check: (one: Case) => Promise<void>,
  describe: (one: Case) => object,
): Promise<void> {
  const waiting = [...fc.sample(cases, { seed, numRuns: Number(process.env.RUNS ?? 40) }).entries()];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [index, one] = next;
      await check(one).catch((error: unknown) => {
        throw new Error(`SEED=${seed}, case ${index}: ${JSON.stringify(describe(one))}`, { cause: error });
      });
    }
  };
  await Promise.all(Array.from({ length: parallelCases }, work));
}
