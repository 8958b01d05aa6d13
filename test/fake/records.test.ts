import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendRequest, readOnlyProperties, noon, now } from "./send-request.js";
import { type Fake, startFake } from "./fake.js";

let fake: Fake;
beforeAll(async () => {
  fake = await startFake({
    now,
    records: [
      {
        id: "1",
        properties: { name: "Acme", email: "Sales@Acme.example" },
        associations: { contacts: [{ id: "9", type: "partner_client_to_contact" }] },
      },
      { id: "2", properties: { name: "Globex" } },
      { id: "3", properties: { name: "Initech" } },
      { id: "4", properties: { name: "Umbrella" }, archived: true },
    ],
  });
});
afterAll(() => fake.close());

const record = (id: string, properties: object, more: object = {}) => ({
  id,
  properties: { ...properties, ...readOnlyProperties(id) },
  createdAt: noon,
  updatedAt: noon,
  archived: false,
  ...more,
});

describe("reading", () => {
  const table: readonly { readonly given: string; readonly want: unknown }[] = [
    {
      given: "GET .?limit=2",
      want: {
        results: [record("1", { name: "Acme" }), record("2", { name: "Globex" })],
        paging: { next: { after: "cDI=", link: "/crm/v3/objects/partner_clients?after=cDI%3D" } },
      },
    },
    { given: "GET .?limit=2&after=cDI%3D", want: { results: [record("3", { name: "Initech" })] } },
    {
      given: "GET .?archived=true",
      want: { results: [record("4", { name: "Umbrella" }, { archived: true, archivedAt: noon })] },
    },
    { given: "GET 1", want: record("1", { name: "Acme" }) },
    {
      given: "GET 1?properties=email,property_number",
      want: record("1", { email: "sales@acme.example", property_number: null }),
    },
    {
      given: "GET 1?properties=email,unheard_of&propertiesWithHistory=unheard_of",
      want: record("1", { email: "sales@acme.example" }),
    },
    { given: "GET 1?properties=email&properties=name", want: record("1", { email: "sales@acme.example", name: "Acme" }) },
    { given: "GET SALES@acme.example?idProperty=email", want: record("1", { name: "Acme" }) },
    {
      given: "GET 1?associations=contacts,companies",
      want: record(
        "1",
        { name: "Acme" },
        { associations: { contacts: { results: [{ id: "9", type: "partner_client_to_contact" }] } } },
      ),
    },
    {
      given: "GET 2?propertiesWithHistory=name",
      want: record(
        "2",
        { name: "Globex" },
        { propertiesWithHistory: { name: [{ value: "Globex", timestamp: noon, sourceType: "INTEGRATION" }] } },
      ),
    },
    { given: "GET 4?archived=true", want: record("4", { name: "Umbrella" }, { archived: true, archivedAt: noon }) },
    { given: "GET /crm/objects/2026-03/partner_clients/2", want: record("2", { name: "Globex" }) },
  ];
  test.each(table)("$given", async ({ given, want }) => {
    const path = given.replace("GET .?", "GET /crm/v3/objects/partner_clients?");
    expect(await sendRequest(fake, path)).toMatchObject({ status: 200, body: want });
    expect((await sendRequest(fake, path)).body).toEqual(want);
  });
});

