import type { FieldPath } from "../batch-results/batch-facts.js";
import { propertyOf } from "../values/objects.js";

/** What stands at a path; undefined where nothing does. */
export function at(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(propertyOf, value);
}

/** A copy with something else at a path. */
export function put(value: unknown, [name, ...deeper]: FieldPath, end: unknown): unknown {
  return name === undefined ? end : { ...(isMap(value) && value), [name]: put(propertyOf(value, name), deeper, end) };
}

/** A copy with `changes` laid over it: objects are merged, everything else takes the place of what was there. */
export function merge(value: unknown, changes: unknown): unknown {
  if (!isMap(value) || !isMap(changes)) return changes;
  const changed = Object.entries(changes).map(([name, change]: [string, unknown]) => [
    name,
    merge(propertyOf(value, name), change),
  ]);
  return { ...value, ...(Object.fromEntries(changed) as object) };
}

export function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** With a text for people, where there is a place for one. */
export function saying(body: unknown, path: FieldPath = ["message"], text: string): unknown {
  return typeof at(body, path) === "string" ? put(body, path, text) : body;
}
