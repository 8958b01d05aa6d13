import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { FakeFacts, FakeItem } from "../../../templates/runtime/testing/fake-facts.js";
import { createFakeRecords } from "../../../templates/runtime/testing/fake-records.js";
import { path } from "../../../templates/runtime/values/path.js";
import { createTestFetch } from "../../../templates/runtime/testing/test-fetch.js";

interface Note {
  readonly id: string;
  readonly madeAt: string;
  readonly changedAt: string;
  readonly text: string;
  readonly tags?: readonly string[];
}

const item = (role: FakeItem["role"]): FakeItem => ({
  role,
  parameter: "id",
  record: role !== "delete",
  answer: { status: role === "delete" ? 204 : 200 },
  missing: { status: 404 },
});
const facts: FakeFacts = {
  key: ["id"],
  blank: { id: "", madeAt: "", changedAt: "", text: "" },
  times: ["madeAt", "changedAt"],
  touched: ["changedAt"],
  operations: { get: item("get"), update: item("update"), replace: item("replace"), delete: item("delete") },
};
const methods = { get: "GET", update: "PATCH", replace: "PUT", delete: "DELETE" };

function serviceOf() {
  let hours = 0;
  const now = () => new Date(Date.UTC(2026, 0, 1, hours++));
  const service = createFakeRecords<Note, Record<string, Record<200, unknown>>>(
    facts,
    { a: { text: "first", tags: ["x"] } },
    { now },
  );
  const routes = Object.entries(methods).map(([operation, method]) => ({ operation, method, path: "/notes/{id}" }));
  const fetch = createTestFetch(routes, new Map(Object.entries(service.handlers)));
  const client = createClient({ accessToken: "t", baseUrl: "https://notes.example", fetch, retry: false });
  const call = (method: string, id: string, body?: unknown) => client.send({ method, path: path`/notes/${id}`, body });
  return { call, records: service.records };
}

describe("one record of a service in memory", () => {
  test("a PATCH is laid over it", async () => {
    const { call } = serviceOf();
    const want = {
      id: "a",
      madeAt: "2026-01-01T00:00:00.000Z",
      changedAt: "2026-01-01T01:00:00.000Z",
      text: "second",
      tags: ["x"],
    };
    expect(await call("PATCH", "a", { text: "second" })).toEqual(want);
    expect(await call("GET", "a")).toEqual(want);
  });

  test("a PUT leaves nothing of it but when it was made", async () => {
    const { call } = serviceOf();
    const want = { id: "a", madeAt: "2026-01-01T00:00:00.000Z", changedAt: "2026-01-01T01:00:00.000Z", text: "second" };
    expect(await call("PUT", "a", { text: "second" })).toEqual(want);
    expect(await call("GET", "a")).toEqual(want);
  });

  test("a DELETE takes it away, and then there is none", async () => {
    const { call, records } = serviceOf();
    await call("DELETE", "a");
    expect(records.size).toBe(0);
    for (const method of ["GET", "PATCH", "PUT", "DELETE"])
      await expect(call(method, "a")).rejects.toMatchObject({ status: 404 });
  });
});

test.each([0, -1, 1.5, NaN, Infinity])("a page size of %d is refused", (pageSize) => {
  expect(() => createFakeRecords(facts, {}, { pageSize })).toThrow("pageSize must be a whole number of at least 1.");
});
