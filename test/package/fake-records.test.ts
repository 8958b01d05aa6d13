import { beforeEach, describe, expect, test } from "vitest";
import { isApiError, PartnerClients } from "../../generated/src/index.js";
import { fakePartnerClients, mockFetch, type TestFetch } from "../../generated/src/testing.js";

/** The generated client calls the generated fake service in memory, without network or hand-written handlers. */

const createdAt = "2026-01-01T00:00:00.000Z";
const updatedAt = "2026-02-01T00:00:00.000Z";

let clock: Date;
let fake: ReturnType<typeof threeRecords>;
let fetch: TestFetch;
let partnerClients: PartnerClients;

function threeRecords() {
  return fakePartnerClients(
    {
      "1": { properties: { name: "One", email: "ada@example.com" } },
      "2": { properties: { name: "Two" } },
      "3": { properties: { name: "Three" } },
    },
    {
      now: () => clock,
      pageSize: 2,
      matches: ({ properties }, { body }) => JSON.stringify(body).includes(properties.name ?? "-"),
    },
  );
}

beforeEach(() => {
  clock = new Date(createdAt);
  fake = threeRecords();
  fetch = mockFetch(fake.handlers);
  partnerClients = new PartnerClients({ accessToken: "test", fetch, retry: false });
  clock = new Date(updatedAt);
});

const one = { id: "1", properties: { name: "One", email: "ada@example.com" }, archived: false, createdAt, updatedAt: createdAt };

async function failureOf(promise: PromiseLike<unknown>) {
  const thrown: unknown = await promise.then(
    () => expect.fail("It succeeded."),
    (error: unknown) => error,
  );
  return isApiError(thrown) ? { status: thrown.status, body: thrown.body } : expect.fail(String(thrown));
}

describe("one record", () => {
  test("is read by its key, and by the value of a property, ignoring case", async () => {
    expect(await partnerClients.get({ partnerClientId: "1" })).toEqual(one);
    expect(await partnerClients.get({ partnerClientId: "ADA@example.com", idProperty: "email" })).toEqual(one);
    expect(await partnerClients.get({ partnerClientId: "1", idProperty: "hs_object_id" })).toEqual(one);
  });

  test("keeps properties that an update does not contain", async () => {
    const changed = { ...one, properties: { name: "Acme", email: "ada@example.com", rank: "7" }, updatedAt };
    expect(await partnerClients.update({ partnerClientId: "1", properties: { name: "Acme", rank: 7 } })).toEqual(changed);
    expect(fake.records.get("1")).toEqual(changed);
    expect(await partnerClients.get({ partnerClientId: "1" })).toEqual(changed);
  });

  test("that does not exist gives the error of the description", async () => {
    const missing = {
      status: 404,
      body: {
        category: "NOT_FOUND",
        correlationId: expect.any(String) as string,
        message: "There is no such record: 9.",
      },
    };
    expect(await failureOf(partnerClients.get({ partnerClientId: "9" }))).toEqual(missing);
    expect(await failureOf(partnerClients.update({ partnerClientId: "9", properties: {} }))).toEqual(missing);
    expect(await failureOf(partnerClients.get({ partnerClientId: "One", idProperty: "rank" }))).toMatchObject({ status: 404 });
  });
});

describe("pages", () => {
  test("continue to the last one", async () => {
    const ids: string[] = [];
    for await (const { id } of partnerClients.list()) ids.push(id);
    expect(ids).toEqual(["1", "2", "3"]);
    expect(fetch.requests.map(({ url }) => url.search)).toEqual(["", "?after=2"]);
  });

  test("have the requested size", async () => {
    const sizes: number[] = [];
    for await (const { results } of partnerClients.list({ limit: 1 }).pages()) sizes.push(results.length);
    expect(sizes).toEqual([1, 1, 1]);
    expect(await partnerClients.list({ limit: 3 })).toEqual({ results: [one, fake.records.get("2"), fake.records.get("3")] });
  });

  test("of a search contain the matches", async () => {
    const found = await partnerClients.search({ query: "Two and Three", limit: 1 });
    expect(found).toEqual({ total: 2, results: [fake.records.get("2")], paging: { next: { after: "1" } } });
    expect(await partnerClients.search({ query: "Two and Three" }).total()).toBe(2);
  });
});

