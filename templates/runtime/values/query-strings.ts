import { encode } from "./encode.js";
import { writeForm } from "../bodies/form.js";
import type { QueryString } from "./query.js";
import { encodeReserved } from "./reserved.js";

/** The whole query as a form: `a=1&b=x+y`. */
export function formQuery(fields: object | null | undefined): QueryString {
  return () => writeForm(fields ?? {});
}

/** The whole query as one JSON value. */
export function jsonQuery(value: unknown): QueryString {
  return () => (value === undefined ? "" : encode(JSON.stringify(value), "The query"));
}

/** The whole query as text, in which reserved characters have the meaning that they have in a query. */
export function textQuery(text: unknown): QueryString {
  return () => (text === undefined || text === null ? "" : encodeReserved(text, "The query"));
}
