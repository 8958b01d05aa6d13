import { afterEach, describe, expect, test } from "vitest";
import { sendRequest, readOnlyProperties, noon, now } from "./send-request.js";
import { type Fake, type FakeOptions, startFake } from "./fake.js";

let fake: Fake | undefined;
afterEach(() => fake?.close());

const seeds = [
  { id: "1", properties: { email: "one@acme.example" } },
  { id: "2", properties: { email: "two@acme.example" } },
  { id: "3", properties: { name: "Gone" }, archived: true },
];

async function update(inputs: unknown, options: FakeOptions = {}) {
  fake = await startFake({ now, records: seeds, ...options });
  const { status, body } = await sendRequest(fake, "POST batch/update", { inputs });
  return { status, body, names: [...fake.records.values()].map(({ properties }) => properties.name) };
}

const done = { status: "COMPLETE", requestedAt: noon, startedAt: noon, completedAt: noon };
const named = (id: string, more: object = {}) => ({ id, properties: { name: "New" }, ...more });
const result = (id: string, more: object = {}, properties: object = { name: "New" }) => ({
  id,
  properties: { ...properties, ...readOnlyProperties(id) },
  createdAt: noon,
  updatedAt: noon,
  archived: false,
  ...more,
});
const missing = (ids: string[], more: object = {}) => ({
  status: "error",
  category: "OBJECT_NOT_FOUND",
  message: ids.length === 1 ? "One record was not found." : `${ids.length} records were not found.`,
  context: { ids, ...more },
});

describe("200 and 207", () => {
  const table: readonly {
    readonly title: string;
    readonly given: unknown;
    readonly options?: FakeOptions;
    readonly status: number;
    readonly want: object;
  }[] = [
    { title: "nothing", given: [], status: 200, want: { ...done, results: [] } },
    {
      title: "results in another order",
      given: [named("1"), named("2")],
      status: 200,
      want: { ...done, results: [result("2"), result("1")] },
    },
    {
      title: "results in the same order",
      given: [named("1"), named("2")],
      options: { behaviour: { order: "as-sent" } },
      status: 200,
      want: { ...done, results: [result("1"), result("2")] },
    },
    {
      title: "trace ids returned",
      given: [named("1", { objectWriteTraceId: "t" })],
      status: 200,
      want: { ...done, results: [result("1", { objectWriteTraceId: "t" })] },
    },
    {
      title: "trace ids not returned",
      given: [named("1", { objectWriteTraceId: "t" })],
      options: { behaviour: { repeatsTraceIds: false } },
      status: 200,
      want: { ...done, results: [result("1")] },
    },
    {
      title: "e-mail ids come back in lower case",
      given: [named("ONE@Acme.example", { idProperty: "email" })],
      status: 200,
      want: { ...done, results: [result("1", {}, { name: "New", email: "one@acme.example" })] },
    },
    {
      title: "several unknown ids, one error",
      given: [named("1"), named("77"), named("3")],
      status: 207,
      want: { ...done, results: [result("1")], numErrors: 1, errors: [missing(["77", "3"])] },
    },
    {
      title: "unknown ids with their trace ids",
      given: [named("77", { objectWriteTraceId: "t77" }), named("78")],
      status: 207,
      want: { ...done, results: [], numErrors: 1, errors: [missing(["77", "78"], { objectWriteTraceId: ["t77"] })] },
    },
    {
      title: "a partial failure as a 200",
      given: [named("77")],
      options: { behaviour: { statusOfPartialFailure: 200 } },
      status: 200,
      want: { ...done, results: [], numErrors: 1, errors: [missing(["77"])] },
    },
    {
      title: "unknown e-mail ids in lower case",
      given: [named("X@Y.example", { idProperty: "email" })],
      status: 207,
      want: { ...done, results: [], numErrors: 1, errors: [missing(["x@y.example"])] },
    },
  ];
  test.each(table)("$title", async ({ given, options, status, want }) => {
    const reply = await update(given, options);
    expect(reply.status).toBe(status);
    expect(reply.body).toEqual(want);
  });
});

