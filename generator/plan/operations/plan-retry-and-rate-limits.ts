import type { Api } from "../../model/types/api.js";
import type { Operation } from "../../model/types/operation.js";
import type { Retry } from "../../model/types/extensions.js";
import type { RetryAndRateLimitPlan } from "../types/operation-plan.js";

/** The retry and rate limit settings of an operation that differ from those of the client. */
export function planRetryAndRateLimits({ retry, rateLimits }: Operation, api: Api): RetryAndRateLimitPlan {
  const idempotent = retry?.idempotent ?? api.retry?.idempotent;
  const shared = new Set(api.rateLimits.map(({ bucket }) => bucket));
  const limits = rateLimits.map(({ bucket }) => bucket).filter((bucket) => !shared.has(bucket));
  return {
    ...(idempotent !== undefined && { idempotent }),
    // Fields of the operation override those of the API.
    ...(retry && hasRetryConditions(retry) && { retry: { ...api.retry, ...retry } }),
    ...(limits.length > 0 && { rateLimitBuckets: limits }),
  };
}

function hasRetryConditions({ statuses, waitSeconds, never }: Retry): boolean {
  return statuses !== undefined || waitSeconds !== undefined || never !== undefined;
}
