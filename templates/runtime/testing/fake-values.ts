import type { FieldPath } from "../batch-results/batch-facts.js";
import { propertyOf } from "../values/objects.js";

/** What stands at a path; undefined where nothing does. */
export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(propertyOf, value);
}

/** A copy with something else at a path. */
export function withValueAt(value: unknown, [name, ...deeper]: FieldPath, end: unknown): unknown {
  return name === undefined ? end : { ...(isObject(value) && value), [name]: withValueAt(propertyOf(value, name), deeper, end) };
}

/** A copy with `changes` laid over it: objects are merged, everything else takes the place of what was there. */
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

/** With a text for people, where there is a place for one. */
export function withMessage(body: unknown, path: FieldPath = ["message"], text: string): unknown {
  return typeof valueAt(body, path) === "string" ? withValueAt(body, path, text) : body;
}
