import { describe, expect, test, vi } from "vitest";
import { isBatchError } from "../../templates/runtime/batch/batch-error.js";
import type { BatchInputs, BatchOptions } from "../../templates/runtime/batch-results/batch-options.js";
import type { BatchProgress } from "../../templates/runtime/batch-results/batch-outcomes.js";
import {
  respondingWith,
  collect,
  allRecords,
  json,
  type Outcome,
  outcomesOf,
  createService,
  codeOf,
  defaultBehaviour,
  inputFor,
  inputsFor,
} from "./run-helpers.js";
import { inVirtualTime } from "./virtual-time.js";
import { facts, ModelService, invalidValue, runAgainst, type ModelInput } from "./services/model-service.js";

/** What a run does, case by case. `invariants.test.ts` checks it with random faults. */

// eslint-disable-next-line @typescript-eslint/no-empty-function -- A source without inputs is what is tested.
async function* none(): AsyncGenerator<ModelInput> {}

describe("requests", () => {
  test.each([[[]], [none()], [new ReadableStream<ModelInput>({ start: (controller) => controller.close() })]])(
    "sends nothing without inputs: %s",
    async (inputs: BatchInputs<ModelInput>) => {
      const service = createService();
      expect(await inVirtualTime(async () => runAgainst(service, inputs))).toMatchObject({ read: 0, requests: 0 });
      expect(service.requests).toBe(0);
    },
  );

  test("are limited in inputs and in bytes", async () => {
    const service = createService();
    await outcomesOf(service, inputsFor(17));
    expect(service.requests).toBe(3);
    const large = [inputFor(1, { value: "x".repeat(500) }), inputFor(2, { value: "ä".repeat(300) }), inputFor(3)];
    expect((await outcomesOf(service, large)).map(codeOf)).toEqual(["succeeded", "succeeded", "succeeded"]);
    expect(service.requests).toBe(3 + 2);
    expect(service.violations).toEqual([]);
  });

  test("have inputs of one key property each, and an alias of the record's own key is left out", async () => {
    const bodies: { inputs: ModelInput[] }[] = [];
    const service = createService();
    const spy = respondingWith(
      service,
      (_, init) => void bodies.push(JSON.parse(init.body as string) as { inputs: ModelInput[] }),
    );
    await outcomesOf(spy, [inputFor(1), inputFor(2, { by: "email" }), inputFor(3, { by: "record" })]);
    expect(bodies.map(({ inputs }) => inputs.map(({ id, by }) => [id, by]))).toEqual([
      [
        ["1", undefined],
        ["3", undefined],
      ],
      [["2", "email"]],
    ]);
  });

  test("keep the caller's trace ids, and results do not have those of the run", async () => {
    const bodies: { inputs: ModelInput[] }[] = [];
    const spy = respondingWith(
      createService(),
      (_, init) => void bodies.push(JSON.parse(init.body as string) as { inputs: ModelInput[] }),
    );
    const given = [inputFor(1, { trace: "mine" }), inputFor(2)];
    const outcomes = await outcomesOf(spy, given);
    expect(bodies[0]?.inputs.map(({ trace }) => trace)).toEqual(["mine", expect.stringMatching(/^[0-9a-z]+-1$/)]);
    expect(outcomes.map((outcome) => ("record" in outcome ? outcome.record.trace : "none"))).toEqual(["mine", undefined]);
    expect(given[1]).toEqual(inputFor(2));
  });

  test("are not sent for invalid inputs", async () => {
    const service = createService();
    const outcomes = await outcomesOf(service, [inputFor(""), { ...inputFor(2), value: 1n as unknown as string }]);
    expect(outcomes.map(codeOf)).toEqual(["INVALID_INPUT", "INVALID_INPUT"]);
    expect(service.requests).toBe(0);
  });
});

