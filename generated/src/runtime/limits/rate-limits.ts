import type { RateLimits } from "../api-facts.js";
import type { ClientOptions } from "../options/options.js";
import type { RateLimit, RateLimiter } from "../options/rate-limit.js";
import { BucketRateLimiter } from "./rate-limiter.js";

/** The rate limits of the API, with one limiter for each client. */
export function rateLimits(limits: readonly RateLimit[]): RateLimits {
  const limiters = new WeakMap<ClientOptions, RateLimiter>();
  return {
    limits,
    limiter(client) {
      const limiter = limiters.get(client) ?? new BucketRateLimiter(limits);
      limiters.set(client, limiter);
      return limiter;
    },
  };
}
