import { describe, expect, test } from "vitest";
import { isBatchError } from "../../templates/runtime/batch/batch-error.js";
import { runBatch } from "../../templates/runtime/batch/batch-run.js";
import type { BatchSummary } from "../../templates/runtime/batch-results/batch-outcomes.js";
import type { Journal } from "../../templates/runtime/batch-results/batch-journal.js";
import { createClient } from "../../templates/runtime/call/client.js";
import { path } from "../../templates/runtime/values/path.js";
import {
  collect,
  codeOf,
  createService,
  inputFor,
  inputsFor,
  json,
  type Outcome,
  outcomesOf,
  respondingWith,
} from "./run-helpers.js";
import { inVirtualTime } from "./virtual-time.js";
import { facts, invalidValue, type ModelInput, type ModelRecord, runAgainst } from "./services/model-service.js";

/** The account that a run gives is true: the cases in which it once was not. `ledger/` looks for others at random. */

interface Body {
  readonly inputs: readonly (ModelInput & { readonly properties?: { readonly code?: string | null } })[];
}
const bodyOf = (init: RequestInit) => JSON.parse(init.body as string) as Body;
const renaming = (id: string, code: string | null) => ({ ...inputFor(id, { by: "code" }), properties: { code } }) as ModelInput;
const memory = (): Journal & { readonly lines: string[] } => {
  const lines: string[] = [];
  return { lines, read: () => lines, append: (line) => Promise.resolve(void lines.push(line)) };
};
const summaryOf = (run: PromiseLike<BatchSummary<ModelInput>>) =>
  (async () => run)().then(
    (summary) => ({ summary, error: undefined }),
    (error: unknown) => {
      if (!isBatchError(error)) throw error;
      return { summary: error.summary as BatchSummary<ModelInput>, error };
    },
  );

describe("an input that changes the key by which it names its record", () => {
  /** Writes what `writes` allows, and returns each record as it is afterwards, without a trace id. */
  function renamingService(writes: (input: Body["inputs"][number]) => boolean) {
    const sent: string[][] = [];
    const fetch = (_url: string, init: RequestInit) => {
      const { inputs } = bodyOf(init);
      sent.push(inputs.map(({ id }) => id));
      const results = inputs
        .filter(writes)
        .map(({ id, properties }) => ({ id: "7", properties: { code: properties?.code ?? id } }));
      return Promise.resolve(json(200, { status: "COMPLETE", results }));
    };
    return { fetch, sent };
  }

  test("a result with the new key of one input is not that of the input with this key", async () => {
    const service = renamingService(({ id }) => id === "a");
    expect((await outcomesOf(service, [renaming("a", "b"), renaming("b", "c")])).map(codeOf)).toEqual(["succeeded", "unnamed"]);
    expect(service.sent).toEqual([["a"], ["b"]]);
  });

  test.each([
    ["the key is another's new key", [renaming("a", "b"), renaming("c", "a")]],
    ["the new keys are the same", [renaming("a", "c"), renaming("b", "c")]],
    ["an input names the record by its new key", [renaming("a", "b"), inputFor("b", { by: "code" })]],
    ["the keys differ in letter case", [renaming("a", "B"), inputFor("b", { by: "code" })]],
  ])("shares no request with another where %s", async (_, inputs) => {
    const service = renamingService(() => true);
    expect((await outcomesOf(service, inputs)).map(codeOf)).toEqual(["succeeded", "succeeded"]);
    expect(service.sent.map(({ length }) => length)).toEqual([1, 1]);
  });

  test("shares a request with others that change theirs, and is matched by the new key", async () => {
    const service = renamingService(() => true);
    expect((await outcomesOf(service, [renaming("a", "x"), renaming("b", "y")])).map(codeOf)).toEqual(["succeeded", "succeeded"]);
    expect(service.sent).toEqual([["a", "b"]]);
  });

  test.each([["b"], [null], [""]])("is not sent again after a lost answer: %j", async (code) => {
    let sent = 0;
    const lost = { fetch: () => (sent++, Promise.reject(new TypeError("fetch failed"))) };
    expect((await outcomesOf(lost, [renaming("a", code)])).map(codeOf)).toEqual(["unanswered"]);
    expect(sent).toBe(1);
  });

  test("is in doubt in the run after a killed one", async () => {
    const journal = memory();
    const never = { fetch: () => new Promise<Response>(() => undefined) };
    await inVirtualTime(async () => {
      const run = runAgainst(never, [renaming("a", "b")], { journal, timeoutMs: Infinity })[Symbol.asyncIterator]();
      void run.next();
      await new Promise((resolve) => setTimeout(resolve, 10));
    });
    const gone = respondingWith(createService(), () =>
      json(207, { status: "COMPLETE", errors: [{ category: "NOT_FOUND", context: { ids: ["a"] } }] }),
    );
    const [outcome] = await outcomesOf(gone, [renaming("a", "b")], { journal });
    expect(outcome).toMatchObject({ status: "unknown", reason: { code: "unanswered", error: { category: "NOT_FOUND" } } });
  });
});

