import { propertyOf } from "../values/objects.js";

/** Replaces the secrets of a request in a text. */
export type Redact = (text: string) => string;

/**
 * A copy of what `fetch` threw, as the cause of an error: its name, message, code and stack, and those of its causes. Some implementations
 * also attach the request, with its headers and its URL.
 */
export function safeCause(error: unknown, redact: Redact, depth = 0): unknown {
  if (typeof error === "string") return redact(error);
  if (typeof error !== "object" || error === null) return error;
  const text = (name: string) => {
    const value = propertyOf(error, name);
    return typeof value === "string" ? redact(value) : undefined;
  };
  const cause = propertyOf(error, "cause");
  const nested =
    cause === undefined || depth > 3 ? undefined : { cause: safeCause(cause, redact, depth + 1) };
  const copy = new Error(text("message"), nested);
  for (const name of ["name", "code", "stack"]) {
    const value = text(name);
    if (value !== undefined)
      Object.defineProperty(copy, name, { value, configurable: true, writable: true });
  }
  return copy;
}
