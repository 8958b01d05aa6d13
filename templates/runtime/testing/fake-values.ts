import type { FieldPath } from "../batch-results/batch-facts.js";
import { propertyOf } from "../values/objects.js";

/** The value at a path; undefined if there is none. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(propertyOf, value);
}

/** A copy with another value at a path. */
export function withValueAt(value: unknown, [name, ...deeper]: FieldPath, end: unknown): unknown {
  return name === undefined
    ? end
    : { ...(isObject(value) && value), [name]: withValueAt(propertyOf(value, name), deeper, end) };
}

/** A copy with changes: objects are merged, everything else is replaced. */
export function merge(value: unknown, changes: unknown): unknown {
  if (!isObject(value) || !isObject(changes)) return changes;
  const changed = Object.entries(changes).map(([name, change]: [string, unknown]) => [
    name,
    merge(propertyOf(value, name), change),
  ]);
  return { ...value, ...(Object.fromEntries(changed) as object) };
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A copy with this message, if the body has a message. */
export function withMessage(body: unknown, path: FieldPath | undefined, text: string): unknown {
  const place = path ?? ["message"];
  return typeof valueAt(body, place) === "string" ? withValueAt(body, place, text) : body;
}
