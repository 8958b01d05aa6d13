import { encode } from "./encode.js";
import type { Scalar, ValueStyle } from "./encode.js";

/** The path of a request. It is created by {@link path}, so all values in it are encoded. */
export interface Path {
  /** The path with numbered parameters: `/pets/{1}`. */
  readonly template: string;
  /** The path as it is sent. Throws a TypeError if a value cannot be a path segment. */
  readonly write: () => string;
}

/**
 * Template tag of paths: `` path`/pets/${petId}` ``. Values are checked when the request is sent, so that an invalid one rejects the
 * promise of the call. Arrays and objects are serialized by the functions of `value-styles.ts`.
 */
export function path(
  literals: readonly string[],
  ...values: readonly (Scalar | ValueStyle)[]
): Path {
  const template = literals.reduce((text, literal, position) => `${text}{${position}}${literal}`);
  return {
    template,
    write: () => {
      const text = literals.reduce((before, literal, position) => {
        const place = `Path parameter {${position}} of ${template}`;
        return before + writeValue(values[position - 1], place) + literal;
      });
      if (values.length > 0) rejectDotSegments(text, template);
      return text;
    },
  };
}

function writeValue(value: Scalar | ValueStyle | undefined, place: string): string {
  return typeof value === "function" ? value(place, encode) : encode(value, place);
}

/**
 * Rejects values that make a segment empty or a dot segment, which would result in another path (RFC 3986, section 5.2.4). Percent-encoding
 * does not help: URL parsers treat `%2e` as a dot, too. A value that is only a part of its segment may be empty. No value contains a slash.
 */
function rejectDotSegments(text: string, template: string): void {
  const segments = text.split("/");
  template.split("/").forEach((written, index) => {
    const parameter = written.match(/\{\d+\}/g)?.at(-1);
    const segment = segments[index] ?? "";
    if (parameter !== undefined && /^(\.|%2e){0,2}$/i.test(segment))
      throw new TypeError(`Path parameter ${parameter} of ${template} must not be "${segment}".`);
  });
}
