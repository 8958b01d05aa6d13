/** A member of whatever came; undefined where it is no object or has no such member. */
export function member(value: unknown, name: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
