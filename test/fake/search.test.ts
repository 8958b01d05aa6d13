import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendRequest, now } from "./send-request.js";
import { type Fake, startFake } from "./fake.js";

let fake: Fake;
beforeAll(async () => {
  fake = await startFake({
    now,
    records: [
      { id: "1", properties: { name: "Acme Rockets", property_number: "9" } },
      { id: "2", properties: { name: "Globex", property_number: "10" } },
      { id: "3", properties: { name: "Rocket Fuel Ltd", property_string: "acme" } },
      { id: "4", properties: { name: "Acme Archive" }, archived: true },
    ],
  });
});
afterAll(() => fake.close());

async function idsOf(body: unknown): Promise<string[]> {
  const reply = await sendRequest(fake, "POST search", body);
  expect(reply.status).toBe(200);
  return (reply.body as { results: { id: string }[] }).results.map(({ id }) => id);
}

describe("filters", () => {
  const number = "property_number";
  const table: readonly { readonly given: object; readonly want: readonly string[] }[] = [
    { given: { propertyName: number, operator: "EQ", value: "9" }, want: ["1"] },
    { given: { propertyName: "name", operator: "EQ", value: "gLOBEX" }, want: ["2"] },
    { given: { propertyName: number, operator: "NEQ", value: "9" }, want: ["2"] },
    { given: { propertyName: number, operator: "LT", value: "10" }, want: ["1"] },
    { given: { propertyName: number, operator: "LTE", value: "10" }, want: ["1", "2"] },
    { given: { propertyName: number, operator: "GT", value: "9" }, want: ["2"] },
    { given: { propertyName: number, operator: "GTE", value: "9" }, want: ["1", "2"] },
    { given: { propertyName: number, operator: "BETWEEN", value: "9.5", highValue: "11" }, want: ["2"] },
    { given: { propertyName: "name", operator: "IN", values: ["globex", "acme"] }, want: ["2"] },
    { given: { propertyName: number, operator: "NOT_IN", values: ["9"] }, want: ["2"] },
    { given: { propertyName: number, operator: "HAS_PROPERTY" }, want: ["1", "2"] },
    { given: { propertyName: number, operator: "NOT_HAS_PROPERTY" }, want: ["3"] },
    { given: { propertyName: "name", operator: "CONTAINS_TOKEN", value: "rocket" }, want: ["3"] },
    { given: { propertyName: "name", operator: "CONTAINS_TOKEN", value: "rocket*" }, want: ["1", "3"] },
    { given: { propertyName: "name", operator: "NOT_CONTAINS_TOKEN", value: "rocket" }, want: ["1", "2"] },
  ];
  test.each(table)("$given", async ({ given, want }) => {
    expect(await idsOf({ filterGroups: [{ filters: [given] }] })).toEqual(want);
  });
});

describe("groups, sorting and paging", () => {
  const name = (operator: string, value: string) => ({ propertyName: "name", operator, value });
  const table: readonly { readonly title: string; readonly given: object; readonly want: readonly string[] }[] = [
    { title: "no filters", given: {}, want: ["1", "2", "3"] },
    {
      title: "filters of a group: all",
      given: { filterGroups: [{ filters: [name("CONTAINS_TOKEN", "acme"), name("CONTAINS_TOKEN", "fuel")] }] },
      want: [],
    },
    {
      title: "groups: any",
      given: { filterGroups: [{ filters: [name("EQ", "Globex")] }, { filters: [name("CONTAINS_TOKEN", "fuel")] }] },
      want: ["2", "3"],
    },
    { title: "query", given: { query: "ACME" }, want: ["1", "3"] },
    { title: "ascending", given: { sorts: ["property_number"] }, want: ["3", "1", "2"] },
    { title: "descending", given: { sorts: ["-name"] }, want: ["3", "2", "1"] },
    {
      title: "descending, as an object",
      given: { sorts: [{ propertyName: "property_number", direction: "DESCENDING" }] },
      want: ["2", "1", "3"],
    },
    { title: "second page", given: { limit: 2, after: "2" }, want: ["3"] },
    { title: "empty cursor", given: { limit: 2, after: "" }, want: ["1", "2"] },
  ];
  test.each(table)("$title", async ({ given, want }) => {
    expect(await idsOf(given)).toEqual(want);
  });

  test("a page has the total and the cursor of the next page", async () => {
    expect((await sendRequest(fake, "POST search", { limit: 2 })).body).toMatchObject({
      total: 3,
      paging: { next: { after: "2" } },
    });
    expect((await sendRequest(fake, "POST search", { limit: 3 })).body).not.toHaveProperty("paging");
  });

  test("no headers with rate limits", async () => {
    const names = [...(await sendRequest(fake, "POST search", {})).headers.keys()];
    expect(names.filter((header) => header.startsWith("x-hubspot-ratelimit"))).toEqual([]);
  });
});

describe("errors", () => {
  const filter = { propertyName: "name", operator: "HAS_PROPERTY" };
  const table: readonly { readonly given: object; readonly message: string }[] = [
    { given: { limit: 201 }, message: "limit must be a whole number from 1 to 200." },
    { given: { limit: 200, after: "9900" }, message: "A search ends after 10000 records." },
    { given: { after: "cDI=" }, message: "cDI= is not a cursor of a search." },
    { given: { sorts: ["name", "email"] }, message: "A search takes one sort at most." },
    { given: { filterGroups: [{ filters: [{ ...filter, operator: "LIKE" }] }] }, message: "LIKE is not an operator." },
    {
      given: { filterGroups: [{ filters: Array.from({ length: 7 }, () => filter) }] },
      message: "A filter group takes 6 filters at most.",
    },
    {
      given: { filterGroups: Array.from({ length: 6 }, () => ({ filters: [filter] })) },
      message: "A search takes 5 filter groups at most.",
    },
  ];
  test.each(table)("$message", async ({ given, message }) => {
    expect(await sendRequest(fake, "POST search", given)).toMatchObject({
      status: 400,
      body: { category: "VALIDATION_ERROR", message },
    });
  });
});
