import fc from "fast-check";
import { expect, test } from "vitest";
import type { Journal } from "../../../templates/runtime/batch-results/batch-journal.js";
import { inVirtualTime } from "../virtual-time.js";
import { cases, type LedgerCase, type Mishaps, recordCount } from "./ledger-cases.js";
import { accountOf, type RunAccount } from "./ledger-run.js";
import { keysOf, type LedgerInput, LedgerService } from "./ledger-service.js";

/**
 * The account that a run gives, judged by the ledger of a service and by what a program read to its end, with mishaps at every step, over
 * up to four runs: each continues where the one before ended. A failure prints its seed; `RUNS=100000` tries as many cases.
 */

const noMishap: Mishaps = {
  answers: [],
  sourceThrowsAt: undefined,
  sourceKind: "array",
  returnThrows: false,
  hook: "onRequest",
  hookOf: "run",
  hookThrowsAt: undefined,
  journalFailsAt: undefined,
  journalFails: "append",
  abortsAtRequest: undefined,
  abortsAfterMs: undefined,
  deadlineMs: undefined,
  leavesAt: undefined,
  awaits: true,
  retryFailures: false,
};

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);

test("what a run says is what the service holds", { timeout: 3_600_000 }, async () => {
  // Without shrinking, which takes hours for cases of this size: `SMALL=3` draws small cases instead.
  const size = Number(process.env.SMALL ?? 60);
  const failures = new Map<string, string>();
  let inputs = 0;
  for (const drawn of fc.sample(cases, { seed, numRuns: Number(process.env.RUNS ?? 300) })) {
    const one = { ...drawn, inputs: drawn.inputs.slice(0, size) };
    inputs += one.inputs.length;
    await inVirtualTime(() => check(one)).catch((error: unknown) => {
      const message = String(error).split("\n", 3).join(" ");
      const text = `${String((error as Error).stack)} ${JSON.stringify(one)}`.replace(/x{99,}/g, "…");
      if (text.length < (failures.get(message) ?? text + " ").length) failures.set(message, text);
    });
  }
  if (process.env.RUNS) console.log(`${inputs} inputs, seed ${seed}`);
  expect([...failures.values()]).toEqual([]);
});

async function check(one: LedgerCase): Promise<void> {
  const service = new LedgerService(one.behaviour, recordCount);
  const lines: string[] = [];
  const journal: Journal | undefined = one.isJournaled
    ? { read: () => lines, append: (line) => Promise.resolve(void lines.push(line)) }
    : undefined;
  let list: readonly LedgerInput[] = one.inputs;
  // A journal that could not be written knows less than what was done.
  let isWhole = one.isJournaled;
  const failed = new Set<string>();
  const retried = new Set<string>();
  for (const mishap of [...one.runs, noMishap]) {
    if (one.isJournaled && mishap.retryFailures) for (const value of failed) retried.add(value);
    const inJournal = doneIn(lines);
    const before = { ledger: service.ledger.length, served: service.served.length };
    const account = await accountOf(service, list, one, mishap, journal);
    expect(service.violations.join()).toBe("");
    checkCompleteness(account, list, mishap, inJournal, one);
    checkTruth(account, service, isWhole ? { ledger: 0, served: before.served } : before);
    checkEvidence(account, service, before.served);
    for (const outcome of account.outcomes)
      if (outcome.status === "failed" && outcome.error.category !== "SUPERSEDED") failed.add(outcome.input.properties.value);
    if (mishap.journalFailsAt !== undefined) isWhole = false;
    if (!one.isJournaled) list = account.remaining;
  }
  checkOrder(service, one.inputs, retried);
}

function doneIn(lines: readonly string[]): ReadonlySet<number> {
  return new Set(
    lines.flatMap((line) => (JSON.parse(line) as { readonly done: readonly [number, number][] }).done.map(([index]) => index)),
  );
}

