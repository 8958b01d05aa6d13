/** A value, with its name where it is a member of an object. */
export type Entry = readonly [name: string | undefined, value: unknown];

/**
 * What a value consists of, as RFC 6570 takes it apart: the members of an object, the items of a list, or the value itself. What is null
 * or undefined is not there (section 2.3).
 */
export function entriesOf(value: unknown): readonly Entry[] {
  const entries: readonly Entry[] = isPlainObject(value)
    ? Object.entries(value)
    : [value].flat().map((item) => [undefined, item]);
  return entries.filter(([, one]) => one !== null && one !== undefined);
}

/** Not a date, a map or the like, which would have members that nobody means. */
export function isPlainObject(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]";
}

/** A member of whatever came; undefined where it is no object or has no such member. */
export function propertyOf(value: unknown, name: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
