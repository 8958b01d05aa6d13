import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { eventStream } from "../../../templates/runtime/bodies/write-events.js";
import { jsonLines, jsonSequence } from "../../../templates/runtime/bodies/write-json-lines.js";
import { multipart } from "../../../templates/runtime/bodies/multipart.js";
import { measureUpload, sendUp } from "../measure-upload.js";
import { rejection } from "../server.js";

/** A source that never waits for a timer or for input, so that it could block the event loop. It stops by itself if it is not closed. */
function endless() {
  const gaveUp = performance.now() + 3000;
  const source = { ended: 0, given: 0 };
  async function* items() {
    try {
      for (; performance.now() < gaveUp; source.given++) yield await Promise.resolve(source.given);
      throw new Error("Nobody ended the source.");
    } finally {
      source.ended++;
    }
  }
  return { source, items };
}

function* endlessList(source: { ended: number }) {
  const gaveUp = performance.now() + 3000;
  try {
    while (performance.now() < gaveUp) yield 1;
  } finally {
    source.ended++;
  }
}

/** Closing a source may also fail, which is ignored after a timeout. */
const failsToEnd: Iterable<number> = {
  [Symbol.iterator]: () => ({
    next: () => ({ value: 1 }),
    return() {
      throw new Error("I cannot end.");
    },
  }),
};

describe("an endless synchronous source", () => {
  // prettier-ignore -- Aligned for reading.
  const limits = [
    { name: "timeoutMs", options: () => ({ timeoutMs: 60 }), want: { name: "TimeoutError" } },
    { name: "deadlineMs", options: () => ({ deadlineMs: 60 }), want: { name: "TimeoutError" } },
    { name: "signal", options: () => ({ signal: AbortSignal.timeout(60) }), want: { name: "TimeoutError", code: 23 } },
  ];
  test.each(limits)("is closed by $name", async ({ options, want }) => {
    const { source, items } = endless();
    expect(await rejection(sendUp(jsonLines(items()), options()))).toMatchObject(want);
    await vi.waitFor(() => expect(source.ended).toBe(1));
    const { given } = source;
    await wait(20);
    expect(source.given).toBe(given);
  });

  const bytes = async function* (items: AsyncIterable<unknown>) {
    for await (const item of items) yield new TextEncoder().encode(String(item));
  };
  // prettier-ignore -- Aligned for reading.
  const kinds = [
    { name: "a JSON sequence", write: jsonSequence },
    { name: "events", write: (items: AsyncIterable<unknown>) => eventStream(items) },
    { name: "a part", write: (items: AsyncIterable<unknown>) => multipart({ file: ReadableStream.from(bytes(items)) }) },
  ];
  test.each(kinds)("as $name", async ({ write }) => {
    const { source, items } = endless();
    expect(await rejection(sendUp(write(items()), { timeoutMs: 60 }))).toMatchObject({ name: "TimeoutError" });
    await vi.waitFor(() => expect(source.ended).toBe(1));
  });

  test("as a list", async () => {
    const source = { ended: 0 };
    expect(await rejection(sendUp(jsonLines(endlessList(source)), { timeoutMs: 60 }))).toMatchObject({ name: "TimeoutError" });
    await vi.waitFor(() => expect(source.ended).toBe(1));
  });

  test("as one without a return method", async () => {
    expect(await rejection(sendUp(jsonLines(failsToEnd), { timeoutMs: 60 }))).toMatchObject({ name: "TimeoutError" });
  });
});

test("a source that was closed early does not end the body successfully", async () => {
  const body = jsonLines([1].values())?.();
  await body?.end?.();
  await expect(new Response(body?.content).text()).rejects.toThrow("The body was not sent to its end.");
});

test("64 MB are sent as fast as the connection takes them, without reading ahead", async () => {
  const length = 64 * 2 ** 20;
  const { received, farthest } = await measureUpload(length, (chunks) => multipart({ file: ReadableStream.from(chunks) }));
  expect(received).toBeGreaterThan(length);
  // The buffers of both sockets.
  expect(farthest).toBeLessThan(16 * 2 ** 20);
});
