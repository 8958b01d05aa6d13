import type { BodyWriter } from "./body.js";
import { streamBody } from "./stream-body.js";
import type { BodySource } from "./stream-body.js";

/** A body of JSON values, one on each line: `application/jsonl` and the like. Only an array can be sent again in a retry. */
export function jsonLines(items: BodySource<unknown> | null | undefined): BodyWriter | undefined {
  return sequence(items, "application/jsonl", "");
}

/** `application/json-seq`: each value begins with a record separator (RFC 7464, section 2.2). */
export function jsonSequence(
  items: BodySource<unknown> | null | undefined,
): BodyWriter | undefined {
  return sequence(items, "application/json-seq", "\u001e");
}

function sequence(
  items: BodySource<unknown> | null | undefined,
  contentType: string,
  before: string,
): BodyWriter | undefined {
  if (items === undefined || items === null) return undefined;
  const write = (item: unknown) => `${before}${JSON.stringify(item)}\n`;
  return () =>
    Array.isArray(items)
      ? { content: items.map(write).join(""), contentType, replayable: true }
      : { ...streamBody(items, write), contentType };
}
