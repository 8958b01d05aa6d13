import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { isBatchError } from "../../templates/runtime/batch/batch-error.js";
import type { BatchOptions } from "../../templates/runtime/batch-results/batch-options.js";
import { collect, createService, inputFor, inputsFor, json, respondingWith } from "./run-helpers.js";
import { inVirtualTime } from "./virtual-time.js";
import { facts, invalidValue, type ModelInput, runAgainst } from "./services/model-service.js";

/** What a run does to a service that does not answer as it should, what it leaves open, and which options it refuses. */

function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

describe("a run gives up, whatever a service answers for ever", () => {
  const page = () => new Response("<html>Sign in</html>", { headers: { "content-type": "text/html" } });
  const rows: readonly (readonly [name: string, answer: () => Response | Promise<Response>, most: number])[] = [
    // Three requests in a row, with three attempts each where a later one may succeed.
    ["200 with a page", page, 3],
    ["200 with neither results nor errors", () => json(200, { status: "COMPLETE", results: [], errors: [] }), 3],
    ["200 that is not complete", () => json(200, { status: "PROCESSING", results: [] }), 3],
    ["200 about other records", () => json(200, { status: "COMPLETE", results: [{ id: "elsewhere" }, { id: "x" }] }), 3],
    ["200 that is no JSON", () => new Response("{", { headers: { "content-type": "application/json" } }), 3],
    ["500", () => json(500, {}), 9],
    ["503", () => json(503, {}), 9],
    ["503 with a short wait", () => json(503, {}, { "retry-after": "1" }), 9],
    ["600", () => Object.defineProperty(json(500, {}), "status", { value: 600 }), 3],
    ["423", () => json(423, {}), 9],
    ["a lost connection", () => Promise.reject(new TypeError("fetch failed")), 9],
    // One request.
    ["303", () => json(303, {}), 1],
    ["401", () => json(401, {}), 1],
    ["403", () => json(403, {}), 1],
    ["404", () => json(404, {}), 1],
    ["a daily limit", () => json(429, { policyName: "DAILY" }), 1],
    ["503 with a long wait", () => json(503, {}, { "retry-after": "3600" }), 1],
    ["400 with a long wait", () => json(400, {}, { "retry-after": "3600" }), 1],
    // As long as there may be a reason of each input: 20 requests, and one more.
    ["400", () => json(400, {}), 21],
    ["413", () => json(413, {}), 21],
    // Nine pauses of up to ten seconds, with three attempts each.
    ["429", () => json(429, {}), 30],
  ];

  test.each(rows)("%s", async (_, answer, most) => {
    for (const concurrency of [1, 10]) {
      let requests = 0;
      const service = { fetch: () => (requests++, Promise.resolve(answer())) };
      const summary = await inVirtualTime(async () => runAgainst(service, inputsFor(100_000), { concurrency, timeoutMs: 1000 }));
      expect(summary.stopped?.code).toBe("gave-up");
      // Those that are in flight when the run gives up are no fewer for that.
      expect(requests).toBeLessThanOrEqual(most + 3 * (concurrency - 1));
      expect(summary.succeeded).toBe(0);
      expect(summary.requests).toBe(requests);
    }
  });

  test("400 that names every input: each has failed for itself, and more than 20 such requests end the run", async () => {
    let requests = 0;
    const fetch = (_: string, init: RequestInit) => {
      requests++;
      const { inputs } = JSON.parse(init.body as string) as { readonly inputs: readonly ModelInput[] };
      return Promise.resolve(json(400, { errors: inputs.map(({ id }) => ({ category: "UNKNOWN", context: { ids: [id] } })) }));
    };
    const summary = await inVirtualTime(async () => runAgainst({ fetch }, inputsFor(10_000), { concurrency: 1 }));
    expect({ requests, code: summary.stopped?.code, failed: summary.failed }).toEqual({
      requests: 21,
      code: "gave-up",
      failed: 168,
    });
  });

  test("207 that names every input is an answer, and the run reads on", async () => {
    const list = inputsFor(800).map((one) => ({ ...one, value: invalidValue }));
    expect(await inVirtualTime(async () => runAgainst(createService(), list))).toMatchObject({ failed: 800, requests: 100 });
  });

  test("invalid inputs that are rare are found, and at most 20 requests or 5 % of all fail", async () => {
    const service = createService({ rejectsWhole: true });
    let rejected = 0;
    const spy = {
      fetch: async (url: string, init: RequestInit) => {
        const response = await service.fetch(url, init);
        if (response.status >= 400) rejected++;
        return response;
      },
    };
    const list = inputsFor(8_000).map((one, index) => (index % 999 === 500 ? { ...one, value: invalidValue } : one));
    const { failed, succeeded, requests } = await inVirtualTime(async () => runAgainst(spy, list));
    expect({ failed, succeeded }).toEqual({ failed: 8, succeeded: 7_992 });
    expect(rejected).toBeLessThanOrEqual(Math.max(20, requests * 0.05));
  });

  test("a success in between begins the count anew", async () => {
    const spy = respondingWith(createService(), (request) =>
      request % 3 < 2 ? json(200, { status: "COMPLETE", results: [] }) : undefined,
    );
    const summary = await inVirtualTime(async () => runAgainst(spy, inputsFor(240), { concurrency: 1 }));
    expect(summary).toMatchObject({ read: 240, succeeded: 80, unknown: 160, stopped: undefined });
  });

  test("a single result that names no record is that of the only input", async () => {
    const answers = [{ value: "v" }, { id: "elsewhere" }, {}, null];
    const seen = await Promise.all(
      answers.map(async (result) => {
        const spy = { fetch: () => Promise.resolve(json(200, { status: "COMPLETE", results: [result] })) };
        return (await collect(runAgainst(spy, inputsFor(1)))).map(({ status }) => status);
      }),
    );
    expect(seen).toEqual([["succeeded"], ["unknown"], ["unknown"], ["unknown"]]);
  });
});

