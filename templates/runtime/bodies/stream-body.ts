import type { WrittenBody } from "./body.js";

/** Items that are sent one after the other, as they come. */
export type BodySource<Item> = Iterable<Item> | AsyncIterable<Item>;

/** How long a source may go on without anything else having its turn, in milliseconds. */
const turnMs = 10;

/**
 * A body that takes an item when the connection has room for it, and ends its source when the connection or the attempt ends. A source that
 * never waits for anything is made to: neither a timeout nor an abort would ever come otherwise.
 */
export function streamBody<Item>(
  items: BodySource<Item>,
  write: (item: Item) => Uint8Array | string,
): Omit<WrittenBody, "contentType"> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const encoder = new TextEncoder();
  let turn = performance.now();
  let ended = false;
  const end = async () => {
    ended = true;
    try {
      await iterator.return?.();
    } catch {
      // What the source says to that concerns nobody any more.
    }
  };
  const content = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (performance.now() - turn > turnMs) {
          await new Promise((resolve) => setTimeout(resolve));
          turn = performance.now();
        }
        const next = await iterator.next();
        // The end of a source that was ended must not look like the end of the body.
        if (ended) throw new TypeError("The body was not sent to its end.");
        if (next.done) {
          controller.close();
          return;
        }
        const chunk = write(next.value);
        controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
      },
      cancel: end,
    },
    // Nothing is read ahead: a source that was asked for nothing has nothing to end.
    { highWaterMark: 0 },
  );
  return { content, replayable: false, end };
}
