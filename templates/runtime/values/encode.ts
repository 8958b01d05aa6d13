/** A value that is serialized without a style. */
export type Scalar = string | number | bigint | boolean;

/** Encodes a value for a part of a request. Throws a TypeError with the name of the place, such as `Query parameter a`. */
export type Encode = (value: unknown, place: string) => string;

/** Serializes a path or header parameter in a style of OpenAPI. Empty if there is no value. */
export type ValueStyle = (place: string, encode: Encode) => string;

/** Converts a scalar to a string. Throws a TypeError for other values, so that `undefined`, `NaN` or `[object Object]` are never sent. */
export function toText(value: unknown, place: string): string {
  if (!Number.isFinite(value) && !/string|bigint|boolean/.test(typeof value))
    throw new TypeError(
      `${place} must be a string, a finite number or a boolean, not ${Object(value) === value ? typeof value : String(value)}.`,
    );
  const text = String(value);
  if (/\p{Surrogate}/u.test(text))
    throw new TypeError(`${place} must not contain half a surrogate pair.`);
  return text;
}

/** The items of an array, or the value itself, without null and undefined. */
export function presentItems(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.filter((item) => item !== null && item !== undefined);
  return value === null || value === undefined ? [] : [value];
}

/** Percent-encodes all characters of a value but the unreserved ones (RFC 3986, section 2.3). */
export function encode(value: unknown, place: string): string {
  return encodeURIComponent(toText(value, place)).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
