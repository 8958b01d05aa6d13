import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { readEvents, readTextEvents } from "../../../templates/runtime/streams/read-events.js";
import type { Handler } from "../server.js";
import { countClosed, inPieces, itemsOf, streaming } from "../streaming.js";

/** A service that breaks its stream on purpose: every stream ends with an error of the package, closes its connection, and costs little. */

const type = "text/event-stream";
const lostAfter = (text: string): Handler => inPieces(type, [text], "cut");
const ended = inPieces(type, ["data: 2\n\n"]);

describe("an id", () => {
  test("of 300,000 characters is sent as it is", async () => {
    const { stream, server } = await streaming(readEvents, lostAfter(`id: ${"é".repeat(300_000)}\ndata: 1\n\n`), ended);
    // Node.js refuses such a header with a 431, before a handler sees it.
    expect(await itemsOf(await stream())).toMatchObject([{ data: 1 }, { name: "ApiError", status: 431 }]);
    expect(server.seen).toHaveLength(1);
  });

  test.each(["\u0085", "\u00a0x\u00a0", "\u{1f4a9}", "a: b, c", "%00%0d%0a", "\ufeffx"])("of odd characters comes back as it was: %j", async (id) => {
    const { stream, server } = await streaming(readEvents, lostAfter(`id: ${id}\ndata: 1\n\n`), ended);
    expect(await itemsOf(await stream())).toMatchObject([{ data: 1, id }, { data: 2 }]);
    const sent = server.seen[1]?.headers["last-event-id"];
    expect(Buffer.from(String(sent), "latin1").toString("utf8")).toBe(id);
  }); // prettier-ignore
});

describe("a response after a lost connection", () => {
  test.each<[string, Handler]>([
    ["of another type", inPieces("text/html", ["<p>", "later"], "stay")],
    ["without a type", inPieces("", ["data: 2\n\n"], "stay")],
  ])("%s is an error, and its connection is closed", async (_, other) => {
    const { handler, closed } = countClosed(other);
    const { stream } = await streaming(readEvents, lostAfter("data: 1\n\n"), handler);
    expect(await itemsOf(await stream())).toMatchObject([{ data: 1 }, { name: "ConnectionError" }]);
    await vi.waitFor(() => expect(closed()).toBe(1));
  });

  test("with an odd status is an error of that status, or of the connection", async () => {
    for (const [status, want] of [
      [418, { name: "ApiError", status: 418 }],
      [205, { name: "ConnectionError" }],
    ] as const) {
      const { stream } = await streaming(readEvents, lostAfter("data: 1\n\n"), { status });
      expect(await itemsOf(await stream({ retry: { baseDelayMs: 1, attempts: 2 } }))).toMatchObject([{ data: 1 }, want]);
    }
  });
});

test.each(["-1", "1.5", "1e3", "0x10", " 7", "7 ", "٣", ""])("a `retry` of %j is none", async (retry) => {
  const onRetry = vi.fn();
  const { stream } = await streaming(
    readEvents,
    lostAfter(`retry: 3\nretry:${retry === "" ? "" : ` ${retry}`}\ndata: 1\n\n`),
    ended,
  );
  expect(await itemsOf(await stream({ onRetry }))).toMatchObject([{ data: 1 }, { data: 2 }]);
  expect(onRetry.mock.calls[0]?.[0]).toMatchObject({ delayMs: 3 });
});

test.each([
  ["empty lines", "\n".repeat(2 ** 20)],
  ["carriage returns", "\r".repeat(2 ** 20)],
  ["comments", ":\n".repeat(2 ** 19)],
  ["events without data", "event: a\n\n".repeat(2 ** 17)],
  ["fields that no standard has", "__proto__: 1\nconstructor: 2\nhasOwnProperty\n".repeat(2 ** 15)],
])("a million of %s, compressed, do no harm", async (_, flood) => {
  const bomb: Handler = (response) => {
    response.writeHead(200, { "content-type": type, "content-encoding": "gzip" });
    response.end(gzipSync(`${flood}\n\ndata: 1\n\n`));
  };
  const { stream } = await streaming(readTextEvents, bomb);
  const began = performance.now();
  expect(await itemsOf(await stream())).toMatchObject([{ event: "message", data: "1" }]);
  expect(performance.now() - began).toBeLessThan(5000);
});

test("a stream that says that it is compressed, and is not, is a lost connection", async () => {
  const { stream } = await streaming(readEvents, (response) => {
    response.writeHead(200, { "content-type": type, "content-encoding": "gzip" }).end("data: 1\n\n");
  });
  expect(await itemsOf(await stream({ retry: false }))).toMatchObject([{ name: "ConnectionError" }]);
});

test("an event that comes byte by byte, and is never complete, is bounded", async () => {
  const { handler, closed } = countClosed((response) => {
    response.writeHead(200, { "content-type": type });
    const timer = setInterval(() => response.write("data: x\n"), 1);
    response.on("close", () => clearInterval(timer));
  });
  const { stream } = await streaming(readTextEvents, handler);
  expect(await itemsOf(await stream({ maxResponseBytes: 100 }))).toMatchObject([{ name: "ApiError", status: 200 }]);
  await vi.waitFor(() => expect(closed()).toBe(1));
});
