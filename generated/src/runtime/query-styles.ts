import { encode } from "./encode.js";
import type { Scalar } from "./encode.js";
import { writePair } from "./query.js";
import type { QueryStyle } from "./query.js";

type List = readonly (Scalar | null | undefined)[] | null | undefined;

/** `a=1,2`: OpenAPI's `form` style, not exploded. A comma within a value is sent as `%2C`. */
export function commaSeparated(values: List): QueryStyle {
  return delimited(values, ",");
}

/** `a=1%202`: OpenAPI's `spaceDelimited` style. */
export function spaceDelimited(values: List): QueryStyle {
  return delimited(values, "%20");
}

/** `a=1%7C2`: OpenAPI's `pipeDelimited` style. */
export function pipeDelimited(values: List): QueryStyle {
  return delimited(values, "%7C");
}

/** `a%5Bx%5D=1&a%5By%5D=2`: OpenAPI's `deepObject` style, with the brackets that RFC 3986 allows in no query encoded. */
export function deepObject(value: object | null | undefined): QueryStyle {
  return (name) => writeDeep(name, value).join("&");
}

/** A parameter that is written as JSON: OpenAPI's `content` parameters. */
export function json(value: unknown): QueryStyle {
  return (name) => (value === undefined ? "" : writePair(name, JSON.stringify(value)));
}

function delimited(values: List, delimiter: string): QueryStyle {
  const present = values?.filter((value) => value !== null && value !== undefined) ?? [];
  return (name) => {
    const texts = present.map((value) => encode(value, `Query parameter ${name}`));
    return texts.length === 0 ? "" : `${encode(name, "Query parameter")}=${texts.join(delimiter)}`;
  };
}

function writeDeep(name: string, value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => writeDeep(name, item));
  if (typeof value !== "object") return [writePair(name, value)];
  return Object.entries(value).flatMap(([key, inner]) => writeDeep(`${name}[${key}]`, inner));
}
