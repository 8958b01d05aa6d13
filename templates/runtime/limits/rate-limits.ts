import type { RateLimits } from "../api-facts.js";
import type { ClientOptions } from "../options/options.js";
import type { RateLimit, RateLimiter } from "../options/rate-limit.js";
import { Limiter } from "./rate-limiter.js";

export function rateLimits(limits: readonly RateLimit[]): RateLimits {
  const limiters = new WeakMap<ClientOptions, RateLimiter>();
  return {
    limits,
    limiterFor(client) {
      const limiter = limiters.get(client) ?? new Limiter(limits);
      limiters.set(client, limiter);
      return limiter;
    },
  };
}