describe("a batch that is rejected as a whole writes nothing", () => {
  const table: readonly { readonly title: string; readonly given: unknown; readonly want: object }[] = [
    {
      title: "101 inputs",
      given: Array.from({ length: 101 }, (_, index) => named(String(index))),
      want: {
        category: "VALIDATION_ERROR",
        message: "The maximum number of inputs supported in a batch is 100. This one has 101.",
      },
    },
    {
      title: "duplicate ids",
      given: [named("1"), named("2"), named("1")],
      want: {
        category: "VALIDATION_ERROR",
        message: "Duplicate IDs found in batch input: [1]. IDs must be unique",
        context: { ids: ["1"] },
      },
    },
    {
      title: "duplicate e-mail ids",
      given: [named("A@b.c"), named("a@B.c")],
      want: { message: "Duplicate IDs found in batch input: [a@b.c]. IDs must be unique", context: { ids: ["a@b.c"] } },
    },
    {
      title: "a property that is not unique",
      given: [named("1"), named("Acme", { idProperty: "name" })],
      want: { message: "Unable to perform update by non-unique name property" },
    },
    {
      title: "the record's own id as a property",
      given: [named("1", { idProperty: "hs_object_id" })],
      want: { message: "Unable to perform update by non-unique hs_object_id property" },
    },
    { title: "no id", given: [named("1"), { properties: {} }], want: { message: "id is missing." } },
    { title: "no properties", given: [named("1"), { id: "2" }], want: { message: "properties must be an object." } },
    {
      title: "a value that is not a string",
      given: [named("1"), { id: "2", properties: { name: ["New"] } }],
      want: { message: "The value of name must be text." },
    },
    { title: "no array", given: "all", want: { message: "inputs must be a list." } },
  ];
  test.each(table)("$title", async ({ given, want }) => {
    const reply = await update(given);
    expect(reply).toMatchObject({ status: 400, body: want });
    expect(reply.names).toEqual([undefined, undefined, "Gone"]);
  });
});

describe("an invalid value", () => {
  const invalid = (id: string, more: object = {}) => ({ id, properties: { property_number: "many" }, ...more });
  const fault = {
    isValid: false,
    message: '"many" is not a number.',
    error: "INVALID_NUMBER",
    name: "property_number",
    propertyValue: "many",
  };
  const refusal = {
    category: "VALIDATION_ERROR",
    message: `Property values were not valid: ${JSON.stringify([fault, fault])}`,
    errors: [{ message: fault.message, code: "INVALID_NUMBER", context: { propertyName: ["property_number"] } }],
  };
  const traced = [named("1", { objectWriteTraceId: "a" }), invalid("2", { objectWriteTraceId: "b" })];

  const rejected: readonly { readonly title: string; readonly given: readonly object[]; readonly options?: FakeOptions }[] = [
    { title: "without trace ids", given: [named("1"), invalid("2"), invalid("9")] },
    {
      title: "with a trace id missing",
      given: [named("1"), invalid("2", { objectWriteTraceId: "b" }), invalid("9", { objectWriteTraceId: "c" })],
    },
    {
      title: "with a trace id twice",
      given: [
        named("1", { objectWriteTraceId: "b" }),
        invalid("2", { objectWriteTraceId: "b" }),
        invalid("9", { objectWriteTraceId: "c" }),
      ],
    },
    {
      title: "where the service does not use trace ids for that",
      given: [...traced, invalid("9", { objectWriteTraceId: "c" })],
      options: { behaviour: { tracesInvalidInputs: false } },
    },
  ];
  test.each(rejected)("$title it rejects the batch, and no input is named", async ({ given, options }) => {
    const reply = await update(given, options);
    expect(reply).toMatchObject({ status: 400, body: refusal });
    expect(reply.body).not.toHaveProperty("context");
    expect(reply.names).toEqual([undefined, undefined, "Gone"]);
  });

  test("with unique trace ids the valid ones are written", async () => {
    const reply = await update(traced);
    expect(reply.status).toBe(207);
    expect(reply.body).toEqual({
      ...done,
      results: [result("1", { objectWriteTraceId: "a" })],
      numErrors: 1,
      errors: [
        {
          status: "error",
          category: "VALIDATION_ERROR",
          message: `Property values were not valid: ${JSON.stringify([fault])}`,
          context: { objectWriteTraceId: ["b"], propertyName: ["property_number"] },
        },
      ],
    });
    expect(reply.names).toEqual(["New", undefined, "Gone"]);
  });
});
