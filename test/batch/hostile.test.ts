import { describe, expect, test } from "vitest";
import { respondingWith, collect, json, outcomesOf, createService, codeOf, inputFor, inputsFor } from "./run-helpers.js";
import { inVirtualTime } from "./virtual-time.js";
import { runAgainst, type ModelInput } from "./services/model-service.js";

/** Invalid responses, inputs that do not match their type, and sources and consumers that misbehave. */

const given = (value: unknown) => value as ModelInput;

describe("a success that names none of its inputs confirms nothing", () => {
  test.each([
    "null",
    "42",
    '"done"',
    "[]",
    "{}",
    '{"results":null}',
    '{"results":"all"}',
    '{"results":{}}',
    '{"results":[null,7,"x",[],[["0"]],{}]}',
    '{"results":[{"id":null},{"id":{}},{"id":true},{"id":""}]}',
    '{"results":[{"id":"elsewhere"}]}',
    '{"errors":"none"}',
    '{"errors":[null,7,[],{"context":null},{"context":{"ids":"no list"}},{"context":{"ids":[null,{},[]]}}]}',
    '{"__proto__":{"results":[{"id":"0"}]}}',
    '{"status":7,"results":[]}',
    "not JSON",
    "<html>200</html>",
  ])("%s", async (body) => {
    const answer = () => new Response(body, { status: 200, headers: { "content-type": "application/json" } });
    const outcomes = await outcomesOf(respondingWith(createService(), answer), inputsFor(2));
    expect(outcomes.map(({ status }) => status)).toEqual(["unknown", "unknown"]);
  });
});

describe("a response is about the inputs that it names, and about no others", () => {
  test("a number matches the same number as a string", async () => {
    const answer = () => json(200, { status: "COMPLETE", results: [{ id: 1 }, { id: 0 }] });
    const outcomes = await outcomesOf(respondingWith(createService(), answer), inputsFor(2));
    expect(outcomes.map((outcome) => [codeOf(outcome), outcome.status === "succeeded" && outcome.record.id])).toEqual([
      ["succeeded", 0],
      ["succeeded", 1],
    ]);
  });

  test("results for records that were not in the request are ignored", async () => {
    const results = ["9", "0", "8", "1", "0"].map((id) => ({ id, value: id }));
    const outcomes = await outcomesOf(
      respondingWith(createService(), () => json(200, { status: "COMPLETE", results })),
      inputsFor(2),
    );
    expect(outcomes.map(codeOf)).toEqual(["succeeded", "succeeded"]);
  });

  /** Answers each request with what becomes of its inputs here. */
  const answering = (answer: (inputs: readonly ModelInput[]) => object, status = 200) =>
    respondingWith(createService(), (_, { body }) =>
      json(status, { status: "COMPLETE", ...answer((JSON.parse(body as string) as { inputs: ModelInput[] }).inputs) }),
    );

  test.each([
    ["of a record that was written before", (trace = "") => trace.replace(/.$/, "x"), "unnamed"],
    ["in another letter case", (trace = "") => trace.toUpperCase(), "succeeded"],
    ["that is empty", () => "", "succeeded"],
    ["that is null", () => null, "succeeded"],
  ])("a result with a trace id %s", async (_, traceOf, code) => {
    const service = answering((inputs) => ({ results: inputs.map(({ id, trace }) => ({ id, trace: traceOf(trace) })) }));
    for (const count of [1, 3])
      expect(new Set((await outcomesOf(service, inputsFor(count))).map(codeOf))).toEqual(new Set([code]));
  });

  test("a result with a trace id of the caller's and the key of another record is that of another input with this trace id", async () => {
    const service = answering((inputs) => ({ results: inputs.map(({ trace }) => ({ id: "elsewhere", trace })) }));
    const list = [inputFor(0, { trace: "mine" }), inputFor(1, { trace: "mine too" }), inputFor(2)];
    expect((await outcomesOf(service, list)).map(codeOf)).toEqual(["unnamed", "unnamed", "succeeded"]);
    const withoutKeys = answering((inputs) => ({ results: inputs.map(({ trace }) => ({ trace })) }));
    expect((await outcomesOf(withoutKeys, list)).map(codeOf)).toEqual(["succeeded", "succeeded", "succeeded"]);
  });

  test.each([{}, null, { context: { ids: [] } }, { message: "", more: [{}] }])(
    "an error that says nothing is none: %j",
    async (error) => {
      const outcomes = await outcomesOf(
        answering(() => ({ errors: [error] }), 207),
        inputsFor(1),
      );
      expect(outcomes.map(codeOf)).toEqual(["unnamed"]);
    },
  );

  test("an error with the trace id of another input is not about this one, whatever key it has", async () => {
    const service = answering(
      (inputs) => ({ errors: inputs.map(({ id }) => ({ category: "LATE", context: { ids: [id], traces: ["elsewhere"] } })) }),
      207,
    );
    for (const count of [1, 3])
      expect(new Set((await outcomesOf(service, inputsFor(count))).map(codeOf))).toEqual(new Set(["unnamed"]));
  });

  test.each([
    ["no results of nothing", { results: { 0: null, 1: null } }, "unnamed"],
    ["no errors of nothing", { errors: { 0: null, 1: [] } }, "unnamed"],
    ["errors by key", { errors: { 0: "No.", 1: ["No."] } }, "FAILED"],
    ["no errors beside results", { results: { 0: {}, 1: {} }, errors: { 0: null, 1: [] } }, "succeeded"],
  ])("a map by key has %s", async (_, body, code) => {
    for (const count of [1, 2])
      expect(
        (
          await outcomesOf(
            answering(() => body, 207),
            inputsFor(count),
          )
        ).map(codeOf),
      ).toEqual(Array(count).fill(code));
  });

  test("a record that is both in the results and in the errors was written", async () => {
    const body = {
      status: "COMPLETE",
      results: [{ id: "0" }],
      errors: [{ category: "LATE", message: "m", context: { ids: ["0"] } }],
    };
    const outcomes = await outcomesOf(
      respondingWith(createService(), () => json(207, body)),
      inputsFor(1),
    );
    expect(outcomes.map(codeOf)).toEqual(["succeeded"]);
  });
});

