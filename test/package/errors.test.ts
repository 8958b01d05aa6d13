import { inspect } from "node:util";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PartnerClients, RequestOptions } from "../../generated/src/index.js";
import { type Fake, type Fault, startFake } from "../fake/fake.js";
import { moduleSystems, type EntryPoints } from "./installed.js";

let entryPoints: EntryPoints;
let fake: Fake;
let partnerClients: PartnerClients;
beforeAll(async () => {
  entryPoints = await moduleSystems.import();
});
beforeEach(async () => {
  fake = await startFake({ token: "secret-token" });
  partnerClients = new entryPoints.root.PartnerClients({
    baseUrl: fake.url,
    accessToken: fake.token,
    retry: { attempts: 3, baseDelayMs: 1 },
  });
});
afterEach(() => fake.close());

const inputs = [{ id: "1", properties: { name: "New" } }];
const update = (options?: RequestOptions) => partnerClients.batch.update({ inputs }, options);

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("error responses", () => {
  const path = "/crm/v3/objects/partner_clients/batch/update";
  const correlationIdOf = (count: number) => `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
  const table: readonly { readonly given: Fault; readonly requests: number; readonly want: object }[] = [
    {
      given: { status: 400 },
      requests: 1,
      want: { status: 400, retryable: false, correlationId: correlationIdOf(1), method: "POST", path },
    },
    {
      given: { status: 401 },
      requests: 1,
      want: { status: 401, retryable: false, body: { category: "INVALID_AUTHENTICATION" } },
    },
    {
      given: { status: 403 },
      requests: 1,
      want: {
        status: 403,
        retryable: false,
        body: {
          category: "MISSING_SCOPES",
          errors: [{ context: { requiredGranularScopes: ["crm.objects.partner-clients.write"] } }],
        },
      },
    },
    {
      given: { status: 429, policy: "SECONDLY" },
      requests: 3,
      want: {
        status: 429,
        retryable: true,
        attempts: 3,
        correlationId: correlationIdOf(3),
        body: { errorType: "RATE_LIMIT", policyName: "SECONDLY" },
      },
    },
    {
      given: { status: 429, policy: "SECONDLY", retryAfter: 0 },
      requests: 3,
      want: { status: 429, retryable: true, body: { policyName: "SECONDLY" } },
    },
    {
      given: { status: 429, policy: "DAILY" },
      requests: 1,
      want: { status: 429, retryable: false, body: { policyName: "DAILY" } },
    },
    { given: { status: 429, retryAfter: 3_600 }, requests: 1, want: { status: 429, attempts: 1 } },
    { given: { status: 477 }, requests: 1, want: { status: 477, body: { category: "MIGRATION_IN_PROGRESS" } } },
    { given: { status: 500 }, requests: 1, want: { status: 500, retryable: false } },
    { given: { status: 503 }, requests: 3, want: { status: 503, retryable: true } },
    { given: { status: 524 }, requests: 3, want: { status: 524, retryable: true } },
    {
      given: { html: true },
      requests: 3,
      want: {
        status: 502,
        body: undefined,
        text: expect.stringContaining("<h1>") as unknown,
        message: expect.not.stringContaining("<") as unknown,
      },
    },
    { given: { status: 200, body: '{"results":[' }, requests: 1, want: { status: 200, body: undefined, text: '{"results":[' } },
  ];
  test.each(table)("$given", async ({ given, requests, want }) => {
    fake.when(() => true, given);
    const error = await failureOf(update());
    expect(entryPoints.root.isApiError(error)).toBe(true);
    expect(error).toMatchObject(want);
    expect(fake.requests).toHaveLength(requests);
    expect(inspect(error, { depth: 9 })).not.toContain(fake.token);
  });

  test("404", async () => {
    const error = await failureOf(partnerClients.get({ partnerClientId: "77" }));
    expect(entryPoints.root.isApiError(error, "get", 404)).toBe(true);
    expect(entryPoints.root.isApiError(error, "batch.update", 404)).toBe(false);
    expect(error).toMatchObject({
      operation: "get",
      status: 404,
      method: "GET",
      path: "/crm/v3/objects/partner_clients/77",
      body: { category: "OBJECT_NOT_FOUND", message: "There is no record 77." },
    });
    expect(String(error)).toMatch(/\b404\b.*There is no record 77\./);
  });

  test("400 for a batch with an invalid input: the details are in the body", async () => {
    const error = await failureOf(
      partnerClients.batch.update({ inputs: [{ id: "1", properties: { property_number: "many" } }] }),
    );
    expect(error).toMatchObject({
      status: 400,
      body: { category: "VALIDATION_ERROR", message: expect.stringContaining('[{"isValid":false') as unknown },
    });
  });
});

describe("transient failures are retried", () => {
  const table: readonly { readonly given: Fault; readonly atLeastMs: number }[] = [
    { given: { status: 503 }, atLeastMs: 0 },
    { given: { status: 429, policy: "TEN_SECONDLY_ROLLING" }, atLeastMs: 9_990 },
    { given: { status: 429, policy: "SECONDLY", retryAfter: 1 }, atLeastMs: 990 },
    { given: { status: 423 }, atLeastMs: 1_990 },
    { given: { connection: "drop" }, atLeastMs: 0 },
    { given: { connection: "drop", afterEffect: true }, atLeastMs: 0 },
    { given: { connection: "cut" }, atLeastMs: 0 },
  ];
  test.each(table)("$given", async ({ given, atLeastMs }) => {
    fake.next(given);
    const started = performance.now();
    expect((await update()).results).toHaveLength(1);
    expect(performance.now() - started).toBeGreaterThanOrEqual(atLeastMs);
    expect(fake.requests.map(({ body }) => body)).toEqual([JSON.stringify({ inputs }), JSON.stringify({ inputs })]);
  });

  test("retry: false", async () => {
    fake.next({ status: 503 });
    expect(await failureOf(update({ retry: false }))).toMatchObject({ status: 503, attempts: 1 });
  });
});

describe("no response", () => {
  type Guard = "isConnectionError" | "isTimeoutError";
  const table: readonly {
    readonly given: Fault;
    readonly options?: RequestOptions;
    readonly guard: Guard;
    readonly requests: number;
  }[] = [
    { given: { connection: "drop" }, guard: "isConnectionError", requests: 3 },
    { given: { connection: "cut" }, guard: "isConnectionError", requests: 3 },
    { given: { connection: "stall" }, options: { timeoutMs: 50 }, guard: "isTimeoutError", requests: 3 },
    { given: { connection: "stall-in-body" }, options: { timeoutMs: 50, retry: false }, guard: "isTimeoutError", requests: 1 },
    { given: { connection: "stall" }, options: { deadlineMs: 50 }, guard: "isTimeoutError", requests: 1 },
  ];
  test.each(table)("$given $options: $guard", async ({ given, options, guard, requests }) => {
    fake.when(() => true, given);
    const error = await failureOf(update(options));
    const { isApiError, isConnectionError, isTimeoutError } = entryPoints.root;
    expect({
      isApiError: isApiError(error),
      isConnectionError: isConnectionError(error),
      isTimeoutError: isTimeoutError(error),
    }).toEqual({
      isApiError: false,
      isConnectionError: false,
      isTimeoutError: false,
      [guard]: true,
    });
    expect(fake.requests).toHaveLength(requests);
    expect(inspect(error, { depth: 9 })).not.toContain(fake.token);
  });

  test("an aborted call ends with the signal's reason", async () => {
    fake.next({ connection: "stall" });
    const controller = new AbortController();
    const reason = new Error("No longer wanted.");
    setTimeout(() => controller.abort(reason), 50);
    expect(await failureOf(update({ signal: controller.signal }))).toBe(reason);
  });
});

test("a 2xx without results is returned as it is", async () => {
  fake.next({ emptyResults: true });
  const { status, data } = await update().withResponse();
  expect({ status, results: data.results }).toEqual({ status: 200, results: [] });
  expect(fake.records.get("1")?.properties.name).toBe("Partner client 1");
});
