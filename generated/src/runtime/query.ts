import { encode } from "./encode.js";
import type { Scalar } from "./encode.js";

/** The query of a request by parameter name. What is null or undefined is not sent. */
export type Query = Readonly<Record<string, QueryValue>>;

/** An array is repeated (`a=1&a=2`, which is OpenAPI's `form` style, exploded); every other style is a function of `query-styles.ts`. */
export type QueryValue =
  Scalar | readonly (Scalar | null | undefined)[] | QueryStyle | null | undefined;

/** Writes one parameter, given its name: `a=1,2`. Everything in the text is encoded. */
export type QueryStyle = (name: string) => string;

/** The query without its `?`; `""` where nothing is to be sent. */
export function writeQuery(query: Query = {}): string {
  return Object.entries(query)
    .flatMap(([name, value]) =>
      typeof value === "function" ? value(name) : writePairs(name, value),
    )
    .filter(Boolean)
    .join("&");
}

function writePairs(name: string, value: Exclude<QueryValue, QueryStyle>): string[] {
  return [value]
    .flat()
    .flatMap((one) => (one === null || one === undefined ? [] : writePair(name, one)));
}

/** One `name=value`, both encoded. */
export function writePair(name: string, value: unknown): string {
  return `${encode(name, "Query parameter")}=${encode(value, `Query parameter ${name}`)}`;
}
