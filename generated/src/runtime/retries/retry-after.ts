/** Timers take 31 bits of milliseconds (24 days); a timer for more fires at once. */
export const maximumTimerMs: number = 2 ** 31 - 1;

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
  const seconds = numberAt(value);
  const now = serviceTime(headers);
  const milliseconds =
    seconds === undefined ? dateIn(value) - now : millisecondsUntil(seconds, now);
  return Number.isNaN(milliseconds)
    ? undefined
    : Math.min(Math.max(0, milliseconds), maximumTimerMs);
}

/** The time by the service's clock, which may differ from ours. */
export function serviceTime(headers: Headers): number {
  return dateIn(headers.get("date") ?? "") || Date.now();
}

/** The number at the beginning of a header, since some services add more text. A header that is not a finite number says nothing. */
export function leadingNumber(text: string | null | undefined): number | undefined {
  return numberAt(/^[\d.]+(?:e\d+)?/i.exec(text?.trim() ?? "")?.[0] ?? "");
}

/**
 * The delay in milliseconds for a number of seconds. A number above 1e9 (thirty years) is a Unix timestamp in seconds, and one above 1e11 a
 * Unix timestamp in milliseconds.
 */
export function millisecondsUntil(seconds: number, now: number): number {
  return (seconds > 1e11 ? seconds : seconds * 1000) - (seconds > 1e9 ? now : 0);
}

function numberAt(text: string): number | undefined {
  const number = /^-?[\d.]/.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** A date with the name of a month; `Date.parse` reads any text with a number as some date. */
function dateIn(text: string): number {
  return /^\w{3,9},? .*\d{2}:\d{2}|^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : NaN;
}
