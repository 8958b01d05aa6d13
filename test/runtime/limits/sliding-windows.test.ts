import { array, assert, asyncProperty, constantFrom, integer, nat, oneof, record } from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { BucketRateLimiter } from "../../../templates/runtime/limits/rate-limiter.js";

/** A clock that the test moves: no machine is too slow for it. */
beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] }));
afterEach(() => vi.useRealTimers());

const never = new AbortController().signal;
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A service that counts a request on arrival, and refuses one where it has seen `requests` in the window before. */
class CountingService {
  readonly accepted: number[] = [];
  refused = 0;

  constructor(
    readonly requests: number,
    readonly windowMs: number,
  ) {}

  arrive(): number {
    const now = performance.now();
    const before = this.accepted.at(-this.requests) ?? -Infinity;
    if (before > now - this.windowMs) this.refused++;
    else this.accepted.push(now);
    return this.refused > 0 ? 429 : 200;
  }
}

/** The way to the service and back, in milliseconds; and how much later than they happen the client sees its events. */
interface Delays {
  readonly there: number;
  readonly back: number;
  readonly lag?: number;
}

/** Sends this many requests through a limiter, as fast as it allows, each with delays of its own. */
async function send(service: CountingService, count: number, delays: (index: number) => Delays): Promise<void> {
  const { requests, windowMs } = service;
  const limiter = new BucketRateLimiter([{ bucket: "account", requests, windowSeconds: windowMs / 1000 }]);
  const sent = Array.from({ length: count }, async (_, index) => {
    const permit = await limiter.enter([], never);
    permit();
    const { there, back, lag = 0 } = delays(index);
    await sleep(there);
    const status = service.arrive();
    await sleep(back + lag);
    permit({ status, headers: new Headers() });
  });
  await vi.advanceTimersByTimeAsync((Math.ceil(count / requests) + 1) * (windowMs + 8000));
  await Promise.all(sent);
}

/** The share of the limit that was used, from the first request to the first of the last window. */
function used({ accepted, requests, windowMs }: CountingService, windows: number): number {
  return (windows * windowMs) / ((accepted[windows * requests] ?? Infinity) - (accepted[0] ?? 0));
}

const delay = oneof(constantFrom(0, 20, 200, 2000), integer({ min: 0, max: 2000 }));
const limits = record({ requests: integer({ min: 1, max: 20 }), windowMs: integer({ min: 100, max: 12_000 }) });

describe("a service that counts sliding windows", () => {
  test("refuses nothing, in whichever order delays of up to two seconds come", async () => {
    const orders = array(record({ there: delay, back: delay }), { minLength: 1, maxLength: 60 });
    await assert(
      asyncProperty(limits, orders, async ({ requests, windowMs }, order) => {
        const service = new CountingService(requests, windowMs);
        await send(service, 60, (index) => order[index % order.length] ?? { there: 0, back: 0 });
        expect([service.refused, service.accepted.length]).toEqual([0, 60]);
      }),
      { numRuns: 150 },
    );
  });

  test("refuses nothing where each new connection takes longer than the requests that follow on it", async () => {
    const service = new CountingService(100, 10_000);
    await send(service, 1000, (index) => (index % 100 < 10 ? { there: 200, back: 5 } : { there: 20, back: 5 }));
    expect([service.refused, service.accepted.length]).toEqual([0, 1000]);
    expect(used(service, 9)).toBeGreaterThan(0.97);
  });

  test("refuses nothing where the event loop of the client is blocked after requests were sent", async () => {
    await assert(
      asyncProperty(nat({ max: 9000 }), nat({ max: 2000 }), async (blockedMs, there) => {
        const service = new CountingService(5, 4000);
        const limiter = new BucketRateLimiter([{ bucket: "account", requests: 5, windowSeconds: 4 }]);
        const one = async (waitMs: number) => {
          (await limiter.enter([], never))();
          await sleep(waitMs);
          service.arrive();
        };
        // While the event loop is blocked, time passes, but no timer fires, and nothing is written to a connection.
        const now = performance.now.bind(performance);
        let blocked = 0;
        const clock = vi.spyOn(performance, "now").mockImplementation(() => now() + blocked);
        const first = Array.from({ length: 5 }, () => one(there));
        await vi.advanceTimersByTimeAsync(0);
        blocked = blockedMs;
        const second = Array.from({ length: 5 }, () => one(0));
        await vi.advanceTimersByTimeAsync(30_000);
        await Promise.all([...first, ...second]);
        clock.mockRestore();
        expect([service.refused, service.accepted.length]).toEqual([0, 10]);
      }),
      { numRuns: 50 },
    );
  });

  // The client cannot know when a request arrived, only when its response did: what a response takes is lost once in each window.
  test.each([
    { there: 1, back: 1, least: 0.99 },
    { there: 20, back: 20, least: 0.99 },
    { there: 200, back: 20, least: 0.97 },
    { there: 50, back: 400, least: 0.95 },
    { there: 50, back: 50, lag: 300, least: 0.95 },
    { there: 1000, back: 1000, least: 0.82 },
    { there: 100, back: 20_000, least: 0.81 },
  ])("sees at least $least of its limit with steady delays: $there + $back ms, lag $lag", async ({ least, ...delays }) => {
    const service = new CountingService(100, 10_000);
    await send(service, 1000, () => delays);
    expect([service.refused, service.accepted.length]).toEqual([0, 1000]);
    expect(used(service, 9)).toBeGreaterThan(least);
  });

  test("sees 98 % of its limit with answers within 40 ms", async () => {
    const service = new CountingService(100, 10_000);
    let seed = 1;
    const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    await send(service, 1000, () => ({ there: random() * 40, back: random() * 40 }));
    expect(used(service, 9)).toBeGreaterThan(0.98);
    expect([service.refused, service.accepted.length]).toEqual([0, 1000]);
  });
});
