import fc from "fast-check";
import { expect, test } from "vitest";
import { PartnerClients } from "../../generated/src/index.js";
import type { BatchOutcome } from "../../generated/src/runtime/batch-results/batch-outcomes.js";
import type { SimplePublicObject, SimplePublicObjectBatchInput } from "../../generated/src/models.js";
import { type Fake, startFake } from "../fake/fake.js";
import { type ServiceFault, serviceFaults, faultSequences } from "./services/service-faults.js";
import { checkInParallel, seed } from "./parallel-cases.js";
import { monitorRequests } from "./services/request-monitor.js";

/** What must be true after every run of the real package over real sockets, whatever the service does. A failure prints its seed. */

type Outcome = BatchOutcome<SimplePublicObjectBatchInput, SimplePublicObject>;

const records = 230;
const maximum = 100;

interface Case {
  readonly inputs: readonly SimplePublicObjectBatchInput[];
  readonly plan: readonly (ServiceFault | undefined)[];
  readonly behaviour: {
    readonly order: "reversed" | "as-sent";
    readonly repeatsTraceIds: boolean;
    readonly tracesInvalidInputs: boolean;
  };
  readonly options: {
    readonly concurrency: number;
    readonly inOrder: boolean;
    readonly onDuplicate: "in-order" | "last-wins" | "error";
  };
}

/** Ids that exist and that do not, with and without `idProperty`, and e-mail addresses in upper and lower case. Each value is unique, so that a written value shows which input it came from. */
const inputs = fc
  .array(
    fc.record({
      record: fc.integer({ min: 1, max: records + 5 }),
      other: fc.boolean(),
      invalid: fc.integer({ min: 0, max: 30 }).map((one) => one === 0),
      traced: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
    }),
    { maxLength: 260, size: "max" },
  )
  .map((list) =>
    list.map(({ record, other, invalid, traced }, index): SimplePublicObjectBatchInput => {
      const email = `client${record}@example.com`;
      // A client cannot know that an id and an e-mail address belong to the same record, so each record is referred to by one of them here.
      const byEmail = record % 3 === 0;
      return {
        id: byEmail ? (other ? email.toUpperCase() : email) : String(record),
        ...(byEmail ? { idProperty: "email" } : other && { idProperty: "hs_object_id" }),
        properties: { name: `value ${index}`, ...(invalid && { property_number: "a dozen" }) },
        ...(traced && { objectWriteTraceId: `mine-${index % 3}` }),
      };
    }),
  );

const cases: fc.Arbitrary<Case> = fc.record({
  inputs,
  plan: faultSequences,
  behaviour: fc.record({
    order: fc.constantFrom("reversed", "as-sent"),
    repeatsTraceIds: fc.boolean(),
    tracesInvalidInputs: fc.boolean(),
  }),
  options: fc.record({
    concurrency: fc.constantFrom(1, 3, 6),
    inOrder: fc.boolean(),
    onDuplicate: fc.constantFrom("in-order", "last-wins", "error"),
  }),
});

test(`every input has one outcome, and every outcome is correct (SEED=${seed})`, { timeout: 120_000 }, async () => {
  await checkInParallel(cases, check, ({ inputs, ...rest }) => ({ ...rest, inputs: inputs.length }));
});

