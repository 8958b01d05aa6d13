import * as shared from "../../../runtime/limits/create-rate-limiter.js";
import type { RateLimit, RateLimiter } from "../../../runtime/options/rate-limit.js";
import { api } from "../api.js";

/**
 * Creates a rate limiter that several clients can share, so that together they stay within the API's limits. A given limit replaces the
 * API's own limit of the same bucket.
 */
export function createRateLimiter(limits?: readonly RateLimit[]): RateLimiter {
  return shared.createRateLimiter(limits, api);
}
