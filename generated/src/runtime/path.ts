import { encode } from "./encode.js";
import type { Scalar } from "./encode.js";

/** The path of a request. Only {@link path} makes one, so every value in it has been encoded. */
export interface Path {
  /** The path with its parameters by position: `/pets/{1}`. */
  readonly template: string;
  /** The path as it is sent. Throws a TypeError where a value cannot be a path segment. */
  readonly write: () => string;
}

/**
 * Tag of a path: `` path`/pets/${petId}` ``. Values are checked when the request is made, so that a wrong one rejects the call's promise
 * like every other failure.
 */
export function path(literals: TemplateStringsArray, ...values: readonly Scalar[]): Path {
  const template = literals.reduce((text, literal, position) => `${text}{${position}}${literal}`);
  const segment = (position: number) =>
    encodeSegment(values[position - 1], `Path parameter {${position}} of ${template}`);
  return {
    template,
    write: () => literals.reduce((text, literal, position) => text + segment(position) + literal),
  };
}

/** An empty or a dot segment would make it another path (RFC 3986, section 5.2.4), and no encoding of a dot survives URL parsers. */
function encodeSegment(value: unknown, place: string): string {
  const text = encode(value, place);
  if (/^\.{0,2}$/.test(text)) throw new TypeError(`${place} must not be "${text}".`);
  return text;
}
