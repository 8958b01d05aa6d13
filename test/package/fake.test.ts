import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Fake, startFake } from "../fake/fake.js";
import { type Calls, styles } from "./calls.js";
import { moduleSystems, type ModuleSystem } from "./installed.js";
import { operationCases, readable } from "./operations.js";

let fake: Fake;
beforeEach(async () => {
  fake = await startFake({
    records: [
      {
        id: "1",
        properties: { name: "Partner One", email: "client1@example.com" },
        associations: { contacts: [{ id: "8", type: "partner_client_to_contact" }] },
      },
      { id: "2", properties: { name: "Partner Two" } },
      { id: "3", properties: { name: "Partner Three" } },
    ],
  });
});
afterEach(() => fake.close());

type Style = keyof typeof styles;
const combinations = (Object.keys(moduleSystems) as ModuleSystem[]).flatMap((system) =>
  (Object.keys(styles) as Style[]).map((style) => ({ system, style })),
);

/** The response of the fake service in each case, by operation. */
const responses: Readonly<Record<string, object | undefined>> = {
  list: {
    results: [
      {
        id: "1",
        properties: { name: "Partner One", email: "client1@example.com" },
        associations: { contacts: { results: [{ id: "8" }] } },
      },
      { id: "2", properties: { name: "Partner Two", email: null }, propertiesWithHistory: { name: [{ value: "Partner Two" }] } },
    ],
    paging: { next: { after: "cDI=" } },
  },
  get: { id: "1", properties: { name: "Partner One" }, associations: { contacts: { results: [{ id: "8" }] } } },
  update: { id: "1", properties: { name: "Acme", property_number: "17" }, archived: false },
  search: {
    total: 3,
    results: [{ properties: { name: "Partner Two" } }, { properties: { name: "Partner Three" } }],
    paging: { next: { after: "2" } },
  },
  "batch.read": { status: "COMPLETE", results: [{ id: "2" }, { id: "1" }] },
  "batch.update": { status: "COMPLETE", results: [{ id: "1", properties: { name: "Acme" }, objectWriteTraceId: "a" }] },
  "associations.list": { results: [{ id: "8", type: "partner_client_to_contact" }] },
  "associations.create": { id: "1", associations: { contacts: { results: [{ id: "8" }, { id: "9" }] } } },
  "associations.delete": undefined,
};

describe.each(combinations)("$system, $style", ({ system, style }) => {
  let calls: Calls;
  beforeEach(async () => {
    calls = styles[style](await moduleSystems[system](), { baseUrl: fake.url, accessToken: fake.token });
  });

  test.each(operationCases)("$operation", async ({ operation, call, request, body }) => {
    const result = await call(calls);
    const [received, ...others] = fake.requests;
    expect(others).toEqual([]);
    expect(received && readable(received)).toBe(request);
    expect(received?.body === "" ? undefined : JSON.parse(received?.body ?? "")).toEqual(body);
    expect(received?.headers).toMatchObject({ authorization: `Bearer ${fake.token}`, accept: "application/json" });
    expect(received?.headers["content-type"]).toBe(body === undefined ? undefined : "application/json");
    const want = responses[operation];
    if (want === undefined) expect(result).toBeUndefined();
    else expect(result).toMatchObject(want);
  });

  test("values are serialized as the service expects, in a single update and in a batch", async () => {
    const properties = {
      ...{ property_number: 1e21, property_checkbox: false, property_multiple_checkboxes: ["vanilla", "chocolate"], email: null },
      ...{ property_date: "2026-03-01", property_datetime: "2026-03-01T10:00:00.000Z" },
    };
    await calls.update({ partnerClientId: "1", properties });
    await calls.batch.update({ inputs: [{ id: "2", properties }] });
    const want = {
      ...{
        property_number: "1000000000000000000000",
        property_checkbox: "false",
        property_multiple_checkboxes: "vanilla;chocolate",
      },
      ...{ property_date: "2026-03-01", property_datetime: "2026-03-01T10:00:00.000Z" },
    };
    for (const id of ["1", "2"]) {
      expect(fake.records.get(id)?.properties).toMatchObject(want);
      expect(fake.records.get(id)?.properties).not.toHaveProperty("email");
    }
    expect(fake.requests.map(({ body }) => (JSON.parse(body) as { properties?: { email: unknown } }).properties?.email)).toEqual([
      "",
      undefined,
    ]);
  });

  test("pages continue to the last one", async () => {
    const ids: string[] = [];
    for await (const { id } of calls.list({ limit: 2 })) ids.push(id);
    expect(ids).toEqual(["1", "2", "3"]);
    expect(fake.requests.map(readable)).toEqual([
      "GET /crm/v3/objects/partner_clients?limit=2",
      "GET /crm/v3/objects/partner_clients?after=cDI=&limit=2",
    ]);
  });

  test("a cursor in the body", async () => {
    const sizes: number[] = [];
    for await (const page of calls.search({ limit: 2, query: "partner" }).pages()) sizes.push(page.results.length);
    expect(sizes).toEqual([2, 1]);
    const sorts = [{ propertyName: "hs_object_id", direction: "ASCENDING" }];
    expect(fake.requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { limit: 2, query: "partner", sorts },
      { limit: 2, query: "partner", sorts, after: "2" },
    ]);
  });

  test("another version has another path prefix", async () => {
    const result = await calls.batch.update({ inputs: [{ id: "1", properties: { name: "Acme" } }] }, { apiVersion: "2026-09" });
    expect(result.results.map(({ id }) => id)).toEqual(["1"]);
    expect(fake.requests.map(readable)).toEqual(["POST /crm/objects/2026-09/partner_clients/batch/update"]);
  });

  test("207: errors beside results", async () => {
    const inputs = ["1", "77", "78"].map((id) => ({ id, properties: { name: "Acme" }, objectWriteTraceId: `t${id}` }));
    const { status, data } = await calls.batch.update({ inputs }).withResponse();
    expect(status).toBe(207);
    expect(data).toMatchObject({
      results: [{ id: "1", properties: { name: "Acme" } }],
      numErrors: 1,
      errors: [{ category: "OBJECT_NOT_FOUND", context: { ids: ["77", "78"], objectWriteTraceId: ["t77", "t78"] } }],
    });
    expect(fake.records.get("1")?.properties.name).toBe("Acme");
  });
});

test("unknown fields of a response are kept", async () => {
  const { root } = await moduleSystems.import();
  fake.next({
    status: 200,
    body: '{"id":"1","properties":{},"archived":false,"createdAt":"a","updatedAt":"b","new":{"deep":[1]}}',
  });
  const partnerClients = new root.PartnerClients({ baseUrl: fake.url, accessToken: fake.token });
  expect(await partnerClients.get({ partnerClientId: "1" })).toEqual({
    id: "1",
    properties: {},
    archived: false,
    createdAt: "a",
    updatedAt: "b",
    new: { deep: [1] },
  });
});
