import { isPlainObject } from "./objects.js";

/** Rejects `=` in a name that is not percent-encoded: the rest of the name would be read as a part of the value. */
export function rejectEqualsSign(name: string, place: string): void {
  if (name.includes("="))
    throw new TypeError(`${place} must not contain "=" in a name: it ends the name.`);
}

/**
 * Joins the encoded items of an array or an object. Throws a TypeError if one contains the delimiter, since it would be read as two items.
 * A scalar may contain the delimiter.
 */
export function joinWithDelimiter(
  texts: readonly string[],
  delimiter: string,
  value: unknown,
  place: string,
): string {
  const hasItems = Array.isArray(value) || isPlainObject(value);
  // `%2C` and `%2c` are equivalent (RFC 3986, section 6.2.2.1).
  if (hasItems && texts.some((text) => text.toUpperCase().includes(delimiter)))
    throw new TypeError(
      `${place} must not contain ${JSON.stringify(decodeURIComponent(delimiter))} in a value: it is the delimiter.`,
    );
  return texts.join(delimiter);
}
