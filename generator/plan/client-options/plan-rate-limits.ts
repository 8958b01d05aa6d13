import { diagnostic } from "../../diagnostics.js";
import type { Report } from "../../diagnostics.js";
import { compareStrings } from "../../model/reading/order.js";
import type { Api } from "../../model/types/api.js";
import type { RateLimit } from "../../model/types/extensions.js";
import type { RateLimitPlan } from "../types/client-options-plan.js";

/** Every bucket once: first those of all requests, then those of operations, both sorted by name. */
export function planRateLimits({ rateLimits, operations }: Api, report: Report): readonly RateLimitPlan[] {
  const limits = new Map<string, RateLimitPlan>(rateLimits.map((limit) => [limit.bucket, { limit, everyRequest: true }]));
  for (const { rateLimits: own, place } of operations) {
    for (const limit of own) {
      const known = limits.get(limit.bucket);
      if (known === undefined) limits.set(limit.bucket, { limit, everyRequest: false });
      else if (!isSame(known.limit, limit)) report(diagnostic("extension-invalid", place, differentLimits(limit)));
    }
  }
  return [...limits.values()].sort(
    (a, b) => Number(b.everyRequest) - Number(a.everyRequest) || compareStrings(a.limit.bucket, b.limit.bucket),
  );
}

function isSame(a: RateLimit, b: RateLimit): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function differentLimits({ bucket }: RateLimit): string {
  return `The bucket \`${bucket}\` of \`x-specloom-rate-limit\` has other numbers or headers here than elsewhere.`;
}
