import type { BodyWriter } from "./body.js";
import { streamed } from "./stream-body.js";
import type { Items } from "./stream-body.js";

/** A body of JSON values, one a line, written as they come: `application/jsonl` and its like. A list can be sent again, other sources not. */
export function jsonLines(items: Items<unknown> | null | undefined): BodyWriter | undefined {
  return sequence(items, "application/jsonl", "");
}

/** `application/json-seq`: each value begins with a record separator (RFC 7464, section 2.2). */
export function jsonSequence(items: Items<unknown> | null | undefined): BodyWriter | undefined {
  return sequence(items, "application/json-seq", "\u001e");
}

function sequence(items: Items<unknown> | null | undefined, contentType: string, before: string): BodyWriter | undefined {
  if (items === undefined || items === null) return undefined;
  const write = (item: unknown) => `${before}${JSON.stringify(item)}\n`;
  return () =>
    Array.isArray(items)
      ? { content: items.map(write).join(""), contentType, replayable: true }
      : { ...streamed(items, write), contentType };
}
