import fc from "fast-check";
import { expect, test } from "vitest";
import { runBatch } from "../../templates/runtime/batch/batch-run.js";
import { createClient } from "../../templates/runtime/call/client.js";
import { createRateLimiter } from "../../templates/runtime/limits/create-rate-limiter.js";
import { path } from "../../templates/runtime/values/path.js";
import { json, inputsFor } from "./run-helpers.js";
import { inVirtualTime } from "./virtual-time.js";
import { facts, type ModelRecord, type ModelInput } from "./services/model-service.js";

const limit = { bucket: "account", requests: 100, windowSeconds: 10 };

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A service with a rate limit over a rolling window. It counts a request on arrival, which is some time after it was sent. */
class CountingService {
  readonly times: number[] = [];
  refused = 0;
  readonly #delayOf: (request: number) => number;
  #requests = 0;

  constructor(delayOf: (request: number) => number) {
    this.#delayOf = delayOf;
  }

  readonly fetch = async (_url: string, init: RequestInit): Promise<Response> => {
    await wait(this.#delayOf(this.#requests++));
    const now = performance.now();
    if ((this.times.at(-limit.requests) ?? -Infinity) > now - limit.windowSeconds * 1000) {
      this.refused++;
      return json(429, { status: "error" });
    }
    this.times.push(now);
    await wait(150);
    const { inputs } = JSON.parse(init.body as string) as { readonly inputs: readonly ModelInput[] };
    return json(200, { status: "COMPLETE", results: inputs });
  };
}

async function sendAll(service: CountingService, requests: number) {
  const client = createClient({
    baseUrl: "http://model.test",
    accessToken: "t",
    fetch: service.fetch,
    rateLimit: createRateLimiter([limit]),
  });
  const run = () =>
    runBatch<ModelInput, ModelRecord>(
      { ...facts, maximum: 1 },
      (inputs, call) => client.send({ method: "POST", path: path`/write`, body: { inputs } }, call),
      inputsFor(requests),
    );
  return inVirtualTime(async () => run());
}

test("a run uses 98 % of the service's rate limit, and gets no 429", async () => {
  const service = new CountingService((request) => 10 + (request % 5) * 20);
  const windows = 6;
  const requests = limit.requests * windows;
  expect(await sendAll(service, requests)).toMatchObject({ succeeded: requests, requests, retries: 0 });
  expect(service.refused).toBe(0);
  // The time from the first request of the first window to the first request of the last.
  const took = (service.times[limit.requests * (windows - 1)] ?? Infinity) - (service.times[0] ?? 0);
  expect(((windows - 1) * limit.windowSeconds * 1000) / took).toBeGreaterThanOrEqual(0.98);
});

/** How long each request is on its way: new connections take longer, for the first request of the run, of a window, or at random. */
const delays = fc.oneof(
  fc.record({ first: fc.nat(2_000), later: fc.nat(200), every: fc.constantFrom(10, 100, 101, Infinity) }).map(
    ({ first, later, every }) =>
      (request: number) =>
        (every === Infinity ? request < 10 : request % every < 10) ? first : later,
  ),
  fc.array(fc.nat(2_000), { minLength: 1, maxLength: 40 }).map((all) => (request: number) => all[request % all.length] ?? 0),
);

test("no order of delays up to two seconds leads to a 429: connections whose first request is slow, and any other", async () => {
  await fc.assert(
    fc.asyncProperty(delays, async (delayOf) => {
      const service = new CountingService(delayOf);
      const requests = limit.requests * 3;
      expect(await sendAll(service, requests)).toMatchObject({ succeeded: requests, requests });
      expect(service.refused).toBe(0);
    }),
    { numRuns: Number(process.env.RUNS ?? 4) },
  );
});
