import { api } from "../api.js";
import type { RateLimit, RateLimiter } from "../options/rate-limit.js";
import { Limiter } from "./rate-limiter.js";

/**
 * Makes a limiter that several clients can share, so that together they keep within the API's limits. Limits that are given take the
 * place of the API's own in the same bucket.
 */
export function createRateLimiter(limits: readonly RateLimit[] = []): RateLimiter {
  const own = api.rateLimits?.limits ?? [];
  const replaced = own.map((known) => ({ ...known, ...limits.find(({ bucket }) => bucket === known.bucket) }));
  return new Limiter([...replaced, ...limits.filter(({ bucket }) => own.every((known) => known.bucket !== bucket))]);
}
