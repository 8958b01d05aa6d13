import { joinWithDelimiter, rejectEqualsSign } from "./delimiters.js";
import { toText } from "./encode.js";
import type { Encode, ValueStyle } from "./encode.js";
import { entriesOf } from "./objects.js";

/** OpenAPI's `explode`: if true, each property of an object is serialized as `name=value`. */
export interface ExplodeOption {
  readonly explode?: boolean;
}

/** `blue,black` and `R,100,G,200`, exploded `R=100,G=200`: OpenAPI's `simple` style. */
export function simple(value: unknown, { explode = false }: ExplodeOption = {}): ValueStyle {
  return (place, encode) =>
    joinWithDelimiter(encodedParts(value, explode, place, encode), ",", value, place);
}

/** `.blue,black` and `.R,100,G,200`, exploded `.blue.black` and `.R=100.G=200`: OpenAPI's `label` style. */
export function label(value: unknown, { explode = false }: ExplodeOption = {}): ValueStyle {
  return (place, encode) => {
    const texts = encodedParts(value, explode, place, encode);
    return texts.length === 0
      ? ""
      : `.${joinWithDelimiter(texts, explode ? "." : ",", value, place)}`;
  };
}

/** `;color=blue,black`, exploded `;color=blue;color=black` and `;R=100;G=200`: OpenAPI's `matrix` style. */
export function matrix(
  name: string,
  value: unknown,
  { explode = false }: ExplodeOption = {},
): ValueStyle {
  return (place, encode) => {
    // The name of an empty value is sent without `=` (RFC 6570, section 3.2.7).
    const pair = (key: string, text: string) => `;${encode(key, place)}${text && `=${text}`}`;
    if (explode)
      return entriesOf(value).reduce(
        (all, [key, item]) => all + pair(key ?? name, encode(item, place)),
        "",
      );
    return entriesOf(value).length === 0
      ? ""
      : pair(name, joinWithDelimiter(encodedParts(value, false, place, encode), ",", value, place));
  };
}

/** A parameter serialized as JSON, by its `content` in OpenAPI. */
export function jsonText(value: unknown): ValueStyle {
  return (place, encode) => {
    const text = value === undefined ? undefined : JSON.stringify(value);
    if (text === undefined) return "";
    // A header is not percent-encoded. JSON can always be written in ASCII (RFC 8259, section 7).
    return encode === toText ? text.replace(/[\x7f-\uffff]/g, asEscape) : encode(text, place);
  };
}

function asEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function encodedParts(
  value: unknown,
  explode: boolean,
  place: string,
  encode: Encode,
): readonly string[] {
  return entriesOf(value).flatMap(([name, item]) => {
    const text = encode(item, place);
    if (name === undefined) return text;
    const key = encode(name, place);
    if (!explode) return [key, text];
    rejectEqualsSign(key, place);
    return `${key}=${text}`;
  });
}
