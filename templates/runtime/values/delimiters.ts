import { isPlainObject } from "./objects.js";

/** What a name is followed by may not stand in it where nothing is encoded. */
export function rejectEqualsSign(name: string, place: string): void {
  if (name.includes("=")) throw new TypeError(`${place} must not hold "=" within a name: it ends names.`);
}

/**
 * Joins the encoded parts of a list or an object, or throws a TypeError where one holds what divides them: whoever reads it would take one
 * part for two. A value that is neither has no parts, and holds what it likes.
 */
export function joinWithDelimiter(texts: readonly string[], delimiter: string, value: unknown, place: string): string {
  const divided = Array.isArray(value) || isPlainObject(value);
  // Triplets that differ by case are the same (RFC 3986, section 6.2.2.1).
  if (divided && texts.some((text) => text.toUpperCase().includes(delimiter)))
    throw new TypeError(
      `${place} must not hold ${JSON.stringify(decodeURIComponent(delimiter))} within a value: it divides values.`,
    );
  return texts.join(delimiter);
}