/** Every input has one outcome or remains, and what remains is in the order of the inputs. */
function checkCompleteness(
  { outcomes, summary, failed: hasFailed, remaining, remainingError, sourceWasClosed }: RunAccount,
  list: readonly LedgerInput[],
  mishap: Mishaps,
  before: ReadonlySet<number>,
  { isJournaled, options }: LedgerCase,
): void {
  const { read, succeeded, failed, skipped, unknown, failures, unresolved, stopped } = summary;
  expect({ read: succeeded + failed + skipped + unknown }).toEqual({ read });
  const indices = outcomes.map(({ index }) => index);
  expect(new Set(indices).size).toBe(indices.length);
  for (const { index, input } of outcomes) expect(input).toBe(list[index]);
  for (const outcome of outcomes) expect(outcome.index).toBeLessThan(read);
  const isRead = list.slice(0, read);
  const unseen = isRead.filter((_, index) => !indices.includes(index));
  // Successes are seen only by whoever iterates, in the run in which they happen.
  if (mishap.awaits || mishap.leavesAt !== undefined || isJournaled) expect(unseen.length).toBeLessThanOrEqual(succeeded);
  else expect(unseen).toEqual([]);
  if (!mishap.awaits && isJournaled && mishap.leavesAt === undefined)
    for (const index of isRead.keys()) expect(indices.includes(index) || before.has(index)).toBe(true);
  if (options.inOrder && !mishap.awaits && failures.length + unresolved.length === 0)
    expect(indices).toEqual([...indices].sort((a, b) => a - b));
  const open = new Set(outcomes.filter(({ status }) => status === "skipped" || status === "unknown").map(({ index }) => index));
  const expected = [...isRead.filter((_, index) => open.has(index)), ...list.slice(read)];
  const broken = mishap.sourceThrowsAt !== undefined && mishap.sourceKind !== "array";
  if (!broken) {
    expect(remainingError instanceof Error ? remainingError.message : "").toMatch(/^$|^return/);
    expect(remaining).toEqual(expected);
    if (!stopped && !hasFailed) expect(read).toBe(list.length);
  } else expect(expected.slice(0, remaining.length)).toEqual(remaining);
  if (mishap.sourceKind !== "array") expect(sourceWasClosed).toBe(true);
}

function checkTruth(
  { outcomes }: RunAccount,
  service: LedgerService,
  from: { readonly ledger: number; readonly served: number },
): void {
  const ever = new Set(service.ledger.map(({ value }) => value));
  const since = new Set(service.ledger.slice(from.ledger).map(({ value }) => value));
  for (const outcome of outcomes) {
    const { value } = outcome.input.properties;
    const said = "reason" in outcome ? outcome.reason.code : outcome.status;
    if (said === "succeeded") expect(ever).toContain(value);
    if (/failed|refused|not-sent/.test(said))
      expect({ said, written: since.has(value) ? value : "" }).toEqual({ said, written: "" });
  }
}

/** Attempts are what the service was sent, and an input that changes its key is not sent again after an attempt that tells nothing. */
function checkEvidence({ outcomes, summary }: RunAccount, service: LedgerService, from: number): void {
  const served = service.served.slice(from);
  expect(summary.requests).toBe(served.length);
  const attempts = new Map<string, number>();
  for (const value of served.flatMap(({ values }) => values)) attempts.set(value, (attempts.get(value) ?? 0) + 1);
  for (const outcome of outcomes) {
    if (outcome.status === "succeeded" || "fromJournal" in outcome) continue;
    const said = outcome.status === "failed" ? outcome.error.attempts : outcome.reason.attempts;
    expect(said).toBe(attempts.get(outcome.input.properties.value) ?? 0);
  }
  const untold = new Set<string>();
  for (const { keyChanges, isTelling } of served) {
    for (const value of keyChanges) expect(untold).not.toContain(value);
    if (!isTelling) for (const value of keyChanges) untold.add(value);
  }
}

/**
 * The inputs of a record were carried out in their order, over all runs; except those that a later run sent again because they had failed,
 * but not those that a later input had replaced.
 */
function checkOrder(service: LedgerService, inputs: readonly LedgerInput[], retried: ReadonlySet<string>): void {
  const positions = new Map(inputs.map(({ properties }, index) => [properties.value, index]));
  const latest = new Map<string, number>();
  for (const { value } of service.ledger) {
    if (retried.has(value)) continue;
    const position = positions.get(value) ?? -1;
    const input = inputs[position];
    for (const key of input ? keysOf(input) : []) {
      expect({ key, position: Math.max(position, latest.get(key) ?? -1) }).toEqual({ key, position });
      latest.set(key, position);
    }
  }
}
