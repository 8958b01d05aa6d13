import { encode, presentItems } from "./encode.js";
import type { Encode, Scalar } from "./encode.js";

/** Query parameters by name. Null and undefined are not sent. */
export type Query = Readonly<Record<string, QueryValue>>;

/** Serializes a whole query string: `formQuery`, `jsonQuery` or `textQuery`. */
export type QueryString = () => string;

/** An array is sent as repeated parameters: OpenAPI's `form` style, exploded. Other styles are functions of `query-styles.ts`. */
export type QueryValue =
  Scalar | readonly (Scalar | null | undefined)[] | QueryStyle | null | undefined;

/** Serializes the parameter of a name as any number of encoded pairs: `a=1,2`. */
export type QueryStyle = (name: string, encode: Encode) => readonly string[];

/** The query string without `?`; `""` if no parameter is sent. */
export function writeQuery(query: Query | QueryString = {}): string {
  if (typeof query === "function") return query();
  let text = "";
  for (const [name, value] of Object.entries(query)) {
    for (const pair of writeParameter(name, value, encodeInQuery)) text += `&${pair}`;
  }
  return text.slice(1);
}

/** Serializes one parameter as `name=value` pairs. */
export function writeParameter(name: string, value: QueryValue, encode: Encode): readonly string[] {
  if (typeof value === "function") return value(name, encode);
  return presentItems(value).map((item) => writePair(name, item, encode));
}

/** One `name=value` pair, both encoded. */
export function writePair(name: string, value: unknown, encode: Encode = encodeInQuery): string {
  return `${encode(name, name)}=${encode(value, name)}`;
}

function encodeInQuery(value: unknown, name: string): string {
  return encode(value, `Query parameter ${name}`);
}
