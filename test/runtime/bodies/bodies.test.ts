import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { bytes } from "../../../templates/runtime/bodies/bytes.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import { eventStream } from "../../../templates/runtime/bodies/write-events.js";
import { form } from "../../../templates/runtime/bodies/form.js";
import { jsonLines, jsonSequence } from "../../../templates/runtime/bodies/write-json-lines.js";
import { omitIfEmpty, text } from "../../../templates/runtime/bodies/body.js";
import { path } from "../../../templates/runtime/values/path.js";
import { commaSeparated, deepObject, exploded, json, spaceDelimited } from "../../../templates/runtime/values/query-styles.js";
import { rejection, closeConnection, serve } from "../server.js";

async function sent(body: unknown, contentType?: string) {
  const server = await serve({ json: {} });
  await createClient({ accessToken: "t", baseUrl: server.url }).send({ method: "POST", path: path`/a`, body, contentType });
  const [seen] = server.seen;
  return { type: seen?.headers["content-type"], length: seen?.headers["content-length"], body: seen?.body };
}

/** An asynchronous source of these items. */
async function* later<Item>(...items: readonly Item[]): AsyncGenerator<Item> {
  for (const item of items) yield await Promise.resolve(item);
}

describe("forms", () => {
  // OpenAPI 3.2, 4.15.3 "Encoding the x-www-form-urlencoded Media Type"; WHATWG URL, section 5.2, for the bytes.
  // prettier-ignore -- Aligned for reading.
  const rows = [
    { name: "scalars", given: { a: "b c", n: 1.5, t: true, e: "" }, want: "a=b+c&n=1.5&t=true&e=" },
    { name: "null and undefined", given: { a: null, b: undefined, c: 1 }, want: "c=1" },
    {
      name: "reserved characters",
      given: { "a[b]": "1+1=2&50%/~*é😀" },
      want: "a%5Bb%5D=1%2B1%3D2%2650%25%2F%7E*%C3%A9%F0%9F%98%80",
    },
    { name: "arrays are repeated", given: { a: ["x", null, "y"], b: [] }, want: "a=x&a=y" },
    { name: "objects are JSON", given: { address: { zip: "99999+1234" } }, want: "address=%7B%22zip%22%3A%2299999%2B1234%22%7D" },
    { name: "arrays of objects", given: { a: [{ b: 1 }, { b: 2 }] }, want: "a=%7B%22b%22%3A1%7D&a=%7B%22b%22%3A2%7D" },
    {
      name: "deepObject",
      given: { f: deepObject({ a: { b: "c d" }, e: [1, 2] }) },
      want: "f%5Ba%5D%5Bb%5D=c+d&f%5Be%5D=1&f%5Be%5D=2",
    },
    { name: "form, not exploded", given: { f: commaSeparated(["a,b", "c"]) }, want: "f=a%2Cb,c" },
    { name: "form, exploded object", given: { f: exploded({ a: 1 }) }, want: "a=1" },
    { name: "spaceDelimited", given: { f: spaceDelimited(["a", "b"]) }, want: "f=a%20b" },
    { name: "contentType: JSON", given: { f: json("a") }, want: "f=%22a%22" },
    { name: "nothing", given: {}, want: "" },
  ];
  test.each(rows)("$name", async ({ given, want }) => {
    expect(await sent(form(given))).toEqual({
      type: "application/x-www-form-urlencoded",
      length: String(want.length),
      body: want,
    });
  });

  test("without a form, neither a body nor a Content-Type is sent", async () => {
    expect(await sent(form(undefined))).toEqual({ type: undefined, length: "0", body: "" });
    expect(await sent(form(omitIfEmpty({ a: undefined })))).toEqual({ type: undefined, length: "0", body: "" });
  });

  test.each([
    [{ file: new Blob(["x"]) }, "Field file must be a string, a finite number or a boolean, not object."],
    [{ when: new Date(NaN) }, "Field when must be a string, a finite number or a boolean, not object."],
    [{ n: NaN }, "Field n must be a string, a finite number or a boolean, not NaN."],
  ])("%j is refused", async (given, want) => {
    expect(await rejection(sent(form(given)))).toEqual(new TypeError(want));
  });
});

