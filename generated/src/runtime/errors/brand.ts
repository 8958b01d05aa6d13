import { api } from "../api.js";
import { propertyOf } from "../values/objects.js";

/** The same symbol in every copy of this package that a program has loaded: another version, bundle or realm. */
const brand = Symbol.for(api.userAgent.replace(/\/[^/]*$/, ""));

/**
 * Sets the name and the brand of an error class. Both are set on the prototype, so that stack traces begin with the name even if the code
 * is minified, and neither is an own property of the errors.
 */
export function brandErrors(prototype: Error, name: string): void {
  Object.assign(prototype, { name, [brand]: name });
}

/** Whether an error is an instance of the class of this name, in this or in another copy of the package. */
export function hasBrand(error: unknown, name: string): boolean {
  return propertyOf(error, brand) === name;
}