describe("a request that is rejected as a whole", () => {
  test("one invalid input among many fails alone, at the cost of a few requests", async () => {
    const service = createService({ rejectsWhole: true });
    const list = inputsFor(4_000).map((one, index) => (index === 1_234 ? { ...one, value: invalidValue } : one));
    const outcomes = await outcomesOf(service, list);
    expect(outcomes.filter(({ status }) => status !== "succeeded").map(({ index }) => index)).toEqual([1_234]);
    expect(service.requests).toBeLessThanOrEqual(4_000 / facts.maximum + 2 * Math.log2(facts.maximum));
  });

  test("is not divided further than isolationRequests allows, and the run continues", async () => {
    const service = createService({ rejectsWhole: true });
    const list = inputsFor(24).map((one, index) => (index < 8 ? { ...one, value: invalidValue } : one));
    const outcomes = await outcomesOf(service, list, { isolationRequests: 2, concurrency: 1 });
    expect(outcomes.slice(0, 8).map(codeOf)).toEqual(Array(8).fill("refused"));
    expect(outcomes.slice(8).map(codeOf)).toEqual(Array(16).fill("succeeded"));
    expect(service.requests).toBe(3 + 2);
  });

  test("fails for the inputs that the response names, and is sent again with the others", async () => {
    const service = createService();
    const spy = respondingWith(service, (request) =>
      request === 0 ? json(400, { category: "TWICE", message: "Twice.", context: { ids: ["1", "2"] } }) : undefined,
    );
    const outcomes = await outcomesOf(spy, inputsFor(4));
    expect(outcomes.map(codeOf)).toEqual(["succeeded", "TWICE", "TWICE", "succeeded"]);
    expect(service.requests).toBe(1);
  });
});

describe("rate limits", () => {
  test("a short one is waited for", async () => {
    const service = createService();
    const onRequest = vi.fn<() => void>();
    const spy = respondingWith(service, (request) => {
      onRequest();
      return request < 5 ? json(429, { policyName: "SECONDLY" }) : undefined;
    });
    expect((await outcomesOf(spy, inputsFor(4))).map(codeOf)).toEqual(Array(4).fill("succeeded"));
    expect(onRequest).toHaveBeenCalledTimes(6);
  });

  test("a daily one stops the run at once, and the remaining inputs are available", async () => {
    const service = createService();
    const spy = respondingWith(service, (request) => (request >= 1 ? json(429, { policyName: "DAILY" }) : undefined));
    await inVirtualTime(async () => {
      const run = runAgainst(spy, inputsFor(100), { concurrency: 1 });
      const { read, succeeded, skipped, stopped, requests, unresolved } = await run;
      expect({ read, succeeded, skipped, requests }).toEqual({ read: 16, succeeded: 8, skipped: 8, requests: 2 });
      expect(stopped).toMatchObject({ code: "gave-up", error: { status: 429 } });
      expect(unresolved.map(({ reason }) => reason.code)).toEqual(Array(8).fill("refused"));
      expect((await collect(run.remaining())).map(({ id }) => Number(id))).toEqual(
        Array.from({ length: 92 }, (_, index) => index + 8),
      );
    });
  });

  test.each([
    ["a wrong token", () => json(401, { category: "INVALID_AUTHENTICATION" })],
    ["a long wait", () => json(423, {}, { "retry-after": "3600" })],
  ])("%s ends the run after one request", async (_, answer) => {
    const spy = respondingWith(createService(), answer);
    const outcomes = await outcomesOf(spy, inputsFor(8));
    expect(outcomes.map(codeOf)).toEqual(Array(8).fill("refused"));
  });

  test("a run stops after three requests without a response", async () => {
    let requests = 0;
    const down = { fetch: () => (requests++, Promise.reject(new TypeError("fetch failed"))) };
    const { stopped } = await inVirtualTime(async () => runAgainst(down, inputsFor(1_000), { concurrency: 1, retry: false }));
    expect({ requests, code: stopped?.code }).toEqual({ requests: 3, code: "gave-up" });
  });
});

