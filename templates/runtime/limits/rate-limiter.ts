import type { RateLimit, RateLimiter, RatePermit } from "../options/rate-limit.js";
import { Bucket } from "./rate-bucket.js";
import type { Place } from "./rate-bucket.js";
import { readRetryAfter } from "../retries/retry-after.js";
import { withTimeout } from "../retries/timeouts.js";

/** A request that waits until there is room in all of its buckets at once. */
interface Waiter {
  readonly buckets: readonly Bucket[];
  readonly go: () => void;
}

/** Timers hold 31 bits. */
const longestTimer = 2 ** 31 - 1;

/** Lets requests go in the order in which they came. Whoever waits for one bucket does not hold up those who need only others. */
export class Limiter implements RateLimiter {
  readonly #buckets: readonly Bucket[];
  readonly #waiting = new Set<Waiter>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(limits: readonly RateLimit[]) {
    this.#buckets = limits.map((limit) => new Bucket(limit));
  }

  async enter(names: readonly string[], signal: AbortSignal): Promise<RatePermit> {
    const buckets = this.#buckets.filter(({ limit }) => !limit.onlyNamed || names.includes(limit.bucket));
    const places = await withTimeout([signal], (inner) => this.#wait(buckets, inner));
    return (answer) => {
      for (const [bucket, place] of places) {
        if (answer) bucket.answered(place, answer.headers);
        else bucket.sent(place);
      }
      if (answer?.status === 429) pause(buckets, answer);
      // An answer may free a place sooner than was thought.
      if (answer) this.#letGo();
    };
  }

  #wait(buckets: readonly Bucket[], signal: AbortSignal): Promise<ReadonlyMap<Bucket, Place>> {
    return new Promise((resolve) => {
      const go = () => resolve(new Map(buckets.map((bucket) => [bucket, bucket.take()])));
      const waiter = { buckets, go };
      this.#waiting.add(waiter);
      signal.addEventListener("abort", () => {
        this.#waiting.delete(waiter);
        this.#letGo();
      });
      this.#letGo();
    });
  }

  #letGo(): void {
    const now = performance.now();
    const full = new Set<Bucket>();
    let next = Infinity;
    for (const waiter of this.#waiting) {
      const lacking = waiter.buckets.filter((bucket) => bucket.freeAt(now) > now);
      for (const bucket of lacking) full.add(bucket);
      if (lacking.length > 0) next = Math.min(next, Math.max(...lacking.map((bucket) => bucket.freeAt(now))));
      else if (this.#waiting.delete(waiter)) waiter.go();
      // Nobody further behind can go.
      if (full.size === this.#buckets.length) break;
    }
    clearTimeout(this.#timer);
    const waitMs = Math.min(Math.ceil(next - now), longestTimer);
    this.#timer = this.#waiting.size > 0 ? setTimeout(() => this.#letGo(), waitMs) : undefined;
  }
}

/** A limit of the operation's own was met sooner than one of all requests. */
function pause(buckets: readonly Bucket[], { status, headers }: Pick<Response, "status" | "headers">): void {
  const own = buckets.filter(({ limit }) => limit.onlyNamed);
  for (const bucket of own.length > 0 ? own : buckets) bucket.pause(readRetryAfter(status, headers));
}
