import type { BodyWriter } from "./body.js";
import { toText } from "../values/encode.js";

/** A body of text, sent as it is. */
export function text(value: unknown): BodyWriter | undefined {
  if (value === undefined || value === null) return undefined;
  return () => ({ content: toText(value, "The body"), contentType: "text/plain", replayable: true });
}
