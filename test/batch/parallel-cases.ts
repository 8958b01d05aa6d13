import fc from "fast-check";

export const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

/** So many runs side by side, whose waits pass at the same time. */
const parallelCases = 20;

/** Proves something of random cases, each over sockets of its own; a failure tells the seed, and of the case what `about` does. */
export async function checkInParallel<Case>(
  cases: fc.Arbitrary<Case>,
  prove: (one: Case) => Promise<void>,
  about: (one: Case) => object,
): Promise<void> {
  const waiting = [...fc.sample(cases, { seed, numRuns: Number(process.env.RUNS ?? 40) }).entries()];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [index, one] = next;
      await prove(one).catch((error: unknown) => {
        throw new Error(`SEED=${seed}, case ${index}: ${JSON.stringify(about(one))}`, { cause: error });
      });
    }
  };
  await Promise.all(Array.from({ length: parallelCases }, work));
}