describe("the source of the inputs is closed", () => {
  function source(count = 1000) {
    const state = { closed: false };
    function* generate(): Generator<ModelInput> {
      try {
        yield* inputsFor(count);
      } finally {
        state.closed = true;
      }
    }
    async function* generateLater(): AsyncGenerator<ModelInput> {
      for (const input of generate()) yield await Promise.resolve(input);
    }
    return { state, generate, generateLater };
  }
  const soon = () => new Promise((resolve) => setTimeout(resolve, 20));
  const refusing = () => respondingWith(createService(), () => json(401, {}));

  const ends: Readonly<Record<string, (inputs: AsyncIterable<ModelInput> | Iterable<ModelInput>) => Promise<unknown>>> = {
    "after break": async (inputs) => {
      for await (const { index } of runAgainst(createService(), inputs)) if (index === 3) break;
    },
    "after an error of the consumer": async (inputs) => {
      const run = async () => {
        for await (const { index } of runAgainst(createService(), inputs)) throw new Error(`No more after ${index}`);
      };
      await expect(run()).rejects.toThrow("No more");
    },
    "after an abort": async (inputs) => runAgainst(createService(), inputs, { signal: AbortSignal.timeout(5), concurrency: 1 }),
    "after an abort before the start": async (inputs) => runAgainst(createService(), inputs, { signal: AbortSignal.abort() }),
    "after giving up": async (inputs) => runAgainst(refusing(), inputs),
    "after giving up, by iterating": async (inputs) => collect(runAgainst(refusing(), inputs)),
    "after an error of the program": async (inputs) => {
      const run = runAgainst(createService(), inputs, { onProgress: () => JSON.parse("no") as never });
      await expect(async () => run).rejects.toThrow("JSON");
    },
    "after leaving remaining()": async (inputs) => {
      const run = runAgainst(refusing(), inputs);
      await run;
      for await (const input of run.remaining()) if (input.id === "100") break;
    },
    "after leaving remaining() among the unresolved": async (inputs) => {
      const run = runAgainst(refusing(), inputs);
      await run;
      for await (const input of run.remaining()) if (input.id === "1") break;
    },
    "after leaving dryRun()": async (inputs) => {
      for await (const { bytes } of runAgainst(createService(), inputs).dryRun()) if (bytes > 0) break;
    },
  };

  test.each(Object.entries(ends))("%s", async (_, end) => {
    for (const name of ["generate", "generateLater"] as const) {
      const { state, ...sources } = source();
      const inputs = sources[name]();
      // A generator that was never started has no `finally` to run.
      if (Symbol.asyncIterator in inputs) await inputs.next();
      else inputs.next();
      await end(inputs);
      await soon();
      expect(state.closed).toBe(true);
    }
  });

  test("but not before remaining() has given the rest, and never in silence", async () => {
    const { state, generate } = source(40);
    const run = runAgainst(refusing(), generate());
    await run;
    expect(await collect(run.remaining())).toEqual(inputsFor(40));
    expect(state.closed).toBe(true);

    const late = runAgainst(refusing(), source(4000).generate());
    await late;
    await soon();
    await expect(collect(late.remaining())).rejects.toThrow("call remaining() at once");
    const early = runAgainst(refusing(), source(4000).generate());
    const rest = early.remaining();
    await early;
    await soon();
    expect((await collect(rest)).length).toBe(4000);
  });

  test("remaining() and dryRun() do not take inputs away from a run in silence", async () => {
    const run = runAgainst(createService(), inputsFor(3));
    await expect(collect(run.remaining())).rejects.toThrow("The run has not started");
    expect(await inVirtualTime(async () => run)).toMatchObject({ succeeded: 3 });
    expect(() => run.dryRun()).toThrow("takes the place of the run");
    const rehearsal = runAgainst(createService(), inputsFor(3));
    await collect(rehearsal.dryRun());
    await expect(async () => rehearsal).rejects.toThrow("create another run");
  });
});

