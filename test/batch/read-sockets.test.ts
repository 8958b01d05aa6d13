import fc from "fast-check";
import { expect, test } from "vitest";
import { PartnerClients } from "../../generated/src/index.js";
import { startFake } from "../fake/fake.js";
import { type ServiceFault, serviceFaults, faultSequences } from "./services/service-faults.js";
import { checkInParallel, seed } from "./parallel-cases.js";
import { monitorRequests } from "./services/request-monitor.js";

/** `readMany` over real sockets, with random faults: what it finds are the service's records, and what fails does not exist. */

interface Case {
  readonly by: "id" | "email";
  readonly records: readonly number[];
  readonly faults: readonly (ServiceFault | undefined)[];
  readonly order: "reversed" | "as-sent";
  readonly history: boolean;
  readonly options: { readonly concurrency: number; readonly inOrder: boolean };
}

const known = 230;

const cases: fc.Arbitrary<Case> = fc.record({
  by: fc.constantFrom("id", "email"),
  records: fc.uniqueArray(fc.integer({ min: 1, max: known + 30 }), { maxLength: 260, size: "max" }),
  faults: faultSequences,
  order: fc.constantFrom("reversed", "as-sent"),
  history: fc.boolean(),
  options: fc.record({ concurrency: fc.constantFrom(1, 3, 6), inOrder: fc.boolean() }),
});

test(`every input has one outcome, and every outcome is correct (SEED=${seed})`, { timeout: 120_000 }, async () => {
  await checkInParallel(cases, check, ({ records, ...rest }) => ({ ...rest, records: records.length }));
});

async function check({ by, records, faults, order, history, options }: Case): Promise<void> {
  const fake = await startFake({ records: known, behaviour: { order } });
  const monitor = monitorRequests(({ id }) => id);
  try {
    faults.forEach((fault) => fake.next(fault === undefined ? {} : serviceFaults[fault]));
    const partnerClients = new PartnerClients({
      accessToken: fake.token,
      baseUrl: fake.url,
      fetch: monitor.fetch,
      timeoutMs: 1_000,
      rateLimit: false,
      retry: { baseDelayMs: 1, maxDelayMs: 3_000 },
    });
    const inputs = records.map((record) => ({ id: by === "email" ? `Client${record}@example.com` : String(record) }));
    const params = {
      properties: ["name", "email"],
      propertiesWithHistory: history ? ["name"] : [],
      ...(by === "email" && { idProperty: "email" }),
    };
    const run = partnerClients.batch.readMany(inputs, { ...options, params });
    const seen: number[] = [];
    for await (const outcome of run) {
      seen.push(outcome.index);
      const number = records[outcome.index] ?? 0;
      expect(outcome.input).toBe(inputs[outcome.index]);
      if (outcome.status === "failed") expect(number).toBeGreaterThan(known);
      if (outcome.status !== "succeeded") continue;
      expect(outcome.record.id).toBe(String(number));
      expect(outcome.record.properties.name).toBe(fake.records.get(String(number))?.properties.name);
    }
    const { read, succeeded, failed, skipped, unknown, requests } = await run;
    expect(monitor.violations).toEqual([]);
    expect(options.inOrder ? seen : seen.sort((a, b) => a - b)).toEqual(inputs.map((_, index) => index));
    expect({ read, sum: succeeded + failed + skipped + unknown }).toEqual({ read: inputs.length, sum: inputs.length });
    expect(requests).toBe(monitor.requests);
    // With histories, a request takes half as many inputs. After a fault, the request is sent again.
    const chunks = Math.ceil(inputs.length / (history ? 50 : 100));
    expect(requests).toBeLessThanOrEqual(chunks + 2 * (faults.length + monitor.aborted));
  } finally {
    await fake.close();
  }
}
