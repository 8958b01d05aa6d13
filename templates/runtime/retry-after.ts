/**
 * The milliseconds that a failed answer asks callers to wait; undefined where it does not. A number of seconds, or a date (RFC 9110, section
 * 10.2.3), by the service's clock and not by ours. A reset may be a time in seconds since 1970, too.
 */
export function retryAfter(status: number, headers: Headers): number | undefined {
  const reset = () => headers.get("ratelimit-reset") ?? headers.get("x-ratelimit-reset");
  // A header about a limit says when to come back only where the limit was met.
  const value = headers.get("retry-after") ?? (status === 429 ? reset() : null) ?? "";
  const now = Date.parse(headers.get("date") ?? "") || Date.now();
  const seconds = parseFloat(value);
  // No wait is thirty years long: it is a time.
  const milliseconds = /^\s*\d+(\.\d+)?\s*$/.test(value) ? seconds * 1000 - (seconds > 1e9 ? now : 0) : Date.parse(value) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