test.each([false, true])(
  "a run keeps nothing of an outcome that was taken, also while more are ready (inOrder: %s)",
  async (inOrder) => {
    const inputs: WeakRef<ModelInput>[] = [];
    function* source() {
      for (let index = 0; index < 400; index++) {
        const input = inputFor(index);
        inputs.push(new WeakRef(input));
        yield input;
      }
    }
    let taken = 0;
    let kept: readonly unknown[] = [];
    for await (const { status } of runAgainst(createService(), source(), { inOrder, concurrency: 2, timeoutMs: 5_000 })) {
      expect(status).toBe("succeeded");
      // The run is quicker than its consumer, so there is always another outcome.
      await new Promise((resolve) => setTimeout(resolve, taken < 12 ? 10 : 0));
      if (++taken < 200) continue;
      collectGarbage();
      kept = inputs.slice(0, taken - 40).filter((input) => input.deref());
      break;
    }
    // The last input that was looked at may be held until the next turn.
    expect(kept.length).toBeLessThan(3);
  },
);

describe("numeric options of a run", () => {
  const never = [NaN, -1, -Infinity, "5", true, [5], {}, 1n] as unknown as readonly number[];
  const rows: readonly (readonly [
    name: keyof BatchOptions,
    invalid: readonly number[],
    valid: readonly number[],
    message: string,
  ])[] = [
    ["concurrency", [...never, 0, 0.5, Infinity], [1, 1e9], "concurrency must be a whole number of at least 1."],
    ["maximumBytes", [...never, 0, 0.5], [1, 1e9], "maximumBytes must be a whole number of at least 1."],
    [
      "isolationRequests",
      [...never, 0.5],
      [0, 7, Infinity],
      "isolationRequests must be a whole number of at least 0, or Infinity.",
    ],
    ["total", never, [0, 7, Infinity], "total must be a number of at least 0."],
    ["deadlineMs", [...never, 0], [1000, 2 ** 40, Infinity], "deadlineMs must be a positive number of milliseconds."],
    ["timeoutMs", [...never, 0], [1000, 2 ** 40, Infinity], "timeoutMs must be a positive number of milliseconds."],
  ];

  test.each(rows)("%s", async (name, invalid, valid, message) => {
    for (const value of invalid) {
      const service = createService();
      expect(() => runAgainst(service, inputsFor(3), { [name]: value })).toThrow(new TypeError(message));
      expect(service.requests).toBe(0);
    }
    for (const value of valid) {
      const summary = await inVirtualTime(async () => runAgainst(createService(), inputsFor(30), { [name]: value }));
      expect(summary.succeeded).toBe(30);
    }
  });

  test("an id that is no number in JSON is none", async () => {
    const list = [NaN, Infinity, -Infinity].map((id) => ({ ...inputFor(1), id: id as unknown as string }));
    expect(await inVirtualTime(async () => runAgainst(createService(), list))).toMatchObject({ failed: 3, requests: 0 });
  });

  test.each([
    ["ΟΔΟΣ", "οδοσ"],
    ["ΟΔΟΣ", "οδος"],
    ["ſ", "S"],
    ["µ", "μ"],
    ["straße", "STRASSE"],
    ["\u212a", "k"],
    ["e\u0301", "É"],
  ])("%s and %s may be one record, so they are never in one request", async (one, other) => {
    const service = createService();
    await inVirtualTime(async () => runAgainst(service, [inputFor(one), inputFor(other)]));
    expect(service.requests).toBe(2);
  });
});

test("an error of a run is a BatchError wherever it is awaited", async () => {
  const run = runAgainst(createService(), inputsFor(1), { onRequest: () => Promise.reject(new Error("a hook")) });
  const errors = await Promise.all([(async () => run)(), run.orThrow()].map((one) => one.catch((error: unknown) => error)));
  expect(errors.map(isBatchError)).toEqual([true, true]);
  expect(facts.maximum).toBe(8);
});
