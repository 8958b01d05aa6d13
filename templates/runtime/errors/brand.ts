import { api } from "../api.js";
import { propertyOf } from "../values/objects.js";

/** The same symbol in every copy of this package that a program has loaded: a second version, another bundle, another realm. */
const brand = Symbol.for(api.userAgent.replace(/\/[^/]*$/, ""));

/**
 * Names a class of errors and marks it as this package's. Both stand on the prototype: the stack then begins with the name, minified or
 * not, and neither shows up among an error's own properties.
 */
export function brandErrors(prototype: Error, kind: string): void {
  Object.assign(prototype, { name: kind, [brand]: kind });
}

/** Whether an error is of a class that was marked with this name, here or in another copy. */
export function hasBrand(error: unknown, kind: string): boolean {
  return propertyOf(error, brand) === kind;
}
