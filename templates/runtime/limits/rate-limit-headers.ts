import type { RateLimit } from "../options/rate-limit.js";
import { millisecondsUntil } from "../retries/retry-after.js";

/** What an answer says about a limit, as far as it does. */
export interface LearntLimit {
  readonly requests?: number | undefined;
  readonly windowMs?: number | undefined;
  readonly remaining?: number | undefined;
  readonly resetMs?: number | undefined;
}

/** Reads the headers that the limit names, or else the fields `RateLimit` and `RateLimit-Policy` of the IETF's draft. */
export function readLimit(headers: Headers, { bucket, headers: names }: RateLimit): LearntLimit {
  if (names === undefined) return readFields(headers, bucket);
  const read = (name: string | undefined) => numberOf(name && headers.get(name));
  return {
    requests: positive(read(names.limit)),
    windowMs: positive(read(names.windowMilliseconds)) ?? times1000(read(names.windowSeconds)),
    remaining: read(names.remaining),
    resetMs: untilReset(read(names.reset)),
  };
}

/** draft-ietf-httpapi-ratelimit-headers-10: `RateLimit-Policy: "burst";q=100;w=60` and `RateLimit: "burst";r=50;t=30`. */
function readFields(headers: Headers, bucket: string): LearntLimit {
  const policy = parametersOf(headers.get("ratelimit-policy"), bucket);
  const state = parametersOf(headers.get("ratelimit"), bucket);
  return {
    requests: positive(numberOf(policy.get("q"))),
    windowMs: times1000(numberOf(policy.get("w"))),
    remaining: numberOf(state.get("r")),
    resetMs: times1000(numberOf(state.get("t"))),
  };
}

/** The parameters of the item with this name in a list of structured fields (RFC 9651, section 3.1). */
function parametersOf(field: string | null, bucket: string): ReadonlyMap<string, string> {
  const items = [...(field ?? "").matchAll(/"([^"]*)"([^,]*)/g)];
  const item = items.find(([, name]) => name === bucket)?.[2] ?? "";
  return new Map([...item.matchAll(/;\s*([a-z]+)=(\d+)/g)].map(([, name = "", value = ""]) => [name, value]));
}

/** Some services write more behind the number. */
function numberOf(text: string | null | undefined): number | undefined {
  const number = parseFloat(text ?? "");
  return number >= 0 ? number : undefined;
}

/** A limit of nothing would keep every request back for ever. */
function positive(value: number | undefined): number | undefined {
  return value === 0 ? undefined : value;
}

function times1000(seconds: number | undefined): number | undefined {
  return seconds ? seconds * 1000 : undefined;
}

/** Seconds, or a time. */
function untilReset(value: number | undefined): number | undefined {
  return value ? Math.max(0, millisecondsUntil(value, Date.now())) : undefined;
}