async function check({ inputs, plan, behaviour, options }: Case): Promise<void> {
  const fake = await startFake({ records, behaviour });
  const monitor = monitorRequests(({ id, idProperty }) => recordOf(id, idProperty));
  try {
    plan.forEach((fault) => fake.next(fault === undefined ? {} : serviceFaults[fault]));
    const partnerClients = new PartnerClients({
      accessToken: fake.token,
      baseUrl: fake.url,
      fetch: monitor.fetch,
      timeoutMs: 1_000,
      rateLimit: false,
      retry: { baseDelayMs: 1, maxDelayMs: 3_000 },
    });
    const run = partnerClients.batch.updateMany(inputs, options);
    const outcomes: Outcome[] = [];
    const unread = run.unread();
    for await (const outcome of run) outcomes.push(outcome);
    const { read, succeeded, failed, skipped, unknown, requests, stopped } = await run;
    const left: SimplePublicObjectBatchInput[] = [];
    for await (const input of unread) left.push(input);

    expect(monitor.violations).toEqual([]);
    const order = outcomes.map(({ index }) => index);
    const taken = inputs.length - left.length;
    expect(options.inOrder ? order : [...order].sort((a, b) => a - b)).toEqual(inputs.slice(0, taken).map((_, index) => index));
    expect(left).toEqual(inputs.slice(taken));
    expect({ read, sum: succeeded + failed + skipped + unknown }).toEqual({ read: taken, sum: taken });
    // A run gives up, with some inputs not read, after more than 20 failed requests, of which a response that is OK may be one, or after three
    // in a row that came to nothing (docs/data-sync.md).
    const faults = plan.filter((fault) => fault !== undefined).length;
    if (stopped && faults < 3) expect(monitor.failed + faults).toBeGreaterThan(20);
    if (!stopped) expect(left).toEqual([]);
    for (const outcome of outcomes) expect(outcome.input).toBe(inputs[outcome.index]);
    expect(requests).toBe(monitor.requests);
    expect(requests).toBeLessThanOrEqual(maxRequests(inputs, plan.length + monitor.aborted));
    checkOutcomes(outcomes, fake);
  } finally {
    await fake.close();
  }
}

/** The histories of the records have exactly the values that were written. */
function checkOutcomes(outcomes: readonly Outcome[], fake: Fake): void {
  const written = new Set(
    [...fake.records.values()].flatMap(({ history }) => (history.get("name") ?? []).map(({ value }) => value)),
  );
  for (const outcome of outcomes) {
    const value = String(outcome.input.properties.name);
    if (outcome.status === "succeeded") expect(written).toContain(value);
    if (outcome.status === "succeeded" && outcome.record.id)
      expect(outcome.record.id).toBe(recordOf(outcome.input.id, outcome.input.idProperty));
    if (outcome.status === "failed") expect(written).not.toContain(value);
    if (outcome.status === "skipped") expect(written).not.toContain(value);
  }
  // A record has the value of its last input that succeeded, or of a later one that may have been written.
  for (const [record, history] of grouped(
    [...outcomes].sort((a, b) => a.index - b.index),
    recordOfOutcome,
  )) {
    const last = history.findLastIndex(({ status }) => status === "succeeded");
    if (last < 0) continue;
    const possible = history.slice(last).filter(({ status }) => status !== "failed");
    expect(possible.map(({ input }) => input.properties.name)).toContain(fake.records.get(record)?.properties.name);
  }
}

const recordOfOutcome = ({ input: { id, idProperty } }: Outcome) => recordOf(id, idProperty);

function recordOf(id: string, idProperty: string | undefined): string {
  return idProperty === "email" ? (/\d+/.exec(id)?.[0] ?? "") : id;
}

/**
 * The most requests: one for each hundred inputs of a group, one for each further input of a record, two for each fault or timeout (the request
 * is sent again), and those that isolate each invalid input: twice the number of halvings of a request, and one.
 */
function maxRequests(inputs: Case["inputs"], faults: number): number {
  const groups = grouped(inputs, ({ idProperty }) => (idProperty === "email" ? idProperty : ""));
  const chunks = [...groups.values()].reduce((sum, { length }) => sum + Math.ceil(length / maximum) + 1, 0);
  const waitingInputs = inputs.length - new Set(inputs.map(({ id, idProperty }) => recordOf(id, idProperty))).size;
  const invalid = inputs.filter(({ properties }) => "property_number" in properties).length;
  return chunks + waitingInputs + 2 * faults + invalid * (2 * Math.ceil(Math.log2(maximum)) + 1);
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
