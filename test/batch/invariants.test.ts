import fc from "fast-check";
import { expect, test } from "vitest";
import type { BatchOutcome } from "../../templates/runtime/batch-results/batch-outcomes.js";
import { inVirtualTime } from "./virtual-time.js";
import { type Fault, faults } from "./services/model-faults.js";
import {
  facts,
  keyOf,
  type ModelBehaviour,
  ModelService,
  invalidValue,
  type ModelRecord,
  runAgainst,
  type ModelInput,
} from "./services/model-service.js";

/** What must be true after every run, whatever the service does. A failure prints its seed. */

type Outcome = BatchOutcome<ModelInput, ModelRecord>;

const ids = Array.from({ length: 60 }, (_, index) => `Id-${index}`);
const known = new Set(ids.slice(0, 55).flatMap((id) => [keyOf({ id }), keyOf({ id, by: "email" })]));

/** Each value is unique, so that a written value shows which input it came from. */
const inputs = fc
  .array(
    fc.record({
      id: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ids) }, fc.constantFrom("id-1", "ID-1", "Id-2")),
      by: fc.constantFrom(undefined, undefined, "email", "record"),
      kind: fc.constantFrom("good", "good", "good", "good", "good", "good", "long", invalidValue),
      traced: fc.constantFrom(false, false, false, true),
    }),
    { maxLength: 60 },
  )
  .map((list) =>
    list.map(({ id, by, kind, traced }, index): ModelInput => ({
      id,
      ...(by !== undefined && { by }),
      value: `${kind} ${index}${kind === "long" ? "x".repeat(300) : ""}`,
      ...(traced && { trace: `mine-${index % 3}` }),
    })),
  );

const behaviours: fc.Arbitrary<ModelBehaviour> = fc.record({
  repeatsTraces: fc.boolean(),
  rejectsWhole: fc.boolean(),
  reverses: fc.boolean(),
});
const faultPlans = fc.array(fc.constantFrom<Fault>("none", "none", "none", ...faults), { maxLength: 12 });
const options = fc.record({
  concurrency: fc.constantFrom(1, 2, 5),
  inOrder: fc.boolean(),
  onDuplicate: fc.constantFrom("in-order", "last-wins", "error"),
});

async function* slowly(list: readonly ModelInput[]): AsyncGenerator<ModelInput> {
  for (const [index, input] of list.entries()) {
    if (index % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 0));
    yield input;
  }
}

test("every input has one outcome, and every outcome is correct", async () => {
  await fc.assert(
    fc.asyncProperty(
      inputs,
      behaviours,
      faultPlans,
      options,
      fc.boolean(),
      async (list, behaviour, plannedFaults, chosen, streamed) => {
        const service = new ModelService(known, behaviour, plannedFaults);
        const outcomes: Outcome[] = [];
        const { read, succeeded, failed, skipped, unknown, requests } = await inVirtualTime(async () => {
          const run = runAgainst(service, streamed ? slowly(list) : list, chosen);
          for await (const outcome of run) outcomes.push(outcome);
          return run;
        });

        expect(service.violations).toEqual([]);
        const order = outcomes.map(({ index }) => index);
        expect(chosen.inOrder ? order : [...order].sort((a, b) => a - b)).toEqual(list.map((_, index) => index));
        expect({ read, sum: succeeded + failed + skipped + unknown }).toEqual({ read: list.length, sum: list.length });
        expect(requests).toBe(service.requests);
        for (const outcome of outcomes) expect(outcome.input).toBe(list[outcome.index]);
        checkOutcomes(outcomes, service);
        expect(requests).toBeLessThanOrEqual(maxRequests(list, behaviour, plannedFaults));
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 300) },
  );
});

function checkOutcomes(outcomes: readonly Outcome[], { written }: ModelService): void {
  const values = new Set(written.map(({ value }) => value));
  for (const outcome of outcomes) {
    const { value } = outcome.input;
    if (outcome.status === "succeeded") expect(values).toContain(value);
    if (outcome.status === "failed") expect(values).not.toContain(value);
    if (outcome.status === "skipped") expect(values).not.toContain(value);
  }
  const byRecord = new Map<string, Outcome[]>();
  for (const outcome of [...outcomes].sort((a, b) => a.index - b.index)) {
    const key = keyOf(outcome.input);
    byRecord.set(key, [...(byRecord.get(key) ?? []), outcome]);
  }
  for (const [key, history] of byRecord) {
    // No input of a record is written after one that must be sent again, so that the order stays right in the next run.
    const unresolved = history.findIndex(({ status }) => status === "skipped" || status === "unknown");
    if (unresolved >= 0) expect(history.slice(unresolved).map(({ status }) => status)).not.toContain("succeeded");
    const last = written.findLast((write) => write.key === key);
    const lastSuccess = history.findLastIndex(({ status }) => status === "succeeded");
    const possible = history.slice(Math.max(0, lastSuccess)).filter(({ status }) => status !== "failed");
    if (lastSuccess >= 0 && last) expect(possible.map(({ input }) => input.value)).toContain(last.value);
  }
}

/** The most requests: one for each chunk, each fault and each input that waits for another, and those that isolate the invalid inputs. */
function maxRequests(list: readonly ModelInput[], { rejectsWhole }: ModelBehaviour, plannedFaults: readonly Fault[]): number {
  const bytes = list.reduce((sum, { value }) => sum + value.length + 80, 0);
  const chunks = 3 + Math.ceil(list.length / facts.maximum) + Math.ceil(bytes / (facts.maximumBytes / 2));
  const waitingInputs = list.length - new Set(list.map(keyOf)).size;
  const invalidInputs = rejectsWhole ? list.filter(({ value }) => value.startsWith(invalidValue)).length : 0;
  return chunks + waitingInputs + plannedFaults.length + invalidInputs * (2 * Math.ceil(Math.log2(facts.maximum)) + 1);
}
