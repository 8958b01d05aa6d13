import { toText } from "./encode.js";
import type { Encode, Scalar, ValueStyle } from "./encode.js";
import { writeParameter } from "./query.js";
import type { QueryString, QueryStyle, QueryValue } from "./query.js";

/** Leaves reserved characters as they are: OpenAPI's `allowReserved`. A `&` within a value then begins another parameter. */
export function reserved(value: QueryValue): QueryStyle {
  return (name) => writeParameter(name, value, (one, place) => encodeReserved(one, `Query parameter ${place}`));
}

/** The same in a path. What would end a segment is encoded nevertheless. */
export function reservedInPath(value: Scalar | ValueStyle): ValueStyle {
  const encode: Encode = (one, place) => encodeReserved(one, place).replace(/[/?]/g, encodeURIComponent);
  return (place) => (typeof value === "function" ? value(place, encode) : encode(value, place));
}

/** The whole query as text, in which reserved characters have the meaning that they have in a query. */
export function textQuery(text: unknown): QueryString {
  return () => (text === undefined || text === null ? "" : encodeReserved(text, "The query"));
}

/**
 * Percent-encodes a value but for reserved characters and what is percent-encoded already (RFC 6570, section 3.2.3). A `#` is encoded all
 * the same: what follows it would be a fragment, which is never sent.
 */
function encodeReserved(value: unknown, place: string): string {
  const encoded = (bare: string) => encodeURI(bare).replace(/#/g, "%23");
  return toText(value, place).replace(/(%[\da-f]{2}|[[\]])|[^%[\]]+|%/gi, (text, kept?: string) => kept ?? encoded(text));
}