describe("after an attempt that may have been carried out, no later answer proves that nothing was", () => {
  const denial = (status: number) => () =>
    json(status, { status: "COMPLETE", category: "NOT_FOUND", errors: [{ context: { ids: ["0", "1"] } }] });
  const lostThen = (answer: () => Response) => {
    const service = createService();
    return {
      fetch: async (url: string, init: RequestInit) => {
        if (service.requests > 0) return answer();
        await service.fetch(url, init);
        throw new TypeError("fetch failed");
      },
    };
  };

  test.each([207, 400, 401, 403, 404, 409, 413, 422])("%d", async (status) => {
    expect((await outcomesOf(lostThen(denial(status)), inputsFor(2))).map(codeOf)).toEqual(["unanswered", "unanswered"]);
  });

  test("also not in a later run with the same journal", async () => {
    const journal = memory();
    expect((await outcomesOf(lostThen(denial(401)), inputsFor(2), { journal, retry: false })).map(codeOf)).toEqual(
      Array(2).fill("unanswered"),
    );
    expect((await outcomesOf(respondingWith(createService(), denial(207)), inputsFor(2), { journal })).map(codeOf)).toEqual(
      Array(2).fill("unanswered"),
    );
    expect((await outcomesOf(createService(), inputsFor(2), { journal })).map(codeOf)).toEqual(["succeeded", "succeeded"]);
  });
});

