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

  readonly fetch = async (_url: string, init: RequestInit): Promise<Response> => {
    await wait(10 + (this.times.length % 5) * 20);
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

test("a run uses 98 % of the service's rate limit, and gets no 429", async () => {
  const service = new CountingService();
  const client = createClient({
    baseUrl: "http://model.test",
    accessToken: "t",
    fetch: service.fetch,
    rateLimit: createRateLimiter([limit]),
  });
  const windows = 6;
  const requests = limit.requests * windows;
  const run = () =>
    runBatch<ModelInput, ModelRecord>(
      { ...facts, maximum: 1 },
      (inputs, call) => client.send({ method: "POST", path: path`/write`, body: { inputs } }, call),
      inputsFor(requests),
    );
  expect(await inVirtualTime(async () => run())).toMatchObject({ succeeded: requests, requests, retries: 0 });
  expect(service.refused).toBe(0);
  // The time from the first request of the first window to the first request of the last.
  const took = (service.times[limit.requests * (windows - 1)] ?? Infinity) - (service.times[0] ?? 0);
  expect(((windows - 1) * limit.windowSeconds * 1000) / took).toBeGreaterThanOrEqual(0.98);
});