describe("stopping", () => {
  test("by a signal: inputs that were sent, not sent and not read are distinguished", async () => {
    const controller = new AbortController();
    const spy = respondingWith(createService(), (request) => {
      if (request < 1) return undefined;
      controller.abort(new Error("enough"));
      return undefined;
    });
    await inVirtualTime(async () => {
      const run = runAgainst(spy, inputsFor(40), { concurrency: 1, signal: controller.signal });
      const outcomes = await collect(run);
      expect(outcomes.map(codeOf)).toEqual([...Array<string>(8).fill("succeeded"), ...Array<string>(8).fill("unanswered")]);
      expect((await run).stopped).toMatchObject({ code: "aborted", error: { message: "enough" } });
      expect(await collect(run.remaining())).toEqual(inputsFor(40).slice(8));
    });
  });

  test("before the start: nothing is read", async () => {
    const run = runAgainst(createService(), inputsFor(3), { signal: AbortSignal.abort() });
    expect(await run).toMatchObject({ read: 0, stopped: { code: "aborted" } });
    expect(await collect(run.remaining())).toEqual(inputsFor(3));
  });

  test("by a deadline, although the inputs never end", async () => {
    async function* endless(): AsyncGenerator<ModelInput> {
      yield* inputsFor(3);
      await new Promise((resolve) => setTimeout(resolve, 100_000));
    }
    await inVirtualTime(async () => {
      const summary = await runAgainst(createService(), endless(), { deadlineMs: 50 });
      expect(summary).toMatchObject({ read: 3, skipped: 3, stopped: { code: "deadline" } });
      expect(summary.unresolved.map(({ reason }) => reason.code)).toEqual(Array(3).fill("not-sent"));
    });
  });

  test("by leaving the loop", async () => {
    await inVirtualTime(async () => {
      const run = runAgainst(createService(), inputsFor(100), { concurrency: 1 });
      for await (const { index } of run) if (index === 3) break;
      const { read, succeeded, skipped, unknown } = await run;
      expect(read).toBe(succeeded + skipped + unknown);
      expect((await collect(run.remaining())).length).toBe(skipped + unknown + 100 - read);
    });
  });

  test("unread() gives only what has no outcome", async () => {
    const spy = respondingWith(createService(), (request) => (request >= 1 ? json(403, {}) : undefined));
    await inVirtualTime(async () => {
      const run = runAgainst(spy, inputsFor(100), { concurrency: 1 });
      expect(await run).toMatchObject({ read: 16, succeeded: 8, skipped: 8 });
      expect((await collect(run.unread())).map(({ id }) => Number(id))).toEqual(Array.from({ length: 84 }, (_, n) => n + 16));
    });
  });

  test("by a source that throws: every outcome first, then the error", async () => {
    function* failing(): Generator<ModelInput> {
      yield* inputsFor(3);
      throw new Error("line 4 is broken");
    }
    const outcomes: Outcome[] = [];
    await inVirtualTime(async () => {
      const run = runAgainst(createService(), failing());
      await expect(async () => {
        for await (const outcome of run) outcomes.push(outcome);
      }).rejects.toThrow("line 4 is broken");
      await expect(async () => run).rejects.toThrow("line 4 is broken");
    });
    expect(outcomes.map(codeOf)).toEqual(["succeeded", "succeeded", "succeeded"]);
  });
});

describe("the same record twice", () => {
  const list = [inputFor(1, { value: "a" }), inputFor(2), inputFor(1, { value: "b" })];

  test.each([
    ["in-order", ["succeeded", "succeeded", "succeeded"], "b", 2],
    ["last-wins", ["SUPERSEDED", "succeeded", "succeeded"], "b", 1],
    ["error", ["succeeded", "succeeded", "DUPLICATE"], "a", 1],
  ] as const)("%s", async (onDuplicate, want, last, requests) => {
    const service = createService();
    expect((await outcomesOf(service, list, { onDuplicate })).map(codeOf)).toEqual(want);
    expect(service.written.findLast(({ key }) => key === "/1")?.value).toBe(last);
    expect(service.requests).toBe(requests);
  });
});

