import { addCookies } from "./headers.js";
import { rejectEqualsSign } from "./delimiters.js";
import { encode, toText } from "./encode.js";
import type { Encode } from "./encode.js";
import { entriesOf } from "./objects.js";
import { commaSeparated, exploded } from "./query-styles.js";
import { writeParameter } from "./query.js";
import type { Query, QueryStyle } from "./query.js";
import type { ExplodeOption } from "./value-styles.js";

/** Adds cookie parameters to the `Cookie` header: `a=1; b=2`. Values are percent-encoded: OpenAPI's `form` style. */
export function cookies(values: Query): (headers: Headers) => void {
  return (headers) => {
    const pairs = Object.entries(values).flatMap(([name, value]) =>
      writeParameter(name, value, encodeInCookie),
    );
    addCookies(headers, pairs);
  };
}

/** A value without percent-encoding: OpenAPI's `cookie` style. Characters that RFC 6265, section 4.1.1, excludes are rejected. */
export function cookie(value: unknown, { explode = true }: ExplodeOption = {}): QueryStyle {
  const style = explode ? exploded(value) : commaSeparated(value);
  return (name) => {
    if (explode) entriesOf(value).forEach(([key = ""]) => rejectEqualsSign(key, `Cookie ${name}`));
    return style(name, plain);
  };
}

const encodeInCookie: Encode = (value, name) => encode(value, `Cookie ${name}`);

const plain: Encode = (value, name) => {
  const text = toText(value, `Cookie ${name}`);
  if (/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/.test(text)) return text;
  throw new TypeError(
    `Cookie ${name} must be ASCII without spaces, quotes, commas, semicolons and backslashes.`,
  );
};
