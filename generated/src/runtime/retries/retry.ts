import { ApiError } from "../errors/api-error.js";
import type { RetryFacts } from "./retry-facts.js";
import { ConnectionError } from "../errors/connection-error.js";
import type { RetryBudget } from "../options/settings.js";
import type { RetryOptions } from "../options/options.js";
import { TimeoutError } from "../errors/timeout-error.js";

/** The retryable statuses, unless the description declares others. */
const retryStatuses = [408, 425, 429, 500, 502, 503, 504];

/** Timers fire at once for delays of 2^31 milliseconds or more. */
const maximumDelayMs = 2 ** 30;

/** Whether a method is idempotent (RFC 9110, section 9.2.2). QUERY is as safe as GET. */
export function isIdempotent(method: string): boolean {
  return /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE|QUERY)$/.test(method);
}

/** Whether a later attempt may succeed after a response with this status and body. */
export function isRetryable(
  status: number,
  body: unknown,
  { statuses = retryStatuses, never }: RetryFacts,
): boolean {
  return statuses.includes(status) && !never?.(body);
}

/**
 * Whether a request may be sent again after this error. If the service may already have processed it, it must be idempotent. Errors that
 * a hook, a token provider or the caller throws are final.
 */
function mayRetry(error: unknown, idempotent: boolean): boolean {
  if (error instanceof ApiError)
    return error.retryable && (idempotent || isUnprocessed(error.status));
  const noResponse =
    error instanceof ConnectionError ||
    (error instanceof TimeoutError && error.limit === "timeoutMs");
  return noResponse && idempotent;
}

/**
 * Whether a response with this status says that the request was not carried out. A 503 does not, with a `Retry-After` or without: it may
 * come from a proxy whose service has the request.
 */
export function isUnprocessed(status: number): boolean {
  return status >= 400 && status < 500;
}

/**
 * The delay before the next attempt in milliseconds; undefined if the request must not be sent again.
 *
 * @param attempt - The number of attempts made so far.
 */
export function retryDelay(
  error: unknown,
  attempt: number,
  idempotent: boolean,
  options: RetryOptions | false,
  { waitSeconds }: RetryFacts,
): number | undefined {
  const { attempts = 3, baseDelayMs = 500, maxDelayMs = 30_000 } = options || { attempts: 1 };
  const longest = Math.min(maxDelayMs, maximumDelayMs);
  const shortest =
    error instanceof ApiError
      ? Math.max(error.retryAfterMs ?? 0, (waitSeconds?.[error.status] ?? 0) * 1000)
      : 0;
  if (!(attempt < attempts) || !mayRetry(error, idempotent) || shortest > longest) return undefined;
  // Full jitter: clients that failed at the same time do not all retry at the same time.
  return shortest + Math.random() * Math.min(longest, baseDelayMs * 2 ** (attempt - 1));
}

/** The most retries that a budget can contain. */
const maximumBudget = 10;

export function createRetryBudget(): RetryBudget {
  return { retries: maximumBudget };
}

/** Adds the share of one call to the budget. */
export function refillBudget(budget: RetryBudget, options: RetryOptions | false): void {
  budget.retries = Math.min(
    maximumBudget,
    budget.retries + (options ? (options.budget ?? 0.2) : 0),
  );
}

/** Takes one retry from the budget if there is one. A response below 500 costs nothing: the service itself has not failed. */
export function takeFromBudget(budget: RetryBudget, error: unknown): boolean {
  if (error instanceof ApiError && error.status < 500) return true;
  return budget.retries >= 1 && budget.retries-- > 0;
}
