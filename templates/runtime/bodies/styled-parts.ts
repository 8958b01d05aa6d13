import { part } from "./multipart.js";
import type { NamedParts, PartOptions } from "./multipart.js";
import { toText } from "../values/encode.js";
import type { QueryStyle } from "../values/query.js";

/**
 * Serializes a field of a `multipart` body in a style of OpenAPI: each pair of the style is a part with the name and the text of the pair.
 * Nothing in a part is percent-encoded, so a value that contains the delimiter is rejected.
 */
export function styledParts(style: QueryStyle, options: PartOptions = {}): NamedParts {
  return (name) =>
    style(name, encodeInPart).map((pair) => {
      const [key = "", text = ""] = pair.split("=").map(decodeURIComponent);
      return [key, part(text, options)];
    });
}

/** Encodes what must not be taken for the syntax of a pair. A comma stays, so that it is found where it is the delimiter. */
function encodeInPart(value: unknown, name: string): string {
  return encodeURIComponent(toText(value, `Part ${name}`)).replace(/%2C/g, ",");
}