describe("an input that cannot be sent fails, and the others are sent", () => {
  const circular: { id: string; value: string; self?: unknown } = { id: "c", value: "v" };
  circular.self = circular;
  const thrower = {
    get id(): string {
      throw new Error("The getter throws.");
    },
    value: "v",
  };
  test.each([
    { name: "null", input: null },
    { name: "undefined", input: undefined },
    { name: "a number", input: 7 },
    { name: "a string", input: "0" },
    { name: "an array", input: ["0"] },
    { name: "no id", input: { value: "v" } },
    { name: "an empty id", input: { id: "", value: "v" } },
    { name: "an id that is not a string", input: { id: {}, value: "v" } },
    { name: "a bigint", input: { id: "b", value: 1n } },
    { name: "a circular reference", input: circular },
    { name: "a getter that throws", input: thrower },
    { name: "a toJSON that throws", input: { id: "t", toJSON: () => JSON.parse("no") as unknown } },
    { name: "a proxy that throws", input: new Proxy({ id: "p" }, { ownKeys: () => JSON.parse("no") as string[] }) },
  ])("$name", async ({ input }) => {
    const service = createService();
    const outcomes = await outcomesOf(service, [inputFor(0), given(input), inputFor(1)]);
    expect(outcomes.map(codeOf)).toEqual(["succeeded", "INVALID_INPUT", "succeeded"]);
    expect(outcomes[1]?.input).toBe(input);
    expect(service.written.map(({ value }) => value)).toEqual(["value of 0", "value of 1"]);
  });

  test("an input whose getter returns another value each time is sent with the first", async () => {
    let reads = 0;
    const changing = {
      get id() {
        return `${reads++}`;
      },
      value: "v",
    };
    const service = createService();
    const outcomes = await outcomesOf(service, [changing, inputFor("0")]);
    expect(outcomes.map(codeOf)).toEqual(["succeeded", "succeeded"]);
    expect(service.violations).toEqual([]);
  });

  test("a key called __proto__ is a key like any other", async () => {
    const bodies: string[] = [];
    const service = createService();
    const seen = {
      fetch: (url: string, init: RequestInit) => {
        bodies.push(init.body as string);
        return service.fetch(url, init);
      },
    };
    const outcomes = await outcomesOf(seen, [given(JSON.parse('{"id":"0","value":"v","__proto__":{"id":"1"}}'))]);
    expect(outcomes.map(codeOf)).toEqual(["succeeded"]);
    expect(bodies[0]).toContain('"__proto__":{"id":"1"}');
  });
});

describe("a source that misbehaves ends the run and does not block it", () => {
  const steps = (...list: readonly unknown[]) => ({
    [Symbol.asyncIterator]: () => {
      const left = [...list];
      return { next: () => (left.length > 0 ? Promise.resolve(left.shift()) : Promise.reject(new Error("The source broke."))) };
    },
  });
  test.each([
    { name: "an iterator result that is undefined", source: steps({ done: false, value: inputFor(0) }, undefined), want: /./ },
    { name: "a rejection", source: steps({ done: false, value: inputFor(0) }), want: /The source broke/ },
  ])("$name", async ({ source, want }) => {
    const outcomes: unknown[] = [];
    const run = inVirtualTime(async () => {
      for await (const outcome of runAgainst(createService(), source as AsyncIterable<ModelInput>)) outcomes.push(outcome.status);
    });
    await expect(run).rejects.toThrow(want);
    expect(outcomes).toEqual(["succeeded"]);
  });

  test("a source whose return() throws can be left", async () => {
    const endless = {
      [Symbol.iterator]: () => ({
        next: () => ({ done: false as const, value: inputFor(1) }),
        return: () => {
          throw new Error("return() throws.");
        },
      }),
    };
    const seen = await inVirtualTime(async () => {
      for await (const { status } of runAgainst(createService(), endless)) return status;
      return undefined;
    });
    expect(seen).toBe("succeeded");
  });

  test("a consumer that throws ends the run, and its error is what the program sees", async () => {
    const service = createService();
    const run = inVirtualTime(async () => {
      for await (const outcome of runAgainst(service, inputsFor(100))) throw new Error(`No more after ${outcome.index}.`);
    });
    await expect(run).rejects.toThrow(/No more after/);
    expect(service.requests).toBeLessThan(13);
  });

  test("outcomes can be iterated over once", async () => {
    const run = runAgainst(createService(), inputsFor(1));
    await inVirtualTime(() => collect(run));
    expect(() => run[Symbol.asyncIterator]()).toThrow("once");
  });
});

test("an item of a request that is about to go out is not replaced by a later one", async () => {
  const service = createService();
  const outcomes = await outcomesOf(service, [...inputsFor(8), inputFor(0, { value: "later" })], { onDuplicate: "last-wins" });
  expect(outcomes.map(codeOf)).toEqual(Array(9).fill("succeeded"));
  expect(service.requests).toBe(2);
});