describe("bodies of text, lines and events", () => {
  // JSON Lines and NDJSON; RFC 7464, section 2.2; HTML, section 9.2.5, for event streams.
  const events = [{ event: "add", id: 7, retry: 5, data: "one\ntwo\r\nthree" }, { data: { a: 1 } }, {}];
  const stream = 'event: add\nid: 7\nretry: 5\ndata: one\ndata: two\ndata: three\n\ndata: {"a":1}\n\ndata: \n\n';
  // prettier-ignore -- Aligned for reading.
  const rows = [
    { name: "text", given: text("a,é\n"), type: "text/plain", want: "a,é\n", streams: false },
    {
      name: "lines of an array",
      given: jsonLines([{ a: "x\ny" }, null, 1]),
      type: "application/jsonl",
      want: '{"a":"x\\ny"}\nnull\n1\n',
      streams: false,
    },
    { name: "lines of an iterable", given: jsonLines(new Set([1, 2])), type: "application/jsonl", want: "1\n2\n", streams: true },
    {
      name: "lines of an asynchronous iterable",
      given: jsonLines(later<unknown>(1, [2])),
      type: "application/jsonl",
      want: "1\n[2]\n",
      streams: true,
    },
    {
      name: "a JSON sequence",
      given: jsonSequence([1, { a: 2 }]),
      type: "application/json-seq",
      want: '\u001e1\n\u001e{"a":2}\n',
      streams: false,
    },
    {
      name: "a JSON sequence of an asynchronous iterable",
      given: jsonSequence(later(1)),
      type: "application/json-seq",
      want: "\u001e1\n",
      streams: true,
    },
    { name: "events of an array", given: eventStream(events), type: "text/event-stream", want: stream, streams: false },
    {
      name: "events of an asynchronous iterable",
      given: eventStream(later(...events)),
      type: "text/event-stream",
      want: stream,
      streams: true,
    },
  ];
  test.each(rows)("$name", async ({ given, type, want, streams }) => {
    const length = streams ? undefined : String(Buffer.byteLength(want));
    expect(await sent(given)).toEqual({ type, length, body: want });
  });

  test("the media type of the description is sent; undefined content is no body", async () => {
    expect(await sent(jsonLines([1]), "application/x-ndjson")).toMatchObject({ type: "application/x-ndjson" });
    expect(
      await Promise.all([text(null), jsonLines(undefined), eventStream(null), bytes(undefined)].map((body) => sent(body))),
    ).toEqual(Array.from({ length: 4 }, () => ({ type: undefined, length: "0", body: "" })));
  });

  test.each([{ id: "a\nb" }, { event: "a\rb" }])("an event with a line break is rejected: %j", async (event) => {
    const [name] = Object.keys(event);
    expect(await rejection(sent(eventStream([event])))).toEqual(new TypeError(`The event's ${name} must be one line.`));
  });

  test("an error of the source rejects the call", async () => {
    async function* broken() {
      yield await Promise.resolve(1);
      throw new Error("The disk is gone.");
    }
    expect(await rejection(sent(jsonLines(broken())))).toMatchObject({ name: "ConnectionError" });
  });
});

describe("binary bodies", () => {
  const content = new Uint8Array([0, 255, 13, 10, 128]);

  async function received(body: unknown, contentType?: string) {
    const seen: { type: string | undefined; length: string | undefined; bytes: Uint8Array }[] = [];
    const server = createServer((request, response) => {
      const { "content-type": type, "content-length": length } = request.headers;
      void buffer(request).then((all) => {
        seen.push({ type, length, bytes: new Uint8Array(all) });
        response.end();
      });
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await createClient({ accessToken: "t", baseUrl }).send({ method: "PUT", path: path`/a`, body, contentType });
    return seen[0];
  }

  const streamOf = (chunk: Uint8Array) => new Blob([chunk.slice()]).stream();
  // prettier-ignore -- Aligned for reading.
  const rows = [
    { name: "a view", given: bytes(content), says: undefined, type: "application/octet-stream", length: "5" },
    {
      name: "a part of a buffer",
      given: bytes(new DataView(content.buffer, 0, 5)),
      says: undefined,
      type: "application/octet-stream",
      length: "5",
    },
    { name: "a buffer", given: bytes(content.buffer), says: "image/png", type: "image/png", length: "5" },
    { name: "a blob", given: bytes(new Blob([content])), says: undefined, type: "application/octet-stream", length: "5" },
    {
      name: "a Blob with a media type",
      given: bytes(new Blob([content], { type: "image/gif" })),
      says: undefined,
      type: "image/gif",
      length: "5",
    },
    {
      name: "the media type of the description instead of the Blob's",
      given: bytes(new Blob([content], { type: "image/gif" })),
      says: "application/octet-stream",
      type: "application/octet-stream",
      length: "5",
    },
    { name: "a stream", given: bytes(streamOf(content)), says: "video/mp4", type: "video/mp4", length: undefined },
  ];
  test.each(rows)("$name", async ({ given, says, type, length }) => {
    expect(await received(given, says)).toEqual({ type, length, bytes: content });
  });

  test("other values are rejected", async () => {
    expect(await rejection(sent(bytes("text" as never)))).toEqual(
      new TypeError("The body must be a Blob, an ArrayBuffer, a view of one, or a ReadableStream."),
    );
  });

  test("a retry sends bytes again, but not a stream", async () => {
    const server = await serve(closeConnection, { json: {} }, closeConnection);
    const client = createClient({ accessToken: "t", baseUrl: server.url, retry: { baseDelayMs: 1 } });
    await client.send({ method: "PUT", path: path`/a`, body: bytes(new Blob(["again"])) });
    expect(server.seen.map(({ body }) => body)).toEqual(["again", "again"]);
    const call = client.send({ method: "PUT", path: path`/a`, body: bytes(streamOf(content)) });
    expect(await rejection(call)).toMatchObject({ name: "ConnectionError", attempts: 1 });
  });
});
