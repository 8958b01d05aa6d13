import { describe, expect, test } from "vitest";
import type { BatchItem } from "../../templates/runtime/batch-results/batch-items.js";
import { decide, decisionRules, tookNoEffect } from "../../templates/runtime/batch-results/request-decision.js";
import { ApiError } from "../../templates/runtime/errors/api-error.js";
import { ConnectionError } from "../../templates/runtime/errors/connection-error.js";
import { TimeoutError } from "../../templates/runtime/errors/timeout-error.js";
import { facts, type ModelInput } from "./services/model-service.js";

/** The policy for a request that failed: which rule decides, and that what is said of an input follows from the evidence alone. */

const sent = { operation: "batch.update", method: "POST", path: "/batch", attempts: 1 };
const httpError = (status: number, { waits = 0, retryable = false } = {}) =>
  new ApiError({
    ...sent,
    status,
    statusText: "",
    headers: new Headers(),
    text: "",
    body: {} as never,
    retryable,
    retryAfterMs: waits,
  });
const lost = new ConnectionError(sent, new TypeError("fetch failed"));
const late = new TimeoutError(sent, "timeoutMs", 10);

function itemsFor(count: number, more: Partial<BatchItem<ModelInput>> = {}): BatchItem<ModelInput>[] {
  const names = { group: "", newKeys: undefined, traceId: undefined, hasOwnTraceId: false, bytes: 1, isMeasured: true };
  const state = { invalid: undefined, sent: true, attempts: 1, ambiguous: false, behind: 0, sum: 0, isSettled: false };
  return Array.from({ length: count }, (_, index) => {
    const input = { id: String(index), value: "v" };
    return { index, input, payload: input, key: input.id, ...names, ...state, ...more };
  });
}

const hour = 3_600_000;
/** Every rule, and every pair of rules that match the same error: the row says which of them decides. */
const rows: readonly (readonly [error: unknown, status: number | undefined, rule: string, next: string])[] = [
  [httpError(400), 400, "rejection", "continue"],
  [httpError(413), 413, "rejection", "continue"],
  [httpError(400, { waits: hour }), 400, "long wait", "stop"],
  [httpError(401), 401, "lasting refusal", "stop"],
  [httpError(403), 403, "lasting refusal", "stop"],
  [httpError(404), 404, "lasting refusal", "stop"],
  [httpError(303), 303, "lasting refusal", "stop"],
  [httpError(423, { retryable: true }), 423, "passing refusal", "continue"],
  [httpError(423, { retryable: true, waits: hour }), 423, "long wait", "stop"],
  [httpError(429, { retryable: true }), 429, "rate limit", "continue"],
  [httpError(429, { retryable: true, waits: hour }), 429, "long wait", "stop"],
  [httpError(429), 429, "lasting refusal", "stop"],
  ...[500, 502, 503, 504, 599, 600, 999].flatMap((status) => [
    [httpError(status), status, "no usable answer", "continue"] as const,
    [httpError(status, { retryable: true, waits: 1000 }), status, "no usable answer", "continue"] as const,
    [httpError(status, { waits: hour }), status, "long wait", "stop"] as const,
  ]),
  [httpError(200), 200, "no usable answer", "continue"],
  [lost, undefined, "no usable answer", "continue"],
  [lost, 200, "no usable answer", "continue"],
  [late, undefined, "no usable answer", "continue"],
  [new Error("a hook"), undefined, "error of the program", "throw"],
  [new Error("a hook"), 200, "error of the program", "throw"],
  // Errors that a token provider threw, which calls another service with this package.
  [httpError(400), undefined, "error of the program", "throw"],
  [httpError(401, { waits: hour }), 429, "error of the program", "throw"],
];

describe("the rule that decides", () => {
  test.each(rows)("%s after status %s: %s", (error, status, rule, next) => {
    const end = { error, aborted: false, attempts: 1, status };
    expect(decisionRules.find(({ matches }) => matches(end, facts))?.name).toBe(rule);
    expect(decide(end, itemsFor(2), facts).next).toBe(next);
    expect(decisionRules.find(({ matches }) => matches({ ...end, aborted: true }, facts))?.name).toBe("aborted");
  });

  test("a connection error before anything was sent is the program's", () => {
    const end = { error: lost, aborted: false, attempts: 0, status: undefined };
    expect(decide(end, itemsFor(1, { attempts: 0 }), facts)).toMatchObject({
      next: "throw",
      results: [{ reason: { code: "not-sent" } }],
    });
  });

  test("each rule is the first for some error, so none is superfluous", () => {
    expect(new Set(rows.map(([, , rule]) => rule)).add("aborted")).toEqual(new Set(decisionRules.map(({ name }) => name)));
  });
});

describe("no rule makes the account untrue", () => {
  test.each(rows)("%s after status %s", (error, status) => {
    for (const aborted of [false, true])
      for (const ambiguous of [false, true])
        for (const count of [1, 2]) {
          const end = { error, aborted, attempts: 1, status };
          const { results } = decide(end, itemsFor(count, { ambiguous }), facts);
          for (const result of results) {
            const said = "reason" in result ? result.reason.code : "failed";
            if (ambiguous) expect(said).toBe("unanswered");
            else expect(["refused", "failed"]).toContain(said);
          }
        }
  });

  test("a status of 400 to 499, or one that the description declares as a rejection, has no effect", () => {
    for (let status = 0; status < 1000; status++)
      expect(tookNoEffect(status, { ...facts, rejections: [400, 555] })).toBe((status >= 400 && status < 500) || status === 555);
  });
});
