import fc from "fast-check";
import { answers } from "./ledger-answers.js";
import type { LedgerBehaviour, LedgerInput } from "./ledger-service.js";

/** Everything about one random case: the inputs, the service, and what goes wrong on the client's side. */

export const recordCount = 24;

/** Records with an odd number are named by their code, which inputs also change; the others by their id. */
const input = fc.record({
  record: fc.integer({ min: 0, max: recordCount + 3 }),
  upper: fc.boolean(),
  poisoned: fc.integer({ min: 0, max: 14 }).map((one) => one === 0),
  long: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  traced: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
  newCode: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    fc.integer({ min: 0, max: recordCount + 3 }),
    fc.constant(null),
  ),
  alias: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
});

type Drawn = typeof input extends fc.Arbitrary<infer One> ? One : never;

function toInput({ record, upper, poisoned, long, traced, newCode, alias }: Drawn, index: number): LedgerInput {
  const value = `${poisoned ? "poison" : "good"} ${index}${long ? "x".repeat(250) : ""}`;
  const trace = traced ? { trace: `mine-${index % 3}` } : {};
  if (record % 2 === 0)
    return {
      id: `${upper ? "R" : "r"}${record}`,
      ...(alias && { idProperty: "record" as "code" }),
      properties: { value },
      ...trace,
    };
  const code = newCode === undefined ? {} : { code: newCode === null ? null : `c${newCode | 1}` };
  return { id: `${upper ? "C" : "c"}${record}`, idProperty: "code", properties: { value, ...code }, ...trace };
}

const behaviour: fc.Arbitrary<LedgerBehaviour> = fc.record({
  repeatsTraces: fc.boolean(),
  rejectsWhole: fc.constantFrom(undefined, 400, 409),
  reverses: fc.boolean(),
  tellsOldKeys: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
  shoutsTraces: fc.boolean(),
});

/** Most runs are spared each mishap; `at` is the call, step or outcome at which it comes. */
const at = (max: number) => fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.integer({ min: 0, max }));

export const mishaps = fc.record({
  answers: fc.array(answers, { maxLength: 16 }),
  sourceThrowsAt: at(60),
  sourceKind: fc.constantFrom("array", "sync", "async", "slow", "stream"),
  returnThrows: fc.boolean(),
  hook: fc.constantFrom("onRequest", "onResponse", "onRetry", "accessToken", "onProgress"),
  hookOf: fc.constantFrom("client", "run"),
  hookThrowsAt: at(12),
  journalFailsAt: at(12),
  journalFails: fc.constantFrom("append", "append at once", "read", "append after writing"),
  abortsAtRequest: at(12),
  abortsAfterMs: at(40),
  deadlineMs: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.integer({ min: 1, max: 60 })),
  leavesAt: at(40),
  awaits: fc.boolean(),
  retryFailures: fc.boolean(),
});

export type Mishaps = typeof mishaps extends fc.Arbitrary<infer One> ? One : never;

export const cases = fc.record({
  inputs: fc.array(input, { maxLength: 60, size: "max" }).map((list) => list.map(toInput)),
  behaviour,
  runs: fc.array(mishaps, { minLength: 1, maxLength: 3 }),
  isJournaled: fc.boolean(),
  options: fc.record({
    concurrency: fc.constantFrom(1, 2, 5, 1_000_000),
    inOrder: fc.boolean(),
    onDuplicate: fc.constantFrom("in-order", "last-wins", "error"),
    isolationRequests: fc.constantFrom(undefined, undefined, 0, 3, Infinity),
    maximumBytes: fc.constantFrom(undefined, undefined, 1, 400),
    timeoutMs: fc.constantFrom(40, 40, 5_000),
    retry: fc.constantFrom(
      { baseDelayMs: 1, maxDelayMs: 3_000 },
      { baseDelayMs: 1, maxDelayMs: 90_000, attempts: 5, budget: Infinity },
      { attempts: 1 },
      false as const,
    ),
  }),
});

export type LedgerCase = typeof cases extends fc.Arbitrary<infer One> ? One : never;