describe("the run", () => {
  test("does not start before it is awaited or iterated, and reads no faster than outcomes are taken", async () => {
    let read = 0;
    function* counted(): Generator<ModelInput> {
      for (;;) yield inputFor(read++);
    }
    await inVirtualTime(async () => {
      const run = runAgainst(createService(), counted(), { concurrency: 2 });
      await new Promise((resolve) => setTimeout(resolve, 10));
      expect(read).toBe(0);
      const outcomes = run[Symbol.asyncIterator]();
      await outcomes.next();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const ahead = read;
      expect(ahead).toBeLessThan(facts.maximum * 8);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(read).toBe(ahead);
      await outcomes.return?.();
    });
  });

  test("starts when it is awaited, iterated over or started, and runs to its end without anybody who takes outcomes", async () => {
    const service = createService();
    const count = 10_000;
    await inVirtualTime(async () => {
      const run = runAgainst(service, inputsFor(count));
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(service.requests).toBe(0);
      run.start();
      run.start();
      await new Promise((resolve) => setTimeout(resolve, 3_600_000));
      expect(service.requests).toBe(count / 8);
      expect(() => run[Symbol.asyncIterator]()).toThrow("start()");
      expect(await run).toMatchObject({ succeeded: count });
    });
  });

  test("throws for failed inputs only with orThrow", async () => {
    const list = [inputFor(1), inputFor(2, { value: invalidValue })];
    const error: unknown = await inVirtualTime(() =>
      runAgainst(createService(), list)
        .orThrow()
        .catch((thrown: unknown) => thrown),
    );
    expect(isBatchError(error) && error.summary.failures).toMatchObject([
      { index: 1, status: "failed", error: { category: "INVALID" } },
    ]);
    expect(String(error)).toBe("BatchError: 1 of 2 inputs did not succeed; input 1: INVALID: The value is wrong.");
    expect(await inVirtualTime(() => runAgainst(createService(), [inputFor(1)]).orThrow())).toMatchObject({ succeeded: 1 });
  });

  test("throws an error of the program after every outcome", async () => {
    const broken = { fetch: createService().fetch };
    const options: BatchOptions = { onRequest: () => Promise.reject(new TypeError("a hook")) };
    await inVirtualTime(async () => {
      await expect(async () => runAgainst(broken, inputsFor(3), options)).rejects.toThrow("a hook");
    });
  });

  test("reports its progress", async () => {
    const seen: BatchProgress[] = [];
    const service = new ModelService(allRecords, defaultBehaviour, ["slow", "slow", "slow"]);
    await outcomesOf(service, inputsFor(20), { concurrency: 1, onProgress: (progress) => void seen.push(progress) });
    expect(seen.map(({ succeeded, sent, requests }) => [succeeded, sent, requests])).toEqual([
      [8, 8, 1],
      [16, 16, 2],
      [20, 20, 3],
      [20, 20, 3],
    ]);
    expect(seen.map(({ eta }) => eta === undefined)).toEqual([false, false, false, false]);
    expect(seen.at(-1)).toMatchObject({ read: 20, failed: 0, skipped: 0, unknown: 0, retries: 0, eta: 0 });
  });

  test("has a dry run: the requests, their sizes and the problems, and nothing is sent", async () => {
    const service = createService();
    const requests = await collect(runAgainst(service, [...inputsFor(9), inputFor(""), inputFor(3)]).dryRun());
    expect(requests.map(({ inputs, problems }) => [inputs.length, problems.map(({ index }) => index)])).toEqual([
      [8, []],
      [2, [9]],
    ]);
    expect(requests[0]?.bytes).toBe(requests[0]?.inputs.reduce((sum, input) => sum + JSON.stringify(input).length + 1, 0));
    expect(service.requests).toBe(0);
  });
});
