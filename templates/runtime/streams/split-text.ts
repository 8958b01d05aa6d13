import { tooLarge } from "../call/response-body.js";
import type { Call } from "../call/api-request.js";

/** Checks the length of an item of a stream, which may not be complete yet. */
export type CheckLength = (length: number) => void;

/** The bound of the items of a stream. An item that never ends must not fill the memory. */
export function itemBound(response: Response, call: Call): CheckLength {
  return (length) => {
    if (length > call.maxResponseBytes) throw tooLarge(response, call, "an item of the stream is");
  };
}

/**
 * Splits a text that arrives in chunks into the parts that a delimiter ends; what follows the last delimiter is a part as well, unless
 * `ended` says that it is incomplete. What is left of a chunk is kept as it is until the
 * delimiter comes: to join it with each chunk would take quadratic time.
 */
export async function* splitText(
  texts: AsyncIterable<string>,
  delimiter: string,
  check: CheckLength,
  { ended = false }: { readonly ended?: boolean } = {},
): AsyncGenerator<string, void, undefined> {
  let pending: string[] = [];
  let length = 0;
  for await (const text of texts) {
    let start = 0;
    for (let end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
      check(length + end - start);
      yield pending.join("") + text.slice(start, end);
      pending = [];
      length = 0;
      start = end + 1;
    }
    check((length += text.length - start));
    if (start < text.length) pending.push(text.slice(start));
  }
  if (!ended) yield pending.join("");
}
