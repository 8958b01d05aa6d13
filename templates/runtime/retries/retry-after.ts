/**
 * The delay in milliseconds that a failed response asks for; undefined if it has no such header. The header contains seconds or a date
 * (RFC 9110, section 10.2.3), which is compared with the `Date` header. A rate limit reset may also be a Unix timestamp.
 */
export function readRetryAfter(status: number, headers: Headers): number | undefined {
  const header = (name: string) => headers.get(name) ?? "";
  // A rate limit reset is the time to retry only if the limit was exceeded.
  const reset = () =>
    status === 429 ? header("ratelimit-reset") || header("x-ratelimit-reset") : "";
  const value = header("retry-after") || reset();
  if (!value) return undefined;
  const now = Date.parse(header("date")) || Date.now();
  const seconds = Number(value);
  const milliseconds = Number.isNaN(seconds)
    ? Date.parse(value) - now
    : millisecondsUntil(seconds, now);
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/**
 * The delay in milliseconds for a number of seconds. A number above 1e9 (thirty years) is a Unix timestamp in seconds, and one above 1e11 a
 * Unix timestamp in milliseconds.
 */
export function millisecondsUntil(seconds: number, now: number): number {
  return (seconds > 1e11 ? seconds : seconds * 1000) - (seconds > 1e9 ? now : 0);
}
