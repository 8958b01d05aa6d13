/** Items that are sent one after the other, as they come. */
export type Items<Item> = Iterable<Item> | AsyncIterable<Item>;

/** A stream that takes an item when the connection has room for it, and ends the source when the connection ends. */
export function streamed<Item>(items: Items<Item>, write: (item: Item) => Uint8Array | string): ReadableStream<Uint8Array> {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) {
        controller.close();
        return;
      }
      const chunk = write(next.value);
      controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
