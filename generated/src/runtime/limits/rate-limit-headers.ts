import type { RateLimit } from "../options/rate-limit.js";
import { leadingNumber, millisecondsUntil, serviceTime } from "../retries/retry-after.js";

/** What the headers of a response say about a rate limit. */
export interface ReportedLimit {
  readonly requests?: number | undefined;
  readonly windowMs?: number | undefined;
  readonly remaining?: number | undefined;
  readonly resetMs?: number | undefined;
}

/** Reads the headers that the limit names, or else the headers `RateLimit` and `RateLimit-Policy` of the IETF draft. */
export function readRateLimitHeaders(
  headers: Headers,
  { bucket, headers: names }: RateLimit,
): ReportedLimit {
  if (names === undefined) return readStandardHeaders(headers, bucket);
  const read = (name: string | undefined) => leadingNumber(name && headers.get(name));
  const requests = read(names.limit);
  if (requests === 0) return nothing;
  return {
    requests,
    windowMs:
      nonZero(read(names.windowMilliseconds)) ?? secondsToMs(nonZero(read(names.windowSeconds))),
    remaining: read(names.remaining),
    resetMs: msUntilReset(read(names.reset), headers),
  };
}

/** draft-ietf-httpapi-ratelimit-headers-10: `RateLimit-Policy: "burst";q=100;w=60` and `RateLimit: "burst";r=50;t=30`. */
function readStandardHeaders(headers: Headers, bucket: string): ReportedLimit {
  const policy = parametersOf(headers.get("ratelimit-policy"), bucket);
  const state = parametersOf(headers.get("ratelimit"), bucket);
  const requests = leadingNumber(policy.get("q"));
  if (requests === 0) return nothing;
  return {
    requests,
    windowMs: secondsToMs(nonZero(leadingNumber(policy.get("w")))),
    remaining: leadingNumber(state.get("r")),
    resetMs: secondsToMs(leadingNumber(state.get("t"))),
  };
}

/** The parameters of the item with this name in a list of structured fields (RFC 9651, section 3.1). */
function parametersOf(field: string | null, bucket: string): ReadonlyMap<string, string> {
  const items = [...(field ?? "").matchAll(/"([^"]*)"([^,]*)/g)];
  const item = items.find(([, name]) => name === bucket)?.[2] ?? "";
  return new Map(
    [...item.matchAll(/;\s*([a-z]+)=(\d+)/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** A limit of zero requests would hold back every request for ever: such headers say nothing, their other numbers included. */
const nothing: ReportedLimit = {};

/** A window of zero is no window. */
function nonZero(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value;
}

function secondsToMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

/** The header has seconds, or a point in time by the service's clock. */
function msUntilReset(value: number | undefined, headers: Headers): number | undefined {
  return value === undefined
    ? undefined
    : Math.max(0, millisecondsUntil(value, serviceTime(headers)));
}
