import fc from "fast-check";
import { expect, test } from "vitest";
import { PartnerClients } from "../../generated/src/index.js";
import type { BatchOutcome } from "../../generated/src/runtime/batch-results/batch-outcomes.js";
import type { SimplePublicObject, SimplePublicObjectBatchInput } from "../../generated/src/models.js";
import { type Fake, startFake } from "../fake/fake.js";
import { type ServiceFault, serviceFaults, faultSequences } from "./services/service-faults.js";
import { checkInParallel, seed } from "./parallel-cases.js";
import { monitorRequests } from "./services/request-monitor.js";

/** What must hold after every run of the real package over real sockets, whatever the service does. A failure tells its seed. */

type Outcome = BatchOutcome<SimplePublicObjectBatchInput, SimplePublicObject, "updated">;

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

/** Ids of records and of none, with and without the property that they are of, and e-mail addresses in any case. Each value is unlike all others, so a write tells which input made it. */
const inputs = fc
  .array(
    fc.record({
      record: fc.integer({ min: 1, max: records + 5 }),
      other: fc.boolean(),
      poisoned: fc.integer({ min: 0, max: 30 }).map((one) => one === 0),
      traced: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
    }),
    { maxLength: 260, size: "max" },
  )
  .map((list) =>
    list.map(({ record, other, poisoned, traced }, index): SimplePublicObjectBatchInput => {
      const email = `client${record}@example.com`;
      // Nobody but the service knows that an id and an e-mail address are those of one record, so each record has one name here.
      const byEmail = record % 3 === 0;
      return {
        id: byEmail ? (other ? email.toUpperCase() : email) : String(record),
        ...(byEmail ? { idProperty: "email" } : other && { idProperty: "hs_object_id" }),
        properties: { name: `value ${index}`, ...(poisoned && { property_number: "a dozen" }) },
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

test(`every input has one outcome, and every outcome is true (SEED=${seed})`, { timeout: 120_000 }, async () => {
  await checkInParallel(cases, check, ({ inputs, ...rest }) => ({ ...rest, inputs: inputs.length }));
});

async function check({ inputs, plan, behaviour, options }: Case): Promise<void> {
  const fake = await startFake({ records, behaviour });
  const watched = monitorRequests(({ id, idProperty }) => recordOf(id, idProperty));
  try {
    plan.forEach((mishap) => fake.next(mishap === undefined ? {} : serviceFaults[mishap]));
    const partnerClients = new PartnerClients({
      accessToken: fake.token,
      baseUrl: fake.url,
      fetch: watched.fetch,
      timeoutMs: 1_000,
      rateLimit: false,
      retry: { baseDelayMs: 1, maxDelayMs: 3_000 },
    });
    const run = partnerClients.batch.updateAll(inputs, options);
    const outcomes: Outcome[] = [];
    for await (const outcome of run) outcomes.push(outcome);
    const { read, succeeded, failed, unconfirmed, requests } = await run;

    expect(watched.faults).toEqual([]);
    const order = outcomes.map(({ index }) => index);
    expect(options.inOrder ? order : [...order].sort((a, b) => a - b)).toEqual(inputs.map((_, index) => index));
    expect({ read, sum: succeeded + failed + unconfirmed }).toEqual({ read: inputs.length, sum: inputs.length });
    for (const outcome of outcomes) expect(outcome.input).toBe(inputs[outcome.index]);
    expect(requests).toBe(watched.requests);
    expect(requests).toBeLessThanOrEqual(bound(inputs, plan.length + watched.late));
    checkTruth(outcomes, fake);
  } finally {
    await fake.close();
  }
}

/** What was written stands in the histories of the records, and nothing else does. */
function checkTruth(outcomes: readonly Outcome[], fake: Fake): void {
  const written = new Set(
    [...fake.records.values()].flatMap(({ history }) => (history.get("name") ?? []).map(({ value }) => value)),
  );
  for (const outcome of outcomes) {
    const value = String(outcome.input.properties.name);
    if (outcome.status === "updated") expect(written).toContain(value);
    if (outcome.status === "updated" && outcome.record.id)
      expect(outcome.record.id).toBe(recordOf(outcome.input.id, outcome.input.idProperty));
    if (outcome.status === "failed") expect(written).not.toContain(value);
    if (outcome.status === "unconfirmed" && /not-sent|refused/.test(outcome.reason.code)) expect(written).not.toContain(value);
  }
  // Of a record's inputs, the last that succeeded is what it holds, unless one behind it may have been written, too.
  for (const [record, story] of grouped(
    [...outcomes].sort((a, b) => a.index - b.index),
    recordOfOutcome,
  )) {
    const last = story.findLastIndex(({ status }) => status === "updated");
    if (last < 0) continue;
    const possible = story.slice(last).filter(({ status }) => status !== "failed");
    expect(possible.map(({ input }) => input.properties.name)).toContain(fake.records.get(record)?.properties.name);
  }
}

const recordOfOutcome = ({ input: { id, idProperty } }: Outcome) => recordOf(id, idProperty);

function recordOf(id: string, idProperty: string | undefined): string {
  return idProperty === "email" ? (/\d+/.exec(id)?.[0] ?? "") : id;
}

/**
 * A request for each hundred inputs of a group, one for each further input of a record, two for each mishap or late answer (what it spoiled is sent again), and
 * for each invalid input those that find it: twice the halvings of a request, and one.
 */
function bound(inputs: Case["inputs"], mishaps: number): number {
  const groups = grouped(inputs, ({ idProperty }) => (idProperty === "email" ? idProperty : ""));
  const chunks = [...groups.values()].reduce((sum, { length }) => sum + Math.ceil(length / maximum) + 1, 0);
  const waiting = inputs.length - new Set(inputs.map(({ id, idProperty }) => recordOf(id, idProperty))).size;
  const poisoned = inputs.filter(({ properties }) => "property_number" in properties).length;
  return chunks + waiting + 2 * mishaps + poisoned * (2 * Math.ceil(Math.log2(maximum)) + 1);
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
