import type { ApiFacts } from "../api-facts.js";
import { api } from "../api.js";
import type { RateLimit, RateLimiter } from "../options/rate-limit.js";
import { checkNumbers, positive, wholeFrom } from "../values/check-numbers.js";
import { BucketRateLimiter } from "./rate-limiter.js";

const numbers = { requests: wholeFrom(1), windowSeconds: positive };

/**
 * Creates a rate limiter that several clients can share, so that together they stay within the API's limits. A given limit replaces the
 * API's own limit of the same bucket.
 */
export function createRateLimiter(
  limits: readonly RateLimit[] = [],
  { rateLimits }: ApiFacts = api,
): RateLimiter {
  limits.forEach((limit, index) => checkNumbers(limit, numbers, `limits[${index}].`));
  const own = rateLimits?.limits ?? [];
  const replaced = own.map((known) => ({
    ...known,
    ...limits.find(({ bucket }) => bucket === known.bucket),
  }));
  return new BucketRateLimiter([
    ...replaced,
    ...limits.filter(({ bucket }) => own.every((known) => known.bucket !== bucket)),
  ]);
}
