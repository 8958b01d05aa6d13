/** What one place of a path, a query or a header can hold. */
export type Scalar = string | number | bigint | boolean;

/** Makes text of a value for one kind of place, or throws a TypeError that names the place. */
export type Encode = (value: unknown, place: string) => string;

/** Writes a value into its place of a path, or of a header; empty where there is nothing to be written. */
export type ValueStyle = (place: string, encode: Encode) => string;

/** The text of a value, or a TypeError that names the place: `undefined`, `NaN` or `[object Object]` never get onto the wire. */
export function toText(value: unknown, place: string): string {
  if (!Number.isFinite(value) && !/string|bigint|boolean/.test(typeof value))
    throw new TypeError(
      `${place} must be text, a finite number or a boolean, not ${Object(value) === value ? typeof value : String(value)}.`,
    );
  const text = String(value);
  if (/\p{Surrogate}/u.test(text)) throw new TypeError(`${place} holds half of a surrogate pair.`);
  return text;
}

/** The items of a list, or the value itself. Null and undefined are nothing. */
export function presentItems(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.filter((one) => one !== null && one !== undefined);
  return value === null || value === undefined ? [] : [value];
}

/** Percent-encodes a value so that it is data wherever it stands: only unreserved characters stay bare (RFC 3986, section 2.3). */
export function encode(value: unknown, place: string): string {
  return encodeURIComponent(toText(value, place)).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
