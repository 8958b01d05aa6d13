import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sendRequest, now } from "./send-request.js";
import { type Fake, type Fault, startFake } from "./fake.js";

let fake: Fake;
beforeEach(async () => {
  fake = await startFake({ now });
});
afterEach(() => fake.close());

const change = { inputs: [{ id: "1", properties: { name: "New" } }] };
const update = () => sendRequest(fake, "POST batch/update", change);
const written = () => fake.records.get("1")?.properties.name === "New";

describe("a response in place of the real one, and nothing written", () => {
  const limit = (policyName: string) => ({ status: "error", errorType: "RATE_LIMIT", policyName });
  const table: readonly {
    readonly given: Fault;
    readonly status: number;
    readonly headers?: Record<string, string>;
    readonly want: unknown;
  }[] = [
    { given: { status: 401 }, status: 401, want: { category: "INVALID_AUTHENTICATION" } },
    {
      given: { status: 403 },
      status: 403,
      want: {
        category: "MISSING_SCOPES",
        errors: [{ context: { requiredGranularScopes: ["crm.objects.partner-clients.write"] } }],
      },
    },
    {
      given: { status: 403, scopes: ["a", "b"] },
      status: 403,
      want: { errors: [{ context: { requiredGranularScopes: ["a", "b"] } }] },
    },
    { given: { status: 423 }, status: 423, want: { category: "LOCKED" } },
    {
      given: { status: 429 },
      status: 429,
      headers: { "x-hubspot-ratelimit-remaining": "0" },
      want: limit("TEN_SECONDLY_ROLLING"),
    },
    { given: { status: 429, policy: "SECONDLY" }, status: 429, want: limit("SECONDLY") },
    {
      given: { status: 429, policy: "DAILY" },
      status: 429,
      headers: { "x-hubspot-ratelimit-daily-remaining": "0" },
      want: limit("DAILY"),
    },
    { given: { status: 429, retryAfter: 3 }, status: 429, headers: { "retry-after": "3" }, want: limit("TEN_SECONDLY_ROLLING") },
    { given: { status: 477 }, status: 477, headers: { "retry-after": "3600" }, want: { category: "MIGRATION_IN_PROGRESS" } },
    {
      given: { status: 503, retryAfter: "Wed, 21 Oct 2026 07:28:00 GMT" },
      status: 503,
      headers: { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" },
      want: { category: "INTERNAL_ERROR" },
    },
    {
      given: { status: 500, headers: { "x-odd": "1" } },
      status: 500,
      headers: { "x-odd": "1" },
      want: { category: "INTERNAL_ERROR" },
    },
    {
      given: { html: true },
      status: 502,
      headers: { "content-type": "text/html; charset=utf-8" },
      want: expect.stringContaining("<h1>"),
    },
    { given: { html: true, status: 524 }, status: 524, want: expect.stringContaining("<title>524</title>") },
    { given: { body: '{"half":', status: 400, headers: { "content-type": "text/plain" } }, status: 400, want: '{"half":' },
    { given: { emptyResults: true }, status: 200, want: { status: "COMPLETE", results: [] } },
  ];
  test.each(table)("$given", async ({ given, status, headers = {}, want }) => {
    fake.next(given);
    const reply = await update();
    expect(reply).toMatchObject({ status, body: want });
    for (const [header, value] of Object.entries(headers)) expect(reply.headers.get(header)).toBe(value);
    expect(written()).toBe(false);
    expect((await update()).status).toBe(200);
  });

  test("a 429 has no category", async () => {
    fake.next({ status: 429 });
    expect((await update()).body).not.toHaveProperty("category");
  });
});

describe("a broken connection", () => {
  const table: readonly { readonly given: Fault; readonly effect: boolean }[] = [
    { given: { connection: "drop" }, effect: false },
    { given: { connection: "drop", afterEffect: true }, effect: true },
    { given: { connection: "cut" }, effect: true },
    { given: { connection: "stall" }, effect: false },
    { given: { connection: "stall", afterEffect: true }, effect: true },
    { given: { connection: "stall-in-body" }, effect: true },
  ];
  test.each(table)("$given", async ({ given, effect }) => {
    fake.next(given);
    const lost = expect(update()).rejects.toThrow();
    if (given.connection?.startsWith("stall")) setTimeout(() => void fake.close(), 100);
    await lost;
    expect(written()).toBe(effect);
  });

  test.each<Fault>([{ connection: "cut" }, { connection: "stall-in-body" }])(
    "$connection: status and headers arrive",
    async (fault) => {
      fake.next(fault);
      const response = await fetch(`${fake.url}/crm/v3/objects/partner_clients`, {
        headers: { authorization: `Bearer ${fake.token}` },
      });
      expect(response.status).toBe(200);
      if (fault.connection === "stall-in-body") setTimeout(() => void fake.close(), 100);
      await expect(response.text()).rejects.toThrow();
    },
  );
});

describe("which requests a fault applies to", () => {
  test("a lost response to a write that took effect", async () => {
    fake.next({ status: 502, afterEffect: true });
    expect((await update()).status).toBe(502);
    expect(written()).toBe(true);
  });

  test("the next ones, in order", async () => {
    fake.next({ status: 500 });
    fake.next({ status: 503 }, 2);
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await update()).status);
    expect(statuses).toEqual([500, 503, 503, 200]);
  });

  test("those that match, until the fault is removed", async () => {
    const stop = fake.when(({ method, url }) => method === "GET" && url.endsWith("/2"), { status: 500 });
    expect([
      (await sendRequest(fake, "GET 1")).status,
      (await sendRequest(fake, "GET 2")).status,
      (await sendRequest(fake, "GET 2")).status,
    ]).toEqual([200, 500, 500]);
    stop();
    expect((await sendRequest(fake, "GET 2")).status).toBe(200);
  });

  test("a delay changes nothing else", async () => {
    fake.next({ delayMs: 60 });
    const start = performance.now();
    expect((await update()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(50);
  });
});
