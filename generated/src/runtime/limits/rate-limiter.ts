import type { RateLimit, RateLimiter, RatePermit } from "../options/rate-limit.js";
import { RateBucket } from "./rate-bucket.js";
import { RequestTransit } from "./request-transit.js";
import { maximumTimerMs, readRetryAfter } from "../retries/retry-after.js";
import { withTimeout } from "../retries/timeouts.js";

/** A request that waits until there is room in all of its buckets at once. */
interface WaitingRequest {
  readonly buckets: readonly RateBucket[];
  readonly proceed: () => void;
}

/** Admits requests in the order in which they came. A request that waits for one bucket does not hold up those that need only others. */
export class BucketRateLimiter implements RateLimiter {
  readonly #buckets: readonly RateBucket[];
  readonly #waiting = new Set<WaitingRequest>();
  readonly #transit = new RequestTransit();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(limits: readonly RateLimit[]) {
    this.#buckets = limits.map((limit) => new RateBucket(limit));
  }

  async enter(names: readonly string[], signal: AbortSignal): Promise<RatePermit> {
    const buckets = this.#buckets.filter(
      ({ limit }) => !limit.onlyNamed || names.includes(limit.bucket),
    );
    await withTimeout([signal], (inner) => this.#wait(buckets, inner));
    let arrived = false;
    const onArrival = () => {
      for (const bucket of arrived ? [] : buckets) bucket.onArrival();
      arrived = true;
      this.#admitWaiting();
    };
    return (response) => {
      if (!response) {
        this.#transit.add(onArrival);
        return;
      }
      for (const bucket of buckets) bucket.onResponse(response.headers);
      if (response.status === 429) pauseAfter429(buckets, response);
      this.#transit.remove(onArrival);
      onArrival();
    };
  }

  #wait(buckets: readonly RateBucket[], signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const proceed = () => {
        for (const bucket of buckets) bucket.take();
        resolve();
      };
      const request = { buckets, proceed };
      this.#waiting.add(request);
      signal.addEventListener("abort", () => {
        this.#waiting.delete(request);
        this.#admitWaiting();
      });
      this.#admitWaiting();
    });
  }

  #admitWaiting(): void {
    const now = performance.now();
    const full = new Set<RateBucket>();
    let next = Infinity;
    for (const request of this.#waiting) {
      const lacking = request.buckets.filter((bucket) => bucket.freeAt(now) > now);
      for (const bucket of lacking) full.add(bucket);
      if (lacking.length > 0)
        next = Math.min(next, Math.max(...lacking.map((bucket) => bucket.freeAt(now))));
      else if (this.#waiting.delete(request)) request.proceed();
      // With all buckets full, no later request can be admitted.
      if (full.size === this.#buckets.length) break;
    }
    clearTimeout(this.#timer);
    const waitMs = Math.min(Math.ceil(next - now), maximumTimerMs);
    this.#timer =
      this.#waiting.size > 0 ? setTimeout(() => this.#admitWaiting(), waitMs) : undefined;
  }
}

/** A 429 is taken to be about the operation's own limits, where it has any, rather than about those of all requests. */
function pauseAfter429(
  buckets: readonly RateBucket[],
  { status, headers }: Pick<Response, "status" | "headers">,
): void {
  const own = buckets.filter(({ limit }) => limit.onlyNamed);
  for (const bucket of own.length > 0 ? own : buckets)
    bucket.pause(readRetryAfter(status, headers));
}
