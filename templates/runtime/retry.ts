import { ApiError } from "./api-error.js";
import { api } from "./api.js";
import { ConnectionError } from "./connection-error.js";
import { member } from "./member.js";
import type { RetryOptions } from "./options.js";
import { TimeoutError } from "./timeout-error.js";

/** Whether a request may be sent again after this failure: never, always, or if sending it twice does what sending it once does. */
type Verdict = "never" | "always" | "idempotent";
type Rule = readonly [matches: (error: unknown) => boolean, verdict: Verdict];

// prettier-ignore: aligned, so that the policy can be read from top to bottom. The first rule that matches decides.
const rules: readonly Rule[] = [
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
export function isRetryable(status: number, body: unknown): boolean {
  const { statuses = retryStatuses, never } = api.retry ?? {};
  return statuses.includes(status) && !never?.values.includes(String(never.field.reduce(member, body)));
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
): number | undefined {
  const { attempts, baseDelayMs, maxDelayMs } = options || { attempts: 1 };
  const verdict = rules.find(([matches]) => matches(error))?.[1];
  const most = Math.min(maxDelayMs ?? 30_000, longestWait);
  const least = leastDelay(error);
  if (!(attempt < (attempts ?? 3)) || verdict === "never" || (verdict === "idempotent" && !idempotent) || least > most)
    return undefined;
  // Full jitter: clients that failed together do not come back together.
  return least + Math.random() * Math.min(most, (baseDelayMs ?? 500) * 2 ** (attempt - 1));
}

/** What the service asks for in this answer, or what is known about its status. */
function leastDelay(error: unknown): number {
  if (!(error instanceof ApiError)) return 0;
  return Math.max(retryAfter(error.headers), (api.retry?.waitSeconds?.[error.status] ?? 0) * 1000);
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, section 10.2.3); the date is by the service's clock, not by ours. */
function retryAfter(headers: Headers): number {
  const value = headers.get("retry-after") ?? "";
  const seconds = Number(value);
  if (!Number.isNaN(seconds)) return seconds * 1000;
  const now = Date.parse(headers.get("date") ?? "") || Date.now();
  return Date.parse(value) - now || 0;
}
