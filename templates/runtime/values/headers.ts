import { presentItems, toText } from "./encode.js";
import type { Scalar, ValueStyle } from "./encode.js";

/** Headers by name. A list is joined with commas; undefined and null take away what an earlier layer has set. */
export type HeaderValues = Readonly<Record<string, HeaderValue | ValueStyle>>;

type HeaderValue = Scalar | readonly (Scalar | null | undefined)[] | null | undefined;

/**
 * Lays headers over one another; the last one wins. A list of nothing, and a style that writes nothing, say nothing about a header.
 *
 * @param parameters - The layer whose absent headers leave earlier ones alone.
 */
export function mergeHeaders(layers: readonly (HeaderValues | undefined)[], parameters?: HeaderValues): Headers {
  const headers = new Headers();
  for (const layer of layers) {
    for (const [name, value] of Object.entries(layer ?? {})) {
      const text = writeHeader(value, `Header ${name}`);
      if (text || value === "") setHeader(headers, name, text);
      else if ((value ?? null) === null && layer !== parameters) headers.delete(name);
    }
  }
  return headers;
}

/** Nothing is percent-encoded: what a header may hold goes as it is, and the rest is refused (OpenAPI 3.2, appendix D). */
function writeHeader(value: HeaderValue | ValueStyle, place: string): string {
  if (typeof value === "function") return value(place, toText);
  return presentItems(value)
    .map((one) => toText(one, place))
    .join(",");
}

/**
 * Sets one header if its value is what RFC 9110, section 5.5, lets a field hold. The platform would refuse it too, but some platforms
 * print the value, which may be a secret.
 */
export function setHeader(headers: Headers, name: string, value: string): void {
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw new TypeError(`Header ${name} must be one line of Latin-1 text.`);
  }
  headers.set(name, value);
}

/** Sends cookies beside those that the caller has set, which give way where a name is the same. */
export function addCookies(headers: Headers, pairs: readonly string[]): void {
  if (pairs.length === 0) return;
  const names = new Set(pairs.map(cookieName));
  const others = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const kept = others.filter((pair) => pair !== "" && !names.has(cookieName(pair)));
  // RFC 6265, section 4.2.1: what divides pairs. Section 5.4 allows one header only.
  setHeader(headers, "cookie", [...kept, ...pairs].join("; "));
}

function cookieName(pair: string): string {
  return pair.replace(/=.*/s, "");
}
