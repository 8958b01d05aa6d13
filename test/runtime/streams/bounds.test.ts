import { getEventListeners } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { asResponse } from "../../../templates/runtime/streams/raw-response.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import { path } from "../../../templates/runtime/values/path.js";
import { readEvents, readTextEvents } from "../../../templates/runtime/streams/read-events.js";
import { readJsonLines } from "../../../templates/runtime/streams/read-json-lines.js";
import { readJsonSequence } from "../../../templates/runtime/streams/read-json-sequence.js";
import type { Handler } from "../server.js";
import { serve } from "../server.js";
import { countClosed, inPieces, itemsOf, streaming } from "../streaming.js";

const formats = [
  { type: "text/event-stream", read: readEvents, item: (text: string) => `data: "${text}"\n\n` },
  { type: "application/jsonl", read: readJsonLines, item: (text: string) => `"${text}"\n` },
  { type: "application/json-seq", read: readJsonSequence, item: (text: string) => `\x1e"${text}"\n` },
];

/** Sends a text as it is: the socket cuts it into chunks. */
const whole =
  (type: string, text: string): Handler =>
  (response) =>
    response.writeHead(200, { "content-type": type }).end(text);

describe.each(formats)("an item of $type", ({ type, read, item }) => {
  test("of 32 MB is split in linear time", async () => {
    const { stream } = await streaming(read, whole(type, item("a".repeat(32 * 2 ** 20)) + item("b")));
    const began = performance.now();
    expect(await itemsOf(await stream())).toHaveLength(2);
    expect(performance.now() - began).toBeLessThan(4000);
  });

  test("that is larger than maxResponseBytes is an error, and closes the connection", async () => {
    const { handler, closed } = countClosed(
      inPieces(type, [item("a"), item("a".repeat(50)).slice(0, 45), "b".repeat(60)], "stay"),
    );
    const { stream } = await streaming(read, handler);
    const [first, error, ...others] = await itemsOf(await stream({ maxResponseBytes: 100 }));
    expect([typeof first, others]).not.toEqual(["undefined", []]);
    expect(error).toMatchObject({ name: "ApiError", status: 200, attempts: 1 });
    expect(String(error)).toBe("ApiError: 200 OK: GET /a: an item of the stream is larger than 100 (maxResponseBytes)");
    await vi.waitFor(() => expect(closed()).toBe(1));
  });

  test("does not count for the next", async () => {
    const items = Array.from({ length: 20 }, () => item("a".repeat(50)));
    const { stream } = await streaming(read, whole(type, items.join("")));
    expect(await itemsOf(await stream({ maxResponseBytes: 70 }))).toHaveLength(20);
  });
});

test("an event of many lines is bounded as well", async () => {
  const { stream } = await streaming(readTextEvents, whole("text/event-stream", "data: 1\n".repeat(100)));
  expect(await itemsOf(await stream({ maxResponseBytes: 200 }))).toMatchObject([{ name: "ApiError", status: 200 }]);
});

describe("a stream that is lost again and again", () => {
  const lost = inPieces("text/event-stream", ["retry: 0\nid: 1\ndata: 1\n\n"], "cut");

  test("is requested after a least delay", async () => {
    const { stream } = await streaming(readEvents, lost);
    const delays: number[] = [];
    const controller = new AbortController();
    const onRetry = ({ delayMs }: { delayMs: number }) => {
      delays.push(delayMs);
      controller.abort();
    };
    await itemsOf(await stream({ onRetry, retry: {}, signal: controller.signal }));
    expect(delays).toEqual([500]);
  });

  test("ends with the budget of retries", async () => {
    const { server, stream } = await streaming(readEvents, lost);
    const items = await itemsOf(await stream({ retry: { baseDelayMs: 1 } }));
    expect(items.at(-1)).toMatchObject({ name: "ConnectionError" });
    // Ten in reserve, and a fifth for each request.
    expect(server.seen.length).toBeLessThan(15);
  });

  test.each(["999999999", "9".repeat(400)])("ends at once if it asks for a delay of %s", async (retry) => {
    const { server, stream } = await streaming(
      readEvents,
      inPieces("text/event-stream", [`retry: ${retry}\ndata: 1\n\n`], "cut"),
    );
    expect(await itemsOf(await stream())).toMatchObject([{ data: 1 }, { name: "ConnectionError" }]);
    expect(server.seen).toHaveLength(1);
  });

  test.each(["\x01", "a\x7fb", "\x1b[2J"])("has no id that a header cannot contain: %j", async (id) => {
    const { server, stream } = await streaming(
      readEvents,
      inPieces("text/event-stream", [`id: 1\ndata: 1\n\nid: ${id}\ndata: 2\n\n`], "cut"),
      inPieces("text/event-stream", ["data: 3\n\n"]),
    );
    expect(await itemsOf(await stream({ retry: { baseDelayMs: 1 } }))).toMatchObject([{ data: 1 }, { data: 2 }, { data: 3 }]);
    expect(server.seen[1]?.headers["last-event-id"]).toBe("1");
  });
});

test("fifty streams and responses share one listener of a signal, and leave none", async () => {
  const warnings: unknown[] = [];
  const warn = (warning: unknown) => warnings.push(warning);
  process.on("warning", warn);
  const { signal } = new AbortController();
  const { server, stream } = await streaming(readEvents, inPieces("text/event-stream", ["data: 1\n\n"], "stay"));
  const streams = await Promise.all(Array.from({ length: 25 }, () => stream({ signal })));
  const client = createClient({ accessToken: "t", baseUrl: server.url, signal });
  const responses = await Promise.all(
    Array.from({ length: 25 }, () => asResponse(client.send({ method: "GET", path: path`/a` }))),
  );
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  await Promise.all([...streams.map((one) => one.cancel()), ...responses.map((one) => one.body?.cancel())]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", warn);
  expect(warnings).toEqual([]);
});

test("a raw response may have any reason phrase, and a status without a body one", async () => {
  const odd: Handler = ({ socket }) => socket?.end("HTTP/1.1 203 O\x80K\r\ncontent-length: 1\r\n\r\na");
  const server = await serve(odd, { status: 205, text: "" });
  const client = createClient({ accessToken: "t", baseUrl: server.url });
  const get = () => asResponse(client.send({ method: "GET", path: path`/a` }));
  expect(await (await get()).text()).toBe("a");
  expect((await get()).status).toBe(205);
});