describe("the reason of an input follows from what went out and came back", () => {
  test.each([300, 303, 500, 502, 503, 504, 520, 599, 600, 999])(
    "%d with a long wait: it may have been carried out",
    async (status) => {
      const answer = () => Object.defineProperty(json(503, {}, { "retry-after": "7200" }), "status", { value: status });
      let requests = 0;
      const spy = respondingWith(createService(), () => (requests++, answer()));
      const { summary } = await inVirtualTime(() => summaryOf(runAgainst(spy, inputsFor(100), { concurrency: 1 })));
      expect({ requests, code: summary.stopped?.code }).toEqual({ requests: 1, code: "gave-up" });
      expect(summary.unresolved.map(({ reason }) => reason.code)).toEqual(Array(8).fill("unanswered"));
    },
  );

  test.each(["onRequest", "accessToken"] as const)("%s throws: nothing was sent", async (name) => {
    const broken = () => Promise.reject(new Error("broken"));
    const service = createService();
    const client = createClient({ baseUrl: "http://model.test", accessToken: "t", fetch: service.fetch, [name]: broken });
    const run = runBatch<ModelInput, ModelRecord>(
      facts,
      (inputs, call) => client.send({ method: "POST", path: path`/b`, body: { inputs } }, call),
      inputsFor(2),
    );
    const { summary, error } = await inVirtualTime(() => summaryOf(run));
    expect(summary).toMatchObject({ requests: 0, read: 2, skipped: 2 });
    expect(summary.unresolved).toMatchObject([{ reason: { code: "not-sent", attempts: 0 } }, { reason: { code: "not-sent" } }]);
    expect(error).toMatchObject({ message: expect.stringContaining("broken") as string, cause: { message: "broken" } });
  });

  test.each([
    { after: 0, reason: { code: "not-sent", attempts: 0 }, counts: { requests: 0, retries: 0 } },
    { after: 1, reason: { code: "unanswered", attempts: 1 }, counts: { requests: 1, retries: 0 } },
  ])("fetch refuses to make the request after $after lost attempts", async ({ after, reason, counts }) => {
    let tried = 0;
    const refusing = () => {
      const cause = tried++ < after ? new Error("reset") : new Error("bad port");
      return Promise.reject(new TypeError("fetch failed", { cause }));
    };
    const run = runAgainst({ fetch: refusing }, inputsFor(1));
    const { summary, error } = await inVirtualTime(() => summaryOf(run));
    expect(summary).toMatchObject({ ...counts, skipped: 1 - after, unknown: after, unresolved: [{ reason }] });
    expect(String(error)).toContain("The request cannot be made");
  });

  test.each([
    [200, "unanswered"],
    [429, "refused"],
    [503, "unanswered"],
  ])("onResponse throws after a %d: %s", async (status, code) => {
    const onResponse = () => Promise.reject(new Error("broken"));
    const spy = respondingWith(createService(), () => json(status, {}));
    const { summary } = await inVirtualTime(() => summaryOf(runAgainst(spy, inputsFor(1), { onResponse })));
    expect(summary.unresolved).toMatchObject([{ reason: { code, attempts: 1 } }]);
  });

  test("an abort while a 429 waits: the service refused it", async () => {
    const spy = respondingWith(createService(), () => json(429, {}, { "retry-after": "2" }));
    const { summary } = await inVirtualTime(() => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 100);
      return summaryOf(runAgainst(spy, inputsFor(1), { signal: controller.signal }));
    });
    expect(summary.unresolved).toMatchObject([{ reason: { code: "refused", attempts: 1 } }]);
  });

  test("a status of 600 is not the program's fault", async () => {
    const spy = respondingWith(createService(), () => Object.defineProperty(json(503, {}), "status", { value: 600 }));
    const { summary, error } = await inVirtualTime(() => summaryOf(runAgainst(spy, inputsFor(1))));
    expect(error).toBeUndefined();
    expect(summary.unresolved).toMatchObject([{ reason: { code: "unanswered" } }]);
  });

  test("a body that is nested too deeply confirms nothing", async () => {
    const deep = () =>
      new Response(`{"results":${"[".repeat(50_000)}${"]".repeat(50_000)}}`, { headers: { "content-type": "application/json" } });
    expect((await outcomesOf(respondingWith(createService(), deep), inputsFor(2))).map(codeOf)).toEqual(
      ["unnamed", "unnamed"].map(() => expect.stringMatching(/unnamed|unanswered/) as string),
    );
  });
});

