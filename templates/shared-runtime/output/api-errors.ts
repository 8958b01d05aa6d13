import { propertyOf } from "../../runtime/values/objects.js";
import { api } from "./api.js";

/** The same symbol in every copy of this client that a program has loaded. */
const brand = Symbol.for(api.userAgent.replace(/\/[^/]*$/, ""));

/** Brands an error of this API: other clients use the same error classes. The brand is not enumerable, so that it is not printed. */
export function markError(error: Error): void {
  Object.defineProperty(error, brand, { value: true });
}

/** Whether a client of this API has thrown an error. */
export function isMarked(error: unknown): boolean {
  return propertyOf(error, brand) === true;
}
