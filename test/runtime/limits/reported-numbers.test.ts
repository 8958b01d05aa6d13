import { assert, asyncProperty, constantFrom, double, integer, oneof, record, string } from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readRateLimitHeaders } from "../../../templates/runtime/limits/rate-limit-headers.js";
import { BucketRateLimiter } from "../../../templates/runtime/limits/rate-limiter.js";
import type { RateLimit } from "../../../templates/runtime/options/rate-limit.js";
import { readRetryAfter } from "../../../templates/runtime/retries/retry-after.js";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] }));
afterEach(() => vi.useRealTimers());

const never = new AbortController().signal;
const names = { limit: "x-limit", remaining: "x-remaining", reset: "x-reset", windowMilliseconds: "x-window" };
const named: RateLimit = { bucket: "account", requests: 3, windowSeconds: 1, headers: names };

/** When ten more requests go after a response with these headers, in milliseconds. */
async function times(
  limit: RateLimit,
  headers: Record<string, string>,
  status = 200,
  advance = 400_000,
): Promise<readonly number[]> {
  const limiter = new BucketRateLimiter([limit]);
  const answer = { status, headers: new Headers(headers) };
  (await limiter.enter([], never))(answer);
  const began = performance.now();
  const went: number[] = [];
  for (let index = 0; index < 10; index++) {
    void limiter.enter([], never).then((permit) => {
      went.push(Math.round(performance.now() - began));
      permit();
      permit({ status: 200, headers: new Headers() });
    });
  }
  await vi.advanceTimersByTimeAsync(advance);
  return went;
}

describe("no number of a service stops a client", () => {
  // prettier-ignore: aligned for reading. `last` is the latest time at which the tenth of ten more requests goes.
  test.each<{ name: string; headers: Record<string, string>; status?: number; last: number }>([
    { name: "a long Retry-After", headers: { "retry-after": "99999999" }, status: 429, last: 33_000 },
    { name: "an endless Retry-After", headers: { "retry-after": "9".repeat(400) }, status: 429, last: 33_000 },
    {
      name: "a Retry-After that is a date",
      headers: { "retry-after": "Fri, 31 Dec 9999 23:59:59 GMT" },
      status: 429,
      last: 33_000,
    },
    { name: "a reset in a thousand years", headers: { "x-remaining": "0", "x-reset": "99999999" }, last: 33_000 },
    { name: "a long window", headers: { "x-window": "99999999999" }, last: 181_000 },
    { name: "a limit of 2.5", headers: { "x-limit": "2.5" }, last: 6000 },
    { name: "a limit of 0.5", headers: { "x-limit": "0.5" }, last: 22_000 },
    { name: "a limit of 1e-9", headers: { "x-limit": "0.000000001" }, last: 60_000 * 10 },
    { name: "a limit without an end", headers: { "x-limit": "1e999" }, last: 4000 },
    {
      name: "nothing but zeros",
      headers: { "x-limit": "0", "x-remaining": "0", "x-reset": "0", "x-window": "0" },
      last: 4000,
    },
    { name: "a reset that is now", headers: { "x-remaining": "0", "x-reset": "0" }, last: 4000 },
    {
      name: "a limit of nothing with a long reset",
      headers: { "x-limit": "0", "x-remaining": "0", "x-reset": "600" },
      last: 4000,
    },
    { name: "remaining 0.5", headers: { "x-remaining": "0.5" }, last: 5000 },
    { name: "remaining less than nothing", headers: { "x-remaining": "-1" }, last: 5000 },
  ])("$name", async ({ headers, status, last }) => {
    const went = await times(named, headers, status, 700_000);
    expect(went).toHaveLength(10);
    expect(went.at(-1)).toBeLessThanOrEqual(last);
  });

  test("whatever the headers say, and with which status", async () => {
    const number = oneof(
      double().map(String),
      integer().map(String),
      constantFrom("0", "0.5", "2.5", "1e308", "1e309", "Infinity", "-1", "NaN", "99999999", "4102444800", "0x10", "1.2.3"),
      string({ unit: "binary-ascii", maxLength: 20 }).filter((text) => /^[\x20-\x7e]*$/.test(text)),
    );
    const headers = record(
      { "x-limit": number, "x-remaining": number, "x-reset": number, "x-window": number, "retry-after": number, date: number },
      { requiredKeys: [] },
    );
    await assert(
      asyncProperty(headers, constantFrom(200, 429, 503), async (told, status) => {
        const given = Object.fromEntries(Object.entries(told));
        // At worst one request in the longest window, ten times.
        expect(await times(named, given, status, 700_000)).toHaveLength(10);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the clock of a reset is that of the service", () => {
  test.each([-3_600_000, 0, 3_600_000])("which differs by %i ms from ours", (skew) => {
    const now = Date.now() + skew;
    const date = new Date(now).toUTCString();
    const inThree = String(Math.floor(now / 1000) + 3);
    const read = readRateLimitHeaders(new Headers({ date, "x-reset": inThree }), named);
    expect(read.resetMs).toBe(3000);
    expect(readRetryAfter(429, new Headers({ date, "x-ratelimit-reset": inThree }))).toBe(3000);
  });
});

describe("a Retry-After", () => {
  // prettier-ignore: aligned for reading.
  test.each([
    { value: "Infinity", want: undefined },
    { value: "NaN", want: undefined },
    { value: "soon 5", want: undefined },
    { value: "-5", want: 0 },
    { value: "0.5", want: 500 },
    { value: "99999999", want: 2 ** 31 - 1 },
  ])("of $value is $want: never more than a timer takes", ({ value, want }) => {
    expect(readRetryAfter(429, new Headers({ "retry-after": value }))).toBe(want);
  });
});
