import type { BodyWriter } from "./body.js";
import { toText } from "../values/encode.js";
import type { Encode } from "../values/encode.js";
import { entriesOf, isPlainObject } from "../values/objects.js";
import { writePair } from "../values/query.js";
import type { QueryString, QueryStyle } from "../values/query.js";

/**
 * A body of `application/x-www-form-urlencoded`. Arrays are written as repeated fields and objects as JSON, unless the value is a
 * `QueryStyle`, which the functions of `query-styles.ts` return.
 */
export function form(fields: object | null | undefined): BodyWriter | undefined {
  if (fields === undefined || fields === null) return undefined;
  return () => ({
    content: writeForm(fields),
    contentType: "application/x-www-form-urlencoded",
    replayable: true,
  });
}

/** The whole query string as a form: `a=1&b=x+y`. */
export function formQuery(fields: object | null | undefined): QueryString {
  return () => writeForm(fields ?? {});
}

function writeForm(fields: object): string {
  return Object.entries(fields)
    .flatMap(([name, value]: [string, unknown]) =>
      isStyle(value) ? value(name, encodeInForm) : writeField(name, value),
    )
    .join("&");
}

function writeField(name: string, value: unknown): readonly string[] {
  const items = Array.isArray(value)
    ? entriesOf(value).map(([, item]) => item)
    : [value ?? []].flat();
  return items.map((item) =>
    writePair(
      name,
      Array.isArray(item) || isPlainObject(item) ? JSON.stringify(item) : item,
      encodeInForm,
    ),
  );
}

function isStyle(value: unknown): value is QueryStyle {
  return typeof value === "function";
}

/** Percent-encodes by the URL standard of the WHATWG, section 5.2: a space is a plus sign. */
const encodeInForm: Encode = (value, name) =>
  new URLSearchParams([["", toText(value, `Field ${name}`)]]).toString().slice(1);
