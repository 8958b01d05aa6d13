import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendRequest, now } from "./send-request.js";
import { type Fake, startFake } from "./fake.js";

let fake: Fake;
beforeAll(async () => {
  fake = await startFake({
    now,
    records: [
      { id: "1", properties: { name: "Acme", email: "one@acme.example" } },
      { id: "2", properties: { name: "Globex" } },
      { id: "3", properties: { name: "Gone" }, archived: true },
    ],
  });
});
afterAll(() => fake.close());

const ids = (...all: string[]) => all.map((id) => ({ id }));
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index + 100) }));

describe("POST batch/read", () => {
  const table: readonly {
    readonly title: string;
    readonly path?: string;
    readonly given: object;
    readonly status: number;
    readonly found?: readonly string[];
    readonly want: object;
  }[] = [
    { title: "nothing", given: { inputs: [] }, status: 200, found: [], want: { status: "COMPLETE" } },
    { title: "the same id twice is one record", given: { inputs: ids("1", "2", "1") }, status: 200, found: ["2", "1"], want: {} },
    {
      title: "only archived ones",
      path: "batch/read?archived=true",
      given: { inputs: ids("3") },
      status: 200,
      found: ["3"],
      want: {},
    },
    {
      title: "by another property",
      given: { idProperty: "email", properties: ["name"], inputs: ids("ONE@ACME.example") },
      status: 200,
      found: ["1"],
      want: { results: [{ properties: { name: "Acme", email: "one@acme.example" } }] },
    },
    {
      title: "with histories",
      given: { propertiesWithHistory: ["name"], inputs: ids("2") },
      status: 200,
      found: ["2"],
      want: { results: [{ propertiesWithHistory: { name: [{ value: "Globex" }] } }] },
    },
    {
      title: "unknown ones",
      given: { inputs: ids("1", "77", "3") },
      status: 207,
      found: ["1"],
      want: { numErrors: 1, errors: [{ category: "OBJECT_NOT_FOUND", context: { ids: ["77", "3"] } }] },
    },
    {
      title: "101",
      given: { inputs: many(101) },
      status: 400,
      want: { message: "The maximum number of inputs supported in a batch is 100. This one has 101." },
    },
    {
      title: "51 with histories",
      given: { inputs: many(51), propertiesWithHistory: ["name"] },
      status: 400,
      want: { message: "The maximum number of inputs supported in a batch is 50. This one has 51." },
    },
    {
      title: "by a property that is not unique",
      given: { idProperty: "name", inputs: ids("Acme") },
      status: 400,
      want: { message: "Unable to perform read by non-unique name property" },
    },
    { title: "no inputs at all", given: {}, status: 400, want: { message: "inputs is missing." } },
  ];
  test.each(table)("$title: $status", async ({ path = "batch/read", given, status, found, want }) => {
    const reply = await sendRequest(fake, `POST ${path}`, given);
    expect(reply).toMatchObject({ status, body: want });
    if (found) expect((reply.body as { results: { id: string }[] }).results.map(({ id }) => id)).toEqual(found);
  });
});
