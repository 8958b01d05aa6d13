import { toText } from "./encode.js";

/** Writes the body of a request in its media type. JSON so far; text is sent as it is. */
export function writeBody(body: unknown, contentType: string): string {
  return /[/+]json\b/i.test(contentType) ? JSON.stringify(body) : toText(body, "The body");
}
