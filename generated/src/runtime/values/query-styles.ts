import { encode } from "./encode.js";
import { joinWithDelimiter } from "./delimiters.js";
import { entriesOf, isPlainObject } from "./objects.js";
import { writePair } from "./query.js";
import type { QueryString, QueryStyle } from "./query.js";

/** `a=1,2`, and `a=x,1,y,2` for an object: OpenAPI's `form` style, not exploded. A comma within a value is sent as `%2C`. */
export function commaSeparated(value: unknown): QueryStyle {
  return delimited(value, ",");
}

/** `a=1%202`: OpenAPI's `spaceDelimited` style. A space in a value is rejected: it is the delimiter even if encoded. */
export function spaceDelimited(value: unknown): QueryStyle {
  return delimited(value, "%20");
}

/** `a=1%7C2`: OpenAPI's `pipeDelimited` style. A `|` in a value is rejected: it is the delimiter even if encoded. */
export function pipeDelimited(value: unknown): QueryStyle {
  return delimited(value, "%7C");
}

/** `a=1%092`: Swagger 2.0's `collectionFormat: tsv`. A tab in a value is rejected: it is the delimiter even if encoded. */
export function tabDelimited(value: unknown): QueryStyle {
  return delimited(value, "%09");
}

/** `x=1&y=2`: OpenAPI's `form` style, exploded. Properties are sent by their own names, items and scalars by the parameter's. */
export function exploded(value: unknown): QueryStyle {
  return (name, encode) =>
    entriesOf(value).map(([key, item]) => writePair(key ?? name, item, encode));
}

/**
 * `a%5Bx%5D=1&a%5By%5D=2`: OpenAPI's `deepObject` style, with encoded brackets, which RFC 3986 requires. The items of an array are repeated
 * parameters; items that are arrays or objects are numbered: `a%5B0%5D%5Bx%5D=1`. Property names with brackets are rejected as ambiguous.
 */
export function deepObject(value: unknown): QueryStyle {
  return (name, encode) =>
    entriesOf(value).flatMap(([key, item], index) => {
      if (key !== undefined && /[[\]]/.test(key))
        throw new TypeError(
          `Query parameter ${name} must not contain "[" or "]" in a name: they are delimiters.`,
        );
      const isNested = Array.isArray(item) || isPlainObject(item);
      const step = key ?? (isNested ? index : undefined);
      const inner = step === undefined ? name : `${name}[${step}]`;
      return isNested ? deepObject(item)(inner, encode) : writePair(inner, item, encode);
    });
}

/** A parameter serialized as JSON, by its `content` in OpenAPI. */
export function json(value: unknown): QueryStyle {
  return (name, encode) =>
    value === undefined ? [] : [writePair(name, JSON.stringify(value), encode)];
}

/** The whole query string as one JSON value. */
export function jsonQuery(value: unknown): QueryString {
  return () => (value === undefined ? "" : encode(JSON.stringify(value), "The query"));
}

function delimited(value: unknown, delimiter: string): QueryStyle {
  return (name, encode) => {
    const texts = entriesOf(value).flatMap(([key, item]) => [
      ...(key === undefined ? [] : [encode(key, name)]),
      encode(item, name),
    ]);
    return texts.length === 0
      ? []
      : [
          `${encode(name, name)}=${joinWithDelimiter(texts, delimiter, value, `Query parameter ${name}`)}`,
        ];
  };
}