describe("no input vanishes", () => {
  const full = (at: number): Journal => {
    let calls = 0;
    return { read: () => [], append: () => (calls++ >= at ? Promise.reject(new Error("disk full")) : Promise.resolve()) };
  };

  test.each([0, 1, 2])("when the journal cannot be written at its call %d", async (at) => {
    const service = createService();
    await inVirtualTime(async () => {
      const run = runAgainst(service, inputsFor(40), { journal: full(at), concurrency: 1 });
      const outcomes: Outcome[] = [];
      await expect(async () => {
        for await (const outcome of run) outcomes.push(outcome);
      }).rejects.toThrow("disk full");
      expect(outcomes.map(codeOf)).toEqual(Array(8 * (at + 1)).fill("succeeded"));
      expect(await collect(run.remaining())).toEqual(inputsFor(40).slice(8 * (at + 1)));
    });
    expect(service.requests).toBe(at + 1);
  });

  const circle: Record<string, unknown> = { id: "c", value: "v" };
  circle.self = circle;
  const thrower = Object.defineProperty({ id: "t" }, "value", { enumerable: true, get: () => JSON.parse("no") as unknown });
  test.each([
    ["a bigint", { id: "b", value: 5n }],
    ["a circle", circle],
    ["a getter that throws", thrower],
  ])("when JSON cannot write %s, with a journal: it fails alone, in every run", async (_, input) => {
    const journal = memory();
    const list = [inputFor(0), input as unknown as ModelInput, inputFor(1)];
    const first = await outcomesOf(createService(), list, { journal });
    expect(first.map(codeOf)).toEqual(["succeeded", "INVALID_INPUT", "succeeded"]);
    const second = await outcomesOf(createService(), list, { journal });
    expect(second).toEqual([{ ...first[1], fromJournal: true }]);
  });

  test("when a getter has another value each time, the journal is still that of its inputs", async () => {
    const journal = memory();
    let reads = 0;
    const input = () =>
      Object.defineProperty({ id: "1" }, "value", { enumerable: true, get: () => `v${reads++ % 2}` }) as unknown as ModelInput;
    await outcomesOf(createService(), [input(), inputFor(2)], { journal });
    reads = 0;
    expect(await outcomesOf(createService(), [input(), inputFor(2)], { journal })).toEqual([]);
  });

  test("when the journal belongs to other inputs: what differs remains", async () => {
    const journal = memory();
    await outcomesOf(createService(), inputsFor(10), { journal });
    const changed = inputsFor(10).map((one, index) => (index === 4 ? { ...one, value: "other" } : one));
    const run = runAgainst(createService(), changed, { journal });
    const { summary, error } = await inVirtualTime(() => summaryOf(run));
    expect(error).toMatchObject({
      cause: { message: expect.stringContaining("The journal belongs to other inputs: input 4") as string },
    });
    expect(summary).toMatchObject({ read: 4, succeeded: 4 });
    expect(await collect(run.remaining())).toEqual(changed.slice(4));
  });

  test("when the source fails after the run has ended: remaining() throws", async () => {
    const controller = new AbortController();
    async function* failing(): AsyncGenerator<ModelInput> {
      yield* inputsFor(3);
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new Error("line 4 is broken");
    }
    await inVirtualTime(async () => {
      const run = runAgainst(createService(), failing(), { signal: controller.signal });
      setTimeout(() => controller.abort(), 5);
      const { summary } = await summaryOf(run);
      const remaining: ModelInput[] = [];
      await expect(async () => {
        for await (const input of run.remaining()) remaining.push(input);
      }).rejects.toThrow("line 4 is broken");
      expect(remaining).toEqual(inputsFor(3).slice(summary.succeeded));
    });
  });

  test("remaining() is in the order of the inputs, whatever the order of the answers", async () => {
    let requests = 0;
    const fetch = async (_: string, init: RequestInit) => {
      await new Promise((resolve) => setTimeout(resolve, 100 - 10 * requests++));
      init.signal?.throwIfAborted();
      return json(200, {});
    };
    await inVirtualTime(async () => {
      const run = runAgainst({ fetch }, inputsFor(24), { timeoutMs: 1000, concurrency: 4 });
      await run;
      expect(await collect(run.remaining())).toEqual(inputsFor(24));
    });
  });

  test("an error of the source carries the summary for whoever awaits", async () => {
    function* failing(): Generator<ModelInput> {
      yield* [...inputsFor(3), inputFor(4, { value: invalidValue })];
      throw new Error("line 5 is broken");
    }
    const { summary, error } = await inVirtualTime(() => summaryOf(runAgainst(createService(), failing())));
    expect(summary).toMatchObject({ read: 4, succeeded: 3, failed: 1, failures: [{ index: 3 }] });
    expect(String(error)).toBe("BatchError: line 5 is broken (3 of the 4 inputs that were read succeeded before.)");
  });
});
