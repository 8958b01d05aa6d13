/** A property of an object with its name, or an item of an array without one. */
export type Entry = readonly [name: string | undefined, value: unknown];

/**
 * The properties of an object, the items of an array, or the value itself. As in RFC 6570, section 2.3, null and undefined are left out.
 */
export function entriesOf(value: unknown): readonly Entry[] {
  const entries: readonly Entry[] = isPlainObject(value)
    ? Object.entries(value)
    : [value].flat().map((item) => [undefined, item]);
  return entries.filter(([, one]) => one !== null && one !== undefined);
}

/** False for instances of classes such as Date and Map, whose properties are not data. */
export function isPlainObject(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** A property of an unknown value; undefined if it is not an object or does not have the property. */
export function propertyOf(value: unknown, name: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
