import { ApiError } from "../errors/api-error.js";
import type { RetryFacts } from "./retry-facts.js";
import { api } from "../api.js";
import { ConnectionError } from "../errors/connection-error.js";
import type { RetryBudget } from "../options/settings.js";
import type { RetryOptions } from "../options/options.js";
import { TimeoutError } from "../errors/timeout-error.js";

/** The statuses after which trying again makes sense, unless the API's own are known. */
const retryStatuses = [408, 425, 429, 500, 502, 503, 504];

/** Timers hold 31 bits and fire at once when given more. */
const maximumDelayMs = 2 ** 30;

/** The methods of which RFC 9110, section 9.2.2, says that twice is like once; QUERY is as safe as GET. */
export function isIdempotent(method: string): boolean {
  return /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE|QUERY)$/.test(method);
}

/** Whether the condition behind a failed answer may pass. */
export function isRetryable(status: number, body: unknown, { statuses = retryStatuses, never }: RetryFacts): boolean {
  return statuses.includes(status) && !never?.(body);
}

/**
 * Whether a request may be sent again after this failure. Where the service may have done what was asked, and only its answer was lost, that
 * takes a request that does the same twice as once. What a hook, a token provider or the caller throws is final.
 */
function mayRetry(error: unknown, idempotent: boolean): boolean {
  if (error instanceof ApiError) return error.retryable && (idempotent || isUnprocessed(error));
  const lost = error instanceof ConnectionError || (error instanceof TimeoutError && error.limit === "timeoutMs");
  return lost && idempotent;
}

/** Whether the service refused the request before it did anything. */
function isUnprocessed({ status, headers }: Pick<ApiError, "status" | "headers">): boolean {
  return status < 500 || (status === 503 && headers.has("retry-after"));
}

/**
 * Milliseconds to wait before the next attempt, or undefined where there must be none.
 *
 * @param attempt - How many attempts were made.
 */
export function retryDelay(
  error: unknown,
  attempt: number,
  idempotent: boolean,
  options: RetryOptions | false,
  { waitSeconds }: RetryFacts = api.retry ?? {},
): number | undefined {
  const { attempts = 3, baseDelayMs = 500, maxDelayMs = 30_000 } = options || { attempts: 1 };
  const most = Math.min(maxDelayMs, maximumDelayMs);
  const least = error instanceof ApiError ? Math.max(error.retryAfterMs ?? 0, (waitSeconds?.[error.status] ?? 0) * 1000) : 0;
  if (!(attempt < attempts) || !mayRetry(error, idempotent) || least > most) return undefined;
  // Full jitter: clients that failed together do not come back together.
  return least + Math.random() * Math.min(most, baseDelayMs * 2 ** (attempt - 1));
}

/** How many retries a client can save up. */
const maximumBudget = 10;

export function createRetryBudget(): RetryBudget {
  return { retries: maximumBudget };
}

/** Every call adds its share. */
export function refillBudget(budget: RetryBudget, options: RetryOptions | false): void {
  budget.retries = Math.min(maximumBudget, budget.retries + (options ? (options.budget ?? 0.2) : 0));
}

/** Whether the failure may be met with one more request. A service that says what is wrong with a request has not failed. */
export function takeFromBudget(budget: RetryBudget, error: unknown): boolean {
  if (error instanceof ApiError && error.status < 500) return true;
  return budget.retries >= 1 && budget.retries-- > 0;
}