describe("errors", () => {
  const table: readonly {
    readonly given: string;
    readonly body?: unknown;
    readonly status: number;
    readonly category?: string;
    readonly message: string;
  }[] = [
    { given: "GET 77", status: 404, category: "OBJECT_NOT_FOUND", message: "There is no record 77." },
    { given: "GET 4", status: 404, category: "OBJECT_NOT_FOUND", message: "There is no record 4." },
    {
      given: "GET Acme?idProperty=name",
      status: 400,
      category: "VALIDATION_ERROR",
      message: "Unable to perform read or update by non-unique name property",
    },
    {
      given: "GET 1?idProperty=hs_object_id",
      status: 400,
      category: "VALIDATION_ERROR",
      message: "Unable to perform read or update by non-unique hs_object_id property",
    },
    {
      given: "GET /crm/v3/objects/partner_clients?limit=101",
      status: 400,
      category: "VALIDATION_ERROR",
      message: "limit must be a whole number from 1 to 100.",
    },
    {
      given: "GET /crm/v3/objects/partner_clients?limit=51&propertiesWithHistory=name",
      status: 400,
      category: "VALIDATION_ERROR",
      message: "limit must be a whole number from 1 to 50.",
    },
    {
      given: "GET /crm/v3/objects/partner_clients?after=nonsense",
      status: 400,
      category: "VALIDATION_ERROR",
      message: "nonsense is not a cursor of this list.",
    },
    {
      given: "GET /crm/v3/objects/partner_clients?archived=yes",
      status: 400,
      category: "VALIDATION_ERROR",
      message: "archived must be true or false.",
    },
    { given: "PATCH 1", body: "{", status: 400, category: "VALIDATION_ERROR", message: "The body is not JSON." },
    { given: "PATCH 1", body: {}, status: 400, category: "VALIDATION_ERROR", message: "properties must be an object." },
    {
      given: "PATCH 1",
      status: 415,
      category: "UNSUPPORTED_MEDIA_TYPE",
      message: "The body must be application/json, not of no type.",
    },
    { given: "PATCH 77", body: { properties: {} }, status: 404, category: "OBJECT_NOT_FOUND", message: "There is no record 77." },
    { given: "DELETE 1", status: 405, message: "There is no such method here." },
    { given: "GET /crm/v3/objects/contacts", status: 404, message: "There is no such path here." },
  ];
  test.each(table)("$given: $status $message", async ({ given, body, status, category, message }) => {
    const reply = await sendRequest(fake, given, body);
    expect(reply.status).toBe(status);
    expect(reply.body).toEqual({
      status: "error",
      message,
      correlationId: expect.stringMatching(/^0{8}-0000-4000-8000-\d{12}$/) as unknown,
      ...(category !== undefined && { category }),
    });
  });
});

describe("PATCH", () => {
  test("writes strings, numbers and booleans, clears a property with an empty string, and ignores null", async () => {
    const own = await startFake({
      now,
      records: [{ id: "1", properties: { name: "Acme", property_string: "old", email: "a@b.c" } }],
    });
    const reply = await sendRequest(own, "PATCH 1", {
      properties: { name: "", property_number: 17, property_checkbox: true, property_string: null },
    });
    expect(reply.body).toEqual(record("1", { name: null, property_number: "17", property_checkbox: "true" }));
    expect(own.records.get("1")?.properties).toEqual({
      property_string: "old",
      property_number: "17",
      property_checkbox: "true",
      email: "a@b.c",
      ...readOnlyProperties("1"),
    });
    await own.close();
  });

  const invalid: readonly { readonly given: Record<string, string>; readonly error: string }[] = [
    { given: { property_number: "many" }, error: "INVALID_NUMBER" },
    { given: { property_checkbox: "yes" }, error: "INVALID_BOOLEAN" },
    { given: { property_date: "1572480000001" }, error: "INVALID_DATE" },
    { given: { property_datetime: "noon" }, error: "INVALID_DATETIME" },
    { given: { property_dropdown: "choice_z" }, error: "INVALID_OPTION" },
    { given: { property_multiple_checkboxes: "chocolate;mud" }, error: "INVALID_OPTION" },
    { given: { hs_object_id: "2" }, error: "READ_ONLY_VALUE" },
    { given: { unheard_of: "1" }, error: "PROPERTY_DOESNT_EXIST" },
  ];
  test.each(invalid)("rejects $given", async ({ given, error }) => {
    const [[property, value] = []] = Object.entries(given);
    const reply = await sendRequest(fake, "PATCH 2", { properties: given });
    expect(reply.status).toBe(400);
    const { message } = reply.body as { message: string };
    expect(JSON.parse(message.replace("Property values were not valid: ", ""))).toEqual([
      { isValid: false, message: expect.any(String) as unknown, error, name: property, propertyValue: value },
    ]);
  });

  const valid = {
    property_date: "1572480000000",
    property_datetime: "2026-01-01T00:00:00Z",
    property_dropdown: "choice_b",
    property_radio: "option_1",
    property_multiple_checkboxes: "chocolate;strawberry",
    property_number: "17.5",
  };
  test("accepts values of every type", async () => {
    expect(await sendRequest(fake, "PATCH 3", { properties: valid })).toMatchObject({ status: 200, body: { properties: valid } });
  });
});
