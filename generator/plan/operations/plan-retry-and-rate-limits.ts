import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import type { Retry } from "../../model/types/extensions.js";
import type { RetryAndRateLimitPlan } from "../types/operation-plan.js";

/** How requests of an operation behave where that differs from what the client assumes of all. */
export function planRetryAndRateLimits({ retry, rateLimits }: Operation, api: Api): RetryAndRateLimitPlan {
  const idempotent = retry?.idempotent ?? api.retry?.idempotent;
  const root = new Set(api.rateLimits.map(({ bucket }) => bucket));
  const limits = rateLimits.map(({ bucket }) => bucket).filter((bucket) => !root.has(bucket));
  return {
    ...(idempotent !== undefined && { idempotent }),
    // What the operation says wins, field by field.
    ...(retry && hasRetryConditions(retry) && { retry: { ...api.retry, ...retry } }),
    ...(limits.length > 0 && { rateLimitBuckets: limits }),
  };
}

export function hasRetryConditions({ statuses, waitSeconds, never }: Retry): boolean {
  return statuses !== undefined || waitSeconds !== undefined || never !== undefined;
}
