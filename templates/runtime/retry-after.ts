/** The headers that say when to come back; those about a limit do only where the limit was met. */
const waits: readonly (readonly [name: string, status?: number])[] = [
  ["retry-after"],
  ["ratelimit-reset", 429],
  ["x-ratelimit-reset", 429],
];

/**
 * The milliseconds that a failed answer asks callers to wait; undefined where it does not. A number of seconds, or a date (RFC 9110, section
 * 10.2.3), by the service's clock and not by ours. A reset may be a time in seconds since 1970, too.
 */
export function retryAfter(status: number, headers: Headers): number | undefined {
  const [header] = waits.filter(([name, only = status]) => only === status && headers.has(name));
  const value = (header && headers.get(header[0])) ?? "";
  const now = Date.parse(headers.get("date") ?? "") || Date.now();
  const seconds = parseFloat(value);
  // No wait is thirty years long: it is a time.
  const milliseconds = /^\s*\d+(\.\d+)?\s*$/.test(value) ? seconds * 1000 - (seconds > 1e9 ? now : 0) : Date.parse(value) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