describe("many records", () => {
  test("one outcome for each input of a run", async () => {
    const inputs = [
      { id: "1", properties: { name: "Acme" } },
      { id: "77", properties: { name: "Nobody" } },
      { id: "ADA@example.com", idProperty: "email", properties: { rank: "1" } },
      { id: "1", properties: { rank: "2" } },
    ];
    const outcomes = new Map<number, unknown>();
    for await (const { index, ...outcome } of partnerClients.batch.updateMany(inputs)) outcomes.set(index, outcome);
    expect([0, 2, 3].map((index) => outcomes.get(index))).toMatchObject([
      { status: "succeeded", record: { id: "1", properties: { name: "Acme" }, updatedAt } },
      { status: "succeeded", record: { id: "1" } },
      { status: "succeeded", record: { id: "1" } },
    ]);
    expect(outcomes.get(1)).toMatchObject({
      status: "failed",
      error: { category: "OBJECT_NOT_FOUND", message: "There is no such record: 77." },
    });
    expect(fake.records.get("1")?.properties.name).toBe("Acme");
    expect([...fake.records.keys()]).toEqual(["1", "2", "3"]);
  });

  test("a thousand inputs, in ten requests", async () => {
    const many = fakePartnerClients(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${index}`, {}])));
    const client = new PartnerClients({ accessToken: "test", fetch: mockFetch(many.handlers), rateLimit: false });
    const inputs = [...many.records.keys()].map((id) => ({ id, properties: { rank: id } }));
    expect(await client.batch.updateMany(inputs)).toMatchObject({
      succeeded: 1000,
      failed: 0,
      skipped: 0,
      unknown: 0,
      requests: 10,
    });
    expect([...many.records].every(([id, { properties }]) => properties.rank === id)).toBe(true);
    expect(await client.batch.readMany([{ id: "999" }, { id: "1000" }])).toMatchObject({ succeeded: 1, failed: 1 });
  });

  test("all exist: a success response, with traces repeated and current times", async () => {
    const inputs = [{ id: "2", properties: { name: "Acme" }, objectWriteTraceId: "a" }];
    const { status, data } = await partnerClients.batch.update({ inputs }).withResponse();
    expect({ status, data }).toEqual({
      status: 200,
      data: {
        status: "COMPLETE",
        startedAt: updatedAt,
        completedAt: updatedAt,
        results: [{ ...one, id: "2", properties: { name: "Acme" }, updatedAt, objectWriteTraceId: "a" }],
      },
    });
  });

  test("some do not exist: one error names them by key and by trace", async () => {
    const inputs = ["1", "77", "78"].map((id) => ({ id, properties: { name: "Acme" }, objectWriteTraceId: `t${id}` }));
    const { status, data } = await partnerClients.batch.update({ inputs }).withResponse();
    expect(status).toBe(207);
    expect(data).toMatchObject({
      status: "COMPLETE",
      results: [{ id: "1" }],
      errors: [
        {
          category: "OBJECT_NOT_FOUND",
          message: "There is no such record: 77, 78.",
          context: { ids: ["77", "78"], objectWriteTraceId: ["t77", "t78"] },
        },
      ],
    });
  });

  test.each([
    ["too many inputs", Array.from({ length: 101 }, (_, index) => `${index}`), "A request takes 100 inputs at most, not 101."],
    ["a duplicate record", ["1", "2", "1"], "Two inputs of the request name the same record: 1."],
  ])("%s: the request is rejected, and nothing is written", async (_, ids, message) => {
    const inputs = ids.map((id) => ({ id, properties: { name: "Acme" } }));
    const body = { category: "VALIDATION_ERROR", message, correlationId: expect.any(String) as string };
    expect(await failureOf(partnerClients.batch.update({ inputs }))).toEqual({ status: 400, body });
    expect(fake.records.get("1")).toEqual(one);
  });

  test("a lower maximum applies if the parameter that lowers it is set", async () => {
    const inputs = Array.from({ length: 51 }, (_, index) => ({ id: `${index}` }));
    const call = partnerClients.batch.read({ inputs, propertiesWithHistory: ["name"] });
    expect((await failureOf(call)).body).toMatchObject({ message: "A request takes 50 inputs at most, not 51." });
    expect(await partnerClients.batch.read({ inputs, propertiesWithHistory: [] })).toMatchObject({ results: { length: 3 } });
  });
});

test("a custom handler replaces one of the fake service", async () => {
  const busy = mockFetch({ ...fake.handlers, get: { status: 503, body: { category: "", correlationId: "", message: "" } } });
  const client = new PartnerClients({ accessToken: "test", fetch: busy, retry: false });
  expect(await failureOf(client.get({ partnerClientId: "1" }))).toMatchObject({ status: 503 });
  expect(await client.list()).toMatchObject({ results: [{ id: "1" }, { id: "2" }] });
});
