import { itemStream, parseItem } from "./item-stream.js";
import { openBody, textChunks } from "./open-body.js";
import type { ResponseReader } from "../call/api-request.js";
import { itemBound, splitText } from "./split-text.js";

/**
 * Reads JSON Lines, also known as NDJSON: one JSON value on each line. A carriage return before the line feed is whitespace, which JSON
 * allows. The last line need not end with a line feed.
 */
export const readJsonLines: ResponseReader = (response, call) => {
  if (
    !/^application\/((x-)?(ndjson|json-?l(ines)?)|stream\+json)\s*(;|$)/i.test(
      response.headers.get("content-type") ?? "",
    )
  )
    return undefined;
  const body = openBody(response, call);
  async function* items(): AsyncGenerator<unknown, void, undefined> {
    let line = 0;
    for await (const text of splitText(textChunks(body), "\n", itemBound(response, call))) {
      line++;
      if (text.trim() !== "") yield parseItem(text, `line ${line}`, response, call);
    }
  }
  return itemStream(call, items, body.close);
};
