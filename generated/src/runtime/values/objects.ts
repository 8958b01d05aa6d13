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

/**
 * A property of an unknown value; undefined if it is not an object or does not have the property. What every object inherits, such as
 * `constructor`, is not a property of the value.
 */
export function propertyOf(value: unknown, name: PropertyKey): unknown {
  return typeof value === "object" &&
    value !== null &&
    !(name in Object.prototype && !Object.hasOwn(value, name))
    ? Reflect.get(value, name)
    : undefined;
}

/** The type of an object without what it inherits from `Object.prototype`. */
type OwnProperties<Value> = {
  [Name in keyof Value]: Name extends keyof Inherited
    ? Exclude<Value[Name], Inherited[Name]>
    : Value[Name];
};

type Inherited = typeof Object.prototype;

/** An object with the same properties that inherits none, for names that every object inherits, such as `constructor`. */
export function ownProperties<Value>(value: Value): OwnProperties<Value>;
export function ownProperties(value: unknown): unknown {
  return typeof value === "object" && value !== null ? { __proto__: null, ...value } : value;
}
