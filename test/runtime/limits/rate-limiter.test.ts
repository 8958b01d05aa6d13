import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { path } from "../../../templates/runtime/values/path.js";
import type { RateLimit } from "../../../templates/runtime/options/rate-limit.js";
import { readRateLimitHeaders } from "../../../templates/runtime/limits/rate-limit-headers.js";
import { BucketRateLimiter } from "../../../templates/runtime/limits/rate-limiter.js";
import { readRetryAfter } from "../../../templates/runtime/retries/retry-after.js";
import { rejection } from "../server.js";

/** A clock that the test moves: no machine is too slow for it. */
beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] }));
afterEach(() => vi.useRealTimers());

const account: RateLimit = { bucket: "account", requests: 3, windowSeconds: 1 };
const search: RateLimit = { bucket: "search", requests: 1, windowSeconds: 2, onlyNamed: true };
const never = new AbortController().signal;

/** The time at which each of these requests may go, in order of their names; each is answered at once. */
async function times(
  limiter: BucketRateLimiter,
  requests: readonly (readonly string[])[],
  advance = 20_000,
): Promise<readonly number[]> {
  const began = performance.now();
  const went: number[] = [];
  requests.forEach((buckets, index) => {
    void limiter.enter(buckets, never).then((permit) => {
      went[index] = Math.round(performance.now() - began);
      permit();
      permit(answer());
    });
  });
  await vi.advanceTimersByTimeAsync(advance);
  return went;
}

function answer(headers: Record<string, string> = {}, status = 200) {
  return { status, headers: new Headers(headers) };
}

