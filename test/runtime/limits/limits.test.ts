import { describe, expect, test, vi } from "vitest";
import type { ApiFacts } from "../../../templates/runtime/api-facts.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import { createRateLimiter } from "../../../templates/runtime/limits/create-rate-limiter.js";
import type { ClientOptions } from "../../../templates/runtime/options/options.js";
import { path } from "../../../templates/runtime/values/path.js";
import { rateLimits } from "../../../templates/runtime/limits/rate-limits.js";
import { rejection, serve } from "../server.js";

const facts = vi.hoisted<{ api: { -readonly [Fact in keyof ApiFacts]: ApiFacts[Fact] } }>(() => ({
  api: { userAgent: "limits/1.0.0" },
}));
vi.mock("../../../templates/runtime/api.js", () => facts);
facts.api.rateLimits = rateLimits([{ bucket: "all", requests: 2, windowSeconds: 0.2 }]);

const get = { operation: "get", method: "GET", path: path`/a` };

/** How long four requests of these clients take together, over real sockets. */
async function duration(...options: readonly ClientOptions[]): Promise<number> {
  const server = await serve({ json: {} });
  const clients = options.map((one) => createClient({ baseUrl: server.url, ...one }));
  const began = performance.now();
  await Promise.all([...clients, ...clients, ...clients, ...clients].slice(0, 4).map((client) => client.send(get)));
  return performance.now() - began;
}

describe("a client of an API whose limits are known", () => {
  test("keeps within them", async () => {
    expect(await duration({})).toBeGreaterThanOrEqual(199);
  });

  test("has limits of its own, unless it shares a limiter", async () => {
    expect(await duration({}, {})).toBeLessThan(190);
    const rateLimit = createRateLimiter();
    expect(await duration({ rateLimit }, { rateLimit })).toBeGreaterThanOrEqual(199);
  });

  test("has none where its owner says so, or others", async () => {
    expect(await duration({ rateLimit: false })).toBeLessThan(190);
    const limits = [{ bucket: "all", requests: 4, windowSeconds: 0.2 }];
    expect(await duration({ rateLimit: createRateLimiter(limits) })).toBeLessThan(190);
  });

  test("gives up waiting when the call is aborted or its deadline passes", async () => {
    const server = await serve({ json: {} });
    const rateLimit = createRateLimiter([{ bucket: "all", requests: 1, windowSeconds: 100 }]);
    const client = createClient({ baseUrl: server.url, rateLimit });
    await client.send(get);
    expect(await rejection(client.send(get, { signal: AbortSignal.timeout(10) }))).toMatchObject({ name: "TimeoutError" });
    expect(await rejection(client.send(get, { deadlineMs: 10 }))).toMatchObject({ limit: "deadlineMs", attempts: 0 });
    expect(server.seen).toHaveLength(1);
  });

  test("waits as long as a 429 says, with all of its requests", async () => {
    const server = await serve({ status: 429, headers: { "retry-after": "1" } }, { json: {} });
    const client = createClient({ baseUrl: server.url, retry: { attempts: 1 } });
    const began = performance.now();
    expect(await rejection(client.send(get))).toMatchObject({ status: 429, retryAfterMs: 1000 });
    await client.send(get);
    expect(performance.now() - began).toBeGreaterThan(990);
  });
});

describe("the budget of retries", () => {
  const retry = { baseDelayMs: 0.01 };

  test("ends them when a service is down: a tenth of the calls more, and not three times as many", async () => {
    const server = await serve({ status: 503 });
    const client = createClient({ baseUrl: server.url, rateLimit: false, retry: { ...retry, budget: 0.1 } });
    for (let call = 0; call < 100; call++) await rejection(client.send(get));
    // Ten in advance, and one for every tenth call but those that were made while the reserve was full.
    expect(server.seen.length).toBeGreaterThanOrEqual(100 + 10 + 9);
    expect(server.seen.length).toBeLessThanOrEqual(100 + 10 + 10);
  });

  test("is not touched by a service that asks for patience, and may be without bounds", async () => {
    const patient = await serve({ status: 429 });
    const client = createClient({ baseUrl: patient.url, rateLimit: false, retry: { ...retry, budget: 0 } });
    for (let call = 0; call < 10; call++) await rejection(client.send(get));
    expect(patient.seen).toHaveLength(30);
    const down = await serve({ status: 503 });
    const stubborn = createClient({ baseUrl: down.url, rateLimit: false, retry: { ...retry, budget: Infinity } });
    for (let call = 0; call < 10; call++) await rejection(stubborn.send(get));
    expect(down.seen).toHaveLength(30);
  });
});
