import { diagnostic, type Report } from "../../diagnostics.js";
import type { Api, Operation } from "../../model/types/api.js";
import type { RateLimit, Retry } from "../../model/types/extensions.js";
import { compareText } from "../../model/reading/order.js";
import type { RateLimitPlan } from "../types/client-options-plan.js";
import type { BehaviourPlan } from "../types/operation-plan.js";

/** How requests of an operation behave where that differs from what the client assumes of all. */
export function planBehaviour({ retry, rateLimits }: Operation, api: Api): BehaviourPlan {
  const idempotent = retry?.idempotent ?? api.retry?.idempotent;
  const root = new Set(api.rateLimits.map(({ bucket }) => bucket));
  const limits = rateLimits.map(({ bucket }) => bucket).filter((bucket) => !root.has(bucket));
  return {
    ...(idempotent !== undefined && { idempotent }),
    // What the operation says wins, field by field.
    ...(retry && saysWhen(retry) && { retry: { ...api.retry, ...retry } }),
    ...(limits.length > 0 && { limits }),
  };
}

export function saysWhen({ statuses, waitSeconds, never }: Retry): boolean {
  return statuses !== undefined || waitSeconds !== undefined || never !== undefined;
}

/** Every bucket once, the root's first; each in order of name. */
export function planRateLimits({ rateLimits, operations }: Api, report: Report): readonly RateLimitPlan[] {
  const limits = new Map<string, RateLimitPlan>(rateLimits.map((limit) => [limit.bucket, { limit, everyRequest: true }]));
  for (const { rateLimits: own, place } of operations) {
    for (const limit of own) {
      const known = limits.get(limit.bucket);
      if (known === undefined) limits.set(limit.bucket, { limit, everyRequest: false });
      else if (!same(known.limit, limit)) report(diagnostic("extension-invalid", place, differs(limit)));
    }
  }
  return [...limits.values()].sort(
    (a, b) => Number(b.everyRequest) - Number(a.everyRequest) || compareText(a.limit.bucket, b.limit.bucket),
  );
}

function same(a: RateLimit, b: RateLimit): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function differs({ bucket }: RateLimit): string {
  return `The bucket \`${bucket}\` of \`x-specloom-rate-limit\` has other numbers or headers here than elsewhere.`;
}
