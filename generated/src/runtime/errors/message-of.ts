import { propertyOf } from "../values/objects.js";
import { printable } from "./printable.js";

/** The code or the message of what `fetch` threw; that of its cause, since that of the error itself is often just `fetch failed`. */
export function messageOf(error: unknown): string {
  const cause = propertyOf(error, "cause");
  const texts = [
    propertyOf(cause, "code"),
    propertyOf(cause, "message"),
    propertyOf(error, "message"),
    error,
  ];
  return printable(
    texts.find((text): text is string => typeof text === "string" && text !== "") ??
      "no reason is given",
  );
}