describe("the turn of a request", () => {
  const all: readonly string[] = [];
  test("comes at once while there is room, and then a window later, in order", async () => {
    expect(await times(new BucketRateLimiter([account]), [all, all, all, all, all])).toEqual([0, 0, 0, 1000, 1000]);
  });

  test("comes when all buckets have room; who needs others is not held up, who needs the same does not overtake", async () => {
    const requests = [["search"], ["search"], all, ["search"], all];
    expect(await times(new BucketRateLimiter([account, search]), requests)).toEqual([0, 2000, 0, 4000, 0]);
  });

  test("does not come for one that is aborted, which leaves its place to others and no timer behind", async () => {
    const limiter = new BucketRateLimiter([{ ...account, requests: 1 }]);
    (await limiter.enter([], never))();
    const controller = new AbortController();
    const waiting = rejection(limiter.enter([], controller.signal));
    const next = times(limiter, [all]);
    controller.abort("enough");
    expect(await waiting).toBe("enough");
    expect(await next).toEqual([3250]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("is refused to a call that is aborted already", async () => {
    expect(await rejection(new BucketRateLimiter([account]).enter([], AbortSignal.abort("before")))).toBe("before");
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([10, 0.25])(
    "comes a window after the response, or after more than two seconds without one: %d s",
    async (windowSeconds) => {
      const limiter = new BucketRateLimiter([{ ...account, requests: 1, windowSeconds }]);
      const permit = await limiter.enter([], never);
      permit();
      setTimeout(() => permit(answer()), 1900);
      expect(await times(limiter, [all])).toEqual([1900 + windowSeconds * 1000]);
      const unanswered = new BucketRateLimiter([{ ...account, requests: 1, windowSeconds }]);
      (await unanswered.enter([], never))();
      expect(await times(unanswered, [all])).toEqual([2250 + windowSeconds * 1000]);
    },
  );

  test("is not taken for ever by a request that is never sent", async () => {
    const limiter = new BucketRateLimiter([{ ...account, requests: 1 }]);
    const options = { baseUrl: "http://a.test", accessToken: () => Promise.reject(new Error("no token")), rateLimit: limiter };
    await rejection(createClient(options).send({ method: "GET", path: path`/a` }));
    expect(await times(limiter, [all])).toEqual([3250]);
  });
});

describe("what answers say", () => {
  const names = { limit: "X-Limit", remaining: "X-Remaining", reset: "X-Reset", windowMilliseconds: "X-Window" };
  const named: RateLimit = { ...account, headers: names };
  const told = "X-HubSpot-RateLimit-";
  const hubSpot: RateLimit = {
    ...account,
    headers: { limit: `${told}Max`, remaining: `${told}Remaining`, windowMilliseconds: `${told}Interval-Milliseconds` },
  };
  const soon = String(Math.floor(Date.now() / 1000));

  // The second column: when four more requests go, the limit being three a second.
  // prettier-ignore
  test.each<{ name: string; limit: RateLimit; headers: Record<string, string>; status?: number; want: readonly number[] }>([
    { name: "nothing",                      limit: account, headers: {}, want: [0, 0, 1000, 1000] },
    { name: "a higher limit",               limit: named, headers: { "x-limit": "5" }, want: [0, 0, 0, 0] },
    { name: "a number with more behind it", limit: named, headers: { "x-limit": "5, 5;w=1" }, want: [0, 0, 0, 0] },
    { name: "a limit of nothing",           limit: named, headers: { "x-limit": "0" }, want: [0, 0, 1000, 1000] },
    { name: "no number",                    limit: named, headers: { "x-limit": "many" }, want: [0, 0, 1000, 1000] },
    { name: "a longer window",              limit: named, headers: { "x-window": "4000" }, want: [0, 0, 4000, 4000] },
    { name: "that others use it too",       limit: named, headers: { "x-remaining": "1" }, want: [0, 1000, 1000, 1000] },
    { name: "when the count starts anew",   limit: named, headers: { "x-remaining": "0", "x-reset": "3" }, want: [3000, 3000, 3000, 4000] },
    { name: "HubSpot's own",                limit: hubSpot, headers: { [`${told}Max`]: "5", [`${told}Remaining`]: "2", [`${told}Interval-Milliseconds`]: "10000", [`${told}Daily-Remaining`]: "0" }, want: [0, 0, 10000, 10000] },
    { name: "RateLimit fields",             limit: account, headers: { "ratelimit-policy": '"day";q=9;w=86400, "account";q=5;w=1', ratelimit: '"account";r=3;t=1' }, want: [0, 0, 0, 1000] },
    { name: "RateLimit fields of others",   limit: account, headers: { "ratelimit-policy": '"day";q=9;w=86400' }, want: [0, 0, 1000, 1000] },
    { name: "429 and for how long",         limit: account, headers: { "retry-after": "7" }, status: 429, want: [7000, 7000, 7000, 8000] },
    { name: "429 and when",                 limit: account, headers: { "x-ratelimit-reset": String(Number(soon) + 10 ** 8) }, status: 429, want: [] },
    { name: "429 alone",                    limit: account, headers: {}, status: 429, want: [100, 100, 1000, 1100] },
  ])("$name", async ({ limit, headers, status, want }) => {
    const limiter = new BucketRateLimiter([limit]);
    (await limiter.enter([], never))(answer(headers, status));
    expect(await times(limiter, [[], [], [], []])).toEqual(want);
  });

  // A service's clock in each unit that services tell it in, read at the same moment.
  test.each([
    { name: "seconds from now", reset: () => "3" },
    { name: "seconds since 1970", reset: () => String(Date.now() / 1000 + 3) },
    { name: "milliseconds since 1970", reset: () => String(Date.now() + 3000) },
  ])("a reset in $name", ({ reset }) => {
    const read = readRateLimitHeaders(new Headers({ "x-reset": reset() }), named);
    expect(Math.round(read.resetMs ?? Infinity)).toBe(3000);
    expect(Math.round(readRetryAfter(429, new Headers({ "x-ratelimit-reset": reset() })) ?? Infinity)).toBe(3000);
  });

  test("a 429 of an operation with a limit of its own pauses that one alone", async () => {
    const limiter = new BucketRateLimiter([account, search]);
    (await limiter.enter(["search"], never))(answer({ "retry-after": "5" }, 429));
    expect(await times(limiter, [["search"], []])).toEqual([5000, 0]);
  });
});
