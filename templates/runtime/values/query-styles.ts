import { encode } from "./encode.js";
import { joinWithDelimiter } from "./delimiters.js";
import { entriesOf, isPlainObject } from "./objects.js";
import { writePair } from "./query.js";
import type { QueryString, QueryStyle } from "./query.js";

/** `a=1,2`, and `a=x,1,y,2` for an object: OpenAPI's `form` style, not exploded. A comma within a value is sent as `%2C`. */
export function commaSeparated(value: unknown): QueryStyle {
  return delimited(value, ",");
}

/** `a=1%202`: OpenAPI's `spaceDelimited` style. A space within a value would divide it, encoded or not: it is refused. */
export function spaceDelimited(value: unknown): QueryStyle {
  return delimited(value, "%20");
}

/** `a=1%7C2`: OpenAPI's `pipeDelimited` style. A `|` within a value would divide it, encoded or not: it is refused. */
export function pipeDelimited(value: unknown): QueryStyle {
  return delimited(value, "%7C");
}

/** `x=1&y=2`: OpenAPI's `form` style, exploded, for objects. The parameter's own name is not sent; it is that of lists and scalars. */
export function exploded(value: unknown): QueryStyle {
  return (name, encode) => entriesOf(value).map(([key, one]) => writePair(key ?? name, one, encode));
}

/**
 * `a%5Bx%5D=1&a%5By%5D=2`: OpenAPI's `deepObject` style, with the brackets that RFC 3986 allows in no query encoded. A list is repeated,
 * one of lists or objects numbered: `a%5B0%5D%5Bx%5D=1`. Names that hold brackets are refused: they would read as members of members.
 */
export function deepObject(value: unknown): QueryStyle {
  return (name, encode) =>
    entriesOf(value).flatMap(([key, one], index) => {
      if (key !== undefined && /[[\]]/.test(key))
        throw new TypeError(`Query parameter ${name} must not hold "[" or "]" within a name: they divide names.`);
      const isDeeper = Array.isArray(one) || isPlainObject(one);
      const step = key ?? (isDeeper ? index : undefined);
      const inner = step === undefined ? name : `${name}[${step}]`;
      return isDeeper ? deepObject(one)(inner, encode) : writePair(inner, one, encode);
    });
}

/** A parameter that is written as JSON: OpenAPI's `content` parameters. */
export function json(value: unknown): QueryStyle {
  return (name, encode) => (value === undefined ? [] : [writePair(name, JSON.stringify(value), encode)]);
}

/** The whole query as one JSON value. */
export function jsonQuery(value: unknown): QueryString {
  return () => (value === undefined ? "" : encode(JSON.stringify(value), "The query"));
}

function delimited(value: unknown, delimiter: string): QueryStyle {
  return (name, encode) => {
    const texts = entriesOf(value).flatMap(([key, one]) => [
      ...(key === undefined ? [] : [encode(key, name)]),
      encode(one, name),
    ]);
    return texts.length === 0
      ? []
      : [`${encode(name, name)}=${joinWithDelimiter(texts, delimiter, value, `Query parameter ${name}`)}`];
  };
}
