import type { WrittenBody } from "./body.js";

/** The items of a streamed body, sent one after the other. */
export type BodySource<Item> = Iterable<Item> | AsyncIterable<Item>;

/** How long a synchronous source may block the event loop, in milliseconds. */
const maxBlockingMs = 10;

/**
 * A body that takes an item when the connection has room for it, and ends its source when the connection or the attempt ends. It lets other
 * tasks run in between, since a source that never waits would otherwise block timeouts and aborts.
 */
export function streamBody<Item>(
  items: BodySource<Item>,
  write: (item: Item) => Uint8Array | string,
): Omit<WrittenBody, "contentType"> {
  const iterator =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const encoder = new TextEncoder();
  let lastPause = performance.now();
  let ended = false;
  const end = async () => {
    ended = true;
    try {
      await iterator.return?.();
    } catch {
      // An error of the source does not matter any more.
    }
  };
  const content = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (performance.now() - lastPause > maxBlockingMs) {
          await new Promise((resolve) => setTimeout(resolve));
          lastPause = performance.now();
        }
        const next = await iterator.next();
        // A source that was ended early returns `done`, which must not look like the end of the body.
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
    // Without buffering, a source that was never read has nothing to clean up.
    { highWaterMark: 0 },
  );
  return { content, replayable: false, end };
}
