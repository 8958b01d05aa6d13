import { isJsonArray } from "../../load/tree/json.js";
import type { Json } from "../../load/tree/node.js";

/**
 * openapi-typescript makes JSON Pointers of the names in a description and takes them apart again, and decodes percent-encoding on the way: `50%`
 * crashes it, and `a/b` and `a%2Fb` become one name. So it gets names without such characters, which are put back into what it prints.
 */

/** Stands before the code of a replaced character; it is from a private use area of Unicode. */
const mark = "\uf8f0";

export function encodeName(name: string): string {
  return name.replaceAll(/[%~#\\/\uf8f0]/g, encodeCharacter);
}

/** Paths and media types keep their slashes, which openapi-typescript needs. */
export function encodePath(name: string): string {
  return name.replaceAll(/[%~#\\\uf8f0]/g, encodeCharacter);
}

function encodeCharacter(character: string): string {
  return mark + character.charCodeAt(0).toString(16).padStart(4, "0");
}

/** A value with the mark in it must not be taken for an encoded name. */
export function encodeValue(value: Json): Json {
  if (isJsonArray(value)) return value.map(encodeValue);
  return typeof value === "string" ? value.replaceAll(mark, encodeCharacter) : value;
}

/** Puts the characters back into a printed string literal. */
export function decodeNames(literal: string): string {
  return literal.replace(/(?:\uf8f0|\\uf8f0)([0-9a-f]{4})|\\[\s\S]/gi, (printed, code: string | undefined) => {
    if (code === undefined) return printed;
    const character = String.fromCharCode(parseInt(code, 16));
    return character === "\\" ? "\\\\" : character;
  });
}
