import { presentItems, toText } from "./encode.js";
import type { Scalar, ValueStyle } from "./encode.js";

/** Headers by name. An array is joined with commas; undefined and null remove a header that an earlier object has set. */
export type HeaderValues = Readonly<Record<string, HeaderValue | ValueStyle>>;

type HeaderValue = Scalar | readonly (Scalar | null | undefined)[] | null | undefined;

/**
 * Merges headers; later ones replace earlier ones. An empty array and an empty result of a style have no effect.
 *
 * @param parameters - The object in which null and undefined do not remove earlier headers.
 */
export function mergeHeaders(
  layers: readonly (HeaderValues | undefined)[],
  parameters?: HeaderValues,
): Headers {
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

/** Serializes a header without percent-encoding; invalid characters are rejected later (OpenAPI 3.2, appendix D). */
function writeHeader(value: HeaderValue | ValueStyle, place: string): string {
  if (typeof value === "function") return value(place, toText);
  return presentItems(value)
    .map((item) => toText(item, place))
    .join(",");
}

/**
 * Sets a header after checking its value (RFC 9110, section 5.5). The platform would reject it too, but some platforms include the value,
 * which may be a secret, in the message.
 */
export function setHeader(headers: Headers, name: string, value: string): void {
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw new TypeError(`Header ${name} must be one line of Latin-1 text.`);
  }
  headers.set(name, value);
}

/** Adds cookies to those that the caller has set. A cookie of the same name is replaced. */
export function addCookies(headers: Headers, pairs: readonly string[]): void {
  if (pairs.length === 0) return;
  const names = new Set(pairs.map(cookieName));
  const others = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const kept = others.filter((pair) => pair !== "" && !names.has(cookieName(pair)));
  // The delimiter is from RFC 6265, section 4.2.1. Section 5.4 allows only one header.
  setHeader(headers, "cookie", [...kept, ...pairs].join("; "));
}

function cookieName(pair: string): string {
  return pair.replace(/=[^]*/, "");
}
