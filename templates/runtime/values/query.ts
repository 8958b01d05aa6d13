import { encode, presentItems } from "./encode.js";
import type { Encode, Scalar } from "./encode.js";

/** The query of a request by parameter name. What is null or undefined is not sent. */
export type Query = Readonly<Record<string, QueryValue>>;

/** Writes a query that one parameter is all of: a function of `query-strings.ts`. */
export type QueryString = () => string;

/** An array is repeated (`a=1&a=2`, which is OpenAPI's `form` style, exploded); every other style is a function of `query-styles.ts`. */
export type QueryValue = Scalar | readonly (Scalar | null | undefined)[] | QueryStyle | null | undefined;

/** Writes one parameter, given its name, as any number of pairs: `a=1,2`. Everything in them is encoded. */
export type QueryStyle = (name: string, encode: Encode) => readonly string[];

/** The query without its `?`; `""` where nothing is to be sent. */
export function writeQuery(query: Query | QueryString = {}): string {
  if (typeof query === "function") return query();
  let text = "";
  for (const [name, value] of Object.entries(query)) {
    for (const pair of writeParameter(name, value, encodeInQuery)) text += `&${pair}`;
  }
  return text.slice(1);
}

/** One parameter as pairs. */
export function writeParameter(name: string, value: QueryValue, encode: Encode): readonly string[] {
  if (typeof value === "function") return value(name, encode);
  return presentItems(value).map((one) => writePair(name, one, encode));
}

/** One `name=value`, both encoded. */
export function writePair(name: string, value: unknown, encode: Encode = encodeInQuery): string {
  return `${encode(name, name)}=${encode(value, name)}`;
}

function encodeInQuery(value: unknown, name: string): string {
  return encode(value, `Query parameter ${name}`);
}
