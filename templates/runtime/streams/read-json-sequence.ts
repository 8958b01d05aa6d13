import { itemStream } from "./item-stream.js";
import { openBody, textChunks } from "./open-body.js";
import type { ResponseReader } from "../call/api-request.js";
import { itemBound, splitText } from "./split-text.js";

const separator = "\x1e";

/** Reads a JSON text sequence (RFC 7464): each JSON text is between a record separator and a line feed. */
export const readJsonSequence: ResponseReader = (response, call) => {
  if (!/^application\/(.*\+)?json-seq\s*(;|$)/i.test(response.headers.get("content-type") ?? ""))
    return undefined;
  const body = openBody(response, call);
  async function* items(): AsyncGenerator<unknown, void, undefined> {
    for await (const text of splitText(textChunks(body), separator, itemBound(response, call)))
      yield* parseRecord(text);
  }
  return itemStream(call, items, body.close);
};

/** A truncated text is skipped (section 2.3). Without whitespace after it, a number such as `12` may be the beginning of `123` (section 2.4). */
function parseRecord(text: string): readonly unknown[] {
  if (!/\s$/.test(text) && !/[\]}"]$/.test(text)) return [];
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
