/**
 * The milliseconds that a failed answer asks callers to wait; undefined where it does not. A number of seconds, or a date (RFC 9110, section
 * 10.2.3), by the service's clock and not by ours. A reset may be a time in seconds since 1970, too.
 */
export function readRetryAfter(status: number, headers: Headers): number | undefined {
  const header = (name: string) => headers.get(name) ?? "";
  // A header about a limit says when to come back only where the limit was met.
  const reset = () => (status === 429 ? header("ratelimit-reset") || header("x-ratelimit-reset") : "");
  const value = header("retry-after") || reset();
  if (!value) return undefined;
  const now = Date.parse(header("date")) || Date.now();
  const seconds = Number(value);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(value) - now : millisecondsUntil(seconds, now);
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/**
 * The milliseconds until seconds have passed. No wait is thirty years long: such a number is a time since 1970, in seconds, or where these
 * would be thousands of years from now, in milliseconds.
 */
export function millisecondsUntil(seconds: number, now: number): number {
  return (seconds > 1e11 ? seconds : seconds * 1000) - (seconds > 1e9 ? now : 0);
}
