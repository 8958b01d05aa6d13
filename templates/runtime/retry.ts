import { ApiError } from "./api-error.js";
import type { RetryFacts } from "./api-facts.js";
import { api } from "./api.js";
import { ConnectionError } from "./connection-error.js";
import type { RetryOptions } from "./options.js";
import { TimeoutError } from "./timeout-error.js";

/** Whether a request may be sent again after this failure: never, always, or if sending it twice does what sending it once does. */
type Verdict = "never" | "always" | "idempotent";
type Rule = readonly [matches: (error: unknown) => boolean, verdict: Verdict];

// prettier-ignore: aligned, so that the policy can be read from top to bottom. The first rule that matches decides.
const rules: readonly Rule[] = [
  // No time is left.
  [(error) => error instanceof TimeoutError && error.limit === "deadlineMs", "never"],
  [(error) => error instanceof ApiError && !error.retryable, "never"],
  // The service refused the request before it did anything.
  [(error) => error instanceof ApiError && error.status < 500, "always"],
  [(error) => error instanceof ApiError && error.status === 503 && error.headers.has("retry-after"), "always"],
  // The service may have done what was asked, and only its answer was lost.
  [(error) => error instanceof ApiError, "idempotent"],
  [(error) => error instanceof ConnectionError || error instanceof TimeoutError, "idempotent"],
  // A hook, a token provider or the caller failed.
  [() => true, "never"],
];

/** The statuses after which trying again makes sense, unless the API's own are known. */
const retryStatuses = [408, 425, 429, 500, 502, 503, 504];

/** Timers hold 31 bits and fire at once when given more. */
const longestWait = 2 ** 30;

/** The methods of which RFC 9110, section 9.2.2, says that twice is like once; QUERY is as safe as GET. */
export function isIdempotent(method: string): boolean {
  return /^(GET|HEAD|PUT|DELETE|OPTIONS|TRACE|QUERY)$/.test(method);
}

/** Whether the condition behind a failed answer may pass. */
export function isRetryable(status: number, body: unknown, { statuses = retryStatuses, never }: RetryFacts): boolean {
  return statuses.includes(status) && !never?.(body);
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
  const { attempts, baseDelayMs, maxDelayMs } = options || { attempts: 1 };
  const verdict = rules.find(([matches]) => matches(error))?.[1];
  const most = Math.min(maxDelayMs ?? 30_000, longestWait);
  const least = error instanceof ApiError ? Math.max(error.retryAfterMs ?? 0, (waitSeconds?.[error.status] ?? 0) * 1000) : 0;
  if (!(attempt < (attempts ?? 3)) || verdict === "never" || (verdict === "idempotent" && !idempotent) || least > most)
    return undefined;
  // Full jitter: clients that failed together do not come back together.
  return least + Math.random() * Math.min(most, (baseDelayMs ?? 500) * 2 ** (attempt - 1));
}

/** What a client may still send again: an outage that every caller meets with more requests lasts longer. */
export interface RetryBudget {
  left: number;
}

/** How many retries a client can save up. */
const reserve = 10;

export function createBudget(): RetryBudget {
  return { left: reserve };
}

/** Every call adds its share. */
export function earn(budget: RetryBudget, options: RetryOptions | false): void {
  budget.left = Math.min(reserve, budget.left + (options ? (options.budget ?? 0.2) : 0));
}

/** Whether the failure may be met with one more request. A service that says what is wrong with a request has not failed. */
export function spend(budget: RetryBudget, error: unknown): boolean {
  if (error instanceof ApiError && error.status < 500) return true;
  return budget.left >= 1 && budget.left-- > 0;
}
