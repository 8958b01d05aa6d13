import { itemStream, parseItem } from "./item-stream.js";
import { openBody, textChunks } from "./open-body.js";
import type { ResponseReader } from "../call/api-request.js";

/** Reads JSON Lines, also known as NDJSON: one JSON value on each line. */
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
    for await (const text of linesOf(textChunks(body))) {
      line++;
      if (text.trim() !== "") yield parseItem(text, `line ${line}`, response, call);
    }
  }
  return itemStream(call, items, body.close);
};

/** A carriage return before the line feed is whitespace, which JSON allows. The last line need not end with a line feed. */
async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let rest = "";
  for await (const text of texts) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}
