import { encode } from "./encode.js";
import type { Scalar, ValueStyle } from "./encode.js";

/** The path of a request. Only {@link path} makes one, so every value in it has been encoded. */
export interface Path {
  /** The path with its parameters by position: `/pets/{1}`. */
  readonly template: string;
  /** The path as it is sent. Throws a TypeError where a value cannot be a path segment. */
  readonly write: () => string;
}

/**
 * Tag of a path: `` path`/pets/${petId}` ``. Values are checked when the request is made, so that a wrong one rejects the call's promise
 * like every other failure. What is no scalar is written by a function of `value-styles.ts`.
 */
export function path(literals: TemplateStringsArray, ...values: readonly (Scalar | ValueStyle)[]): Path {
  const template = literals.reduce((text, literal, position) => `${text}{${position}}${literal}`);
  return {
    template,
    write: () =>
      literals.reduce((text, literal, position) => {
        const place = `Path parameter {${position}} of ${template}`;
        return text + writeSegment(values[position - 1], place) + literal;
      }),
  };
}

/**
 * An empty or a dot segment would make it another path (RFC 3986, section 5.2.4), and no encoding of a dot survives URL parsers: they
 * take `%2e` for one, too.
 */
function writeSegment(value: Scalar | ValueStyle | undefined, place: string): string {
  const text = typeof value === "function" ? value(place, encode) : encode(value, place);
  if (/^(\.|%2e){0,2}$/i.test(text)) throw new TypeError(`${place} must not be "${text}".`);
  return text;
}
