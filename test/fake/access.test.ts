import { afterEach, describe, expect, test } from "vitest";
import { sendRequest } from "./send-request.js";
import { type Fake, startFake } from "./fake.js";

let fake: Fake;
afterEach(() => fake.close());

const none = { inputs: [] };

test("a wrong token gets a 401", async () => {
  fake = await startFake({ token: "right" });
  expect(await sendRequest(fake, "GET 1", undefined, "wrong")).toMatchObject({
    status: 401,
    body: { category: "INVALID_AUTHENTICATION" },
  });
  expect((await sendRequest(fake, "GET 1", undefined, "right")).status).toBe(200);
});

test("a missing scope is in the error", async () => {
  fake = await startFake({ scopes: ["crm.objects.partner-clients.read"] });
  expect((await sendRequest(fake, "GET 1")).status).toBe(200);
  expect(await sendRequest(fake, "POST batch/update", none)).toMatchObject({
    status: 403,
    body: {
      category: "MISSING_SCOPES",
      errors: [{ context: { requiredGranularScopes: ["crm.objects.partner-clients.write"] } }],
    },
  });
});

test("every response has a correlation id, and an error has it in its body, too", async () => {
  fake = await startFake();
  expect((await sendRequest(fake, "GET 1")).headers.get("x-hubspot-correlation-id")).toBe("00000000-0000-4000-8000-000000000001");
  const refusal = await sendRequest(fake, "GET 77");
  expect(refusal.headers.get("x-hubspot-correlation-id")).toBe("00000000-0000-4000-8000-000000000002");
  expect(refusal.body).toMatchObject({ correlationId: "00000000-0000-4000-8000-000000000002" });
});

test("requests are recorded as they were sent", async () => {
  fake = await startFake();
  await sendRequest(fake, "POST batch/update", none);
  expect(fake.requests).toEqual([
    {
      method: "POST",
      url: "/crm/v3/objects/partner_clients/batch/update",
      headers: expect.objectContaining({ authorization: "Bearer fake-token", "content-type": "application/json" }) as unknown,
      body: '{"inputs":[]}',
    },
  ]);
});

describe("limits", () => {
  let at = 0;
  const now = () => new Date(at);
  const statusesOf = async (count: number, request = "GET 1", body?: unknown) => {
    const replies = [];
    for (let index = 0; index < count; index += 1) replies.push(await sendRequest(fake, request, body));
    return replies.map((reply) => (reply.status === 429 ? (reply.body as { policyName: string }).policyName : reply.status));
  };

  test("ten seconds are a rolling window", async () => {
    fake = await startFake({ now, limits: { perTenSeconds: 2 } });
    expect(await statusesOf(3)).toEqual([200, 200, "TEN_SECONDLY_ROLLING"]);
    at += 10_000;
    expect(await statusesOf(1)).toEqual([200]);
  });

  test("a day is not", async () => {
    fake = await startFake({ now, limits: { perDay: 2 } });
    expect(await statusesOf(3)).toEqual([200, 200, "DAILY"]);
    at += 10_000;
    expect(await statusesOf(1)).toEqual(["DAILY"]);
  });

  test("searches have a limit of their own", async () => {
    fake = await startFake({ now, limits: { searchesPerSecond: 1 } });
    expect(await statusesOf(2, "POST search", {})).toEqual([200, "SECONDLY"]);
    expect(await statusesOf(2)).toEqual([200, 200]);
    at += 1_000;
    expect(await statusesOf(1, "POST search", {})).toEqual([200]);
  });

  test("headers have the remaining requests", async () => {
    fake = await startFake({ now, limits: { perTenSeconds: 100, perDay: 1000 } });
    await sendRequest(fake, "GET 1");
    const { headers } = await sendRequest(fake, "GET 77");
    expect(Object.fromEntries([...headers].filter(([header]) => header.startsWith("x-hubspot-ratelimit")))).toEqual({
      "x-hubspot-ratelimit-max": "100",
      "x-hubspot-ratelimit-remaining": "98",
      "x-hubspot-ratelimit-interval-milliseconds": "10000",
      "x-hubspot-ratelimit-daily": "1000",
      "x-hubspot-ratelimit-daily-remaining": "998",
    });
  });
});
