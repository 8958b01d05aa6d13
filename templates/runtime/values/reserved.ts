import { toText } from "./encode.js";
import type { Encode, Scalar, ValueStyle } from "./encode.js";
import { writeParameter } from "./query.js";
import type { QueryString, QueryStyle, QueryValue } from "./query.js";

/** A query parameter whose reserved characters are not encoded: OpenAPI's `allowReserved`. A `&` in a value starts another parameter. */
export function reserved(value: QueryValue): QueryStyle {
  return (name) =>
    writeParameter(name, value, (item, place) => encodeReserved(item, `Query parameter ${place}`));
}

/** The same for a path parameter. `/` and `?`, which would end the segment, are still encoded. */
export function reservedInPath(value: Scalar | ValueStyle): ValueStyle {
  const encode: Encode = (item, place) =>
    encodeReserved(item, place).replace(/[/?]/g, encodeURIComponent);
  return (place) => (typeof value === "function" ? value(place, encode) : encode(value, place));
}

/** The whole query string as text, whose reserved characters are not encoded. */
export function textQuery(text: unknown): QueryString {
  return () => (text === undefined || text === null ? "" : encodeReserved(text, "The query"));
}

/**
 * Percent-encodes a value except for reserved characters and existing percent-encoded triplets (RFC 6570, section 3.2.3). `#` is encoded,
 * since it would start the fragment, which is never sent.
 */
function encodeReserved(value: unknown, place: string): string {
  const encoded = (part: string) => encodeURI(part).replace(/#/g, "%23");
  return toText(value, place).replace(
    /(%[\da-f]{2}|[[\]])|[^%[\]]+|%/gi,
    (text, kept?: string) => kept ?? encoded(text),
  );
}
