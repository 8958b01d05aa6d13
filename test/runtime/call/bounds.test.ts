import { array, assert, asyncProperty, constantFrom, dictionary, integer, oneof, record, string, uint8Array } from "fast-check";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { readBlob } from "../../../templates/runtime/call/response-body.js";
import { isApiError } from "../../../templates/runtime/errors/api-error.js";
import { isConnectionError } from "../../../templates/runtime/errors/connection-error.js";
import type { ClientOptions } from "../../../templates/runtime/options/options.js";
import { asResponse } from "../../../templates/runtime/streams/raw-response.js";
import { readEvents } from "../../../templates/runtime/streams/read-events.js";
import { readJsonLines } from "../../../templates/runtime/streams/read-json-lines.js";
import { readJsonSequence } from "../../../templates/runtime/streams/read-json-sequence.js";
import { path } from "../../../templates/runtime/values/path.js";
import { closeConnection, rejection, serve } from "../server.js";
import type { Reply } from "../server.js";
import { itemsOf } from "../streaming.js";

const get = { operation: "get", method: "GET", path: path`/a` };
const json = { "content-type": "application/json" };

async function client(reply: Reply, options: ClientOptions = {}) {
  const server = await serve(reply);
  return createClient({ accessToken: "t", baseUrl: server.url, retry: false, ...options });
}

/** A response of many bytes, which are few on the wire. */
const compressed =
  (status: number, megabytes: number, headers: Record<string, string> = json): Reply =>
  (response) => {
    response.writeHead(status, { ...headers, "content-encoding": "gzip" });
    // A gzip file may consist of any number of members (RFC 1952, section 2.2), so this process need not hold the whole text.
    const member = gzipSync("a".repeat(2 ** 20));
    response.end(Buffer.concat(Array.from({ length: megabytes }, () => member)));
  };

/** How long the event loop was blocked at most while something was done, in milliseconds. */
async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  await work();
  longest = Math.max(longest, performance.now() - last);
  clearInterval(timer);
  return longest;
}

describe("the body of a failed response", () => {
  test.each([1, 9, 30])("of %i MB, one JSON string, blocks nothing and keeps its status", async (megabytes) => {
    const text = JSON.stringify("a".repeat(megabytes * 2 ** 20));
    const one = await client({ status: 503, headers: { ...json, "x-request-id": "r-1" }, text });
    let error: unknown;
    expect(await longestBlock(async () => (error = await rejection(one.send(get))))).toBeLessThan(3000);
    expect(error).toMatchObject({ name: "ApiError", status: 503, correlationId: "r-1" });
    expect(isApiError(error) && error.text.length).toBeLessThanOrEqual(2 ** 20);
  });

  test("is read up to its first MiB, after decompression", async () => {
    const one = await client(compressed(500, 200));
    const before = process.memoryUsage().rss;
    const error = await rejection(one.send(get));
    expect(error).toMatchObject({ name: "ApiError", status: 500, body: undefined });
    expect(isApiError(error) && error.text.length).toBe(2 ** 20);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
  });

  test("is read up to the caller's bound, if that is lower", async () => {
    const one = await client({ status: 500, text: "abcdef" }, { maxResponseBytes: 4 });
    expect(await rejection(one.send(get))).toMatchObject({ status: 500, text: "abcd" });
  });

  test.each(["[1]", '"text"', "1", "true", '[{"requestId":"r"}]'])("that is no object has no fields: %s", async (text) => {
    const one = await client({ status: 500, headers: json, text });
    expect(await rejection(one.send(get))).toMatchObject({
      status: 500,
      correlationId: undefined,
      body: JSON.parse(text) as unknown,
    });
  });
});

describe("the body of a successful response", () => {
  test("that is larger than maxResponseBytes is an error, counted after decompression", async () => {
    const one = await client(compressed(200, 8), { maxResponseBytes: 2 ** 20 });
    const error = await rejection(one.send(get));
    expect(error).toMatchObject({ name: "ApiError", status: 200, retryable: false, text: "", attempts: 1 });
    expect(String(error)).toBe("ApiError: 200 OK: GET /a: the body is larger than 1048576 (maxResponseBytes)");
    expect(isApiError(error) && error.cause).toBeInstanceOf(RangeError);
  });

  test.each([{ type: "image/png" }, { type: "text/plain" }, { type: "application/json" }])(
    "of $type is read up to it",
    async ({ type }) => {
      const headers = { "content-type": type };
      const options = { maxResponseBytes: 4 };
      await (await client({ headers, text: "1234" }, options)).send(get);
      expect(await rejection((await client({ headers, text: "12345" }, options)).send(get))).toMatchObject({ status: 200 });
      const blob = { ...get, read: readBlob };
      expect(await rejection((await client({ headers, text: "12345" }, options)).send(blob))).toMatchObject({ status: 200 });
    },
  );

  test("is not bounded where the caller reads it", async () => {
    const one = await client({ text: "12345" }, { maxResponseBytes: 1 });
    expect(await (await asResponse(one.send({ ...get }))).text()).toBe("12345");
  });

  test("that is nested deeply is returned", async () => {
    const text = "[".repeat(100_000) + "]".repeat(100_000);
    expect(await (await client({ headers: json, text })).send(get)).toBeInstanceOf(Array);
  });
});

describe("whatever a service sends", () => {
  const types = [
    "application/json",
    "text/plain; charset=utf-16",
    "text/event-stream",
    "application/jsonl",
    "application/json-seq",
  ];
  const type = oneof(
    constantFrom(...types, "image/png", "a/b; charset=no", "", 'text/html; charset="'),
    string({ maxLength: 30 }),
  );
  const bytes = oneof(
    uint8Array({ maxLength: 200 }),
    string({ unit: "binary", maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
  );
  const headerNames = [
    "retry-after",
    "ratelimit",
    "ratelimit-policy",
    "ratelimit-reset",
    "date",
    "x-ratelimit-reset",
    "link",
    "content-length",
  ];
  const headerValue = oneof(
    string({ unit: "binary-ascii", maxLength: 40 }),
    constantFrom(
      "-1",
      "1e400",
      "Infinity",
      "NaN",
      "0x",
      "99999999999999999999",
      "Wed, 99 Xxx 0000 99:99:99 GMT",
      '"a";q=1e9;w=0.1',
    ),
  );
  const readers = [undefined, readBlob, readEvents, readJsonLines, readJsonSequence];
  const response = record({
    status: integer({ min: 200, max: 599 }),
    type,
    chunks: array(bytes, { maxLength: 5 }),
    headers: dictionary(constantFrom(...headerNames), headerValue, { maxKeys: 4 }),
    read: constantFrom(...readers),
  });

  test("is a value, an ApiError or a ConnectionError, soon", async () => {
    await assert(
      asyncProperty(response, async ({ status, type: contentType, chunks, headers, read }) => {
        const fetch = () => Promise.resolve(responseOf(status, { ...headers, "content-type": contentType }, chunks));
        const one = createClient({ accessToken: "t", baseUrl: "http://a.test", fetch, retry: false, maxResponseBytes: 300 });
        const began = performance.now();
        const given: unknown = await one.send({ ...get, read }).catch((error: unknown) => error);
        const items =
          typeof given === "object" && given !== null && Symbol.asyncIterator in given
            ? await itemsOf(given as AsyncIterable<unknown>)
            : [given];
        for (const item of items) {
          if (item instanceof Error) expect(isApiError(item) || isConnectionError(item)).toBe(true);
          if (isApiError(item)) expect(item.message).toMatch(/^[^\p{Cc}\p{Cf}]*$/u);
        }
        expect(performance.now() - began).toBeLessThan(1000);
      }),
      { numRuns: 2000 },
    );
  });

  function responseOf(status: number, headers: Record<string, string>, chunks: readonly Uint8Array[]): Response {
    const valid = Object.entries(headers).filter(([, value]) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value));
    const body = new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    return new Response([204, 205, 304].includes(status) ? null : body, { status, headers: valid });
  }
});

describe("what is not a response", () => {
  test.each([undefined, null, {}, "text"])("a fetch that returns %j is named", async (returned) => {
    const fetch = () => returned as Promise<Response>;
    const error = await rejection(createClient({ accessToken: "t", baseUrl: "http://a.test", fetch }).send(get));
    expect(error).toEqual(new TypeError("The option fetch must be a function that returns a promise of a Response."));
    expect(error).not.toHaveProperty("attempts");
  });

  test("a fetch that throws at once is a lost connection", async () => {
    const fetch = () => {
      throw new Error("down");
    };
    const options = { accessToken: "t", baseUrl: "http://a.test", fetch, retry: { baseDelayMs: 1 } };
    expect(await rejection(createClient(options).send(get))).toMatchObject({ name: "ConnectionError", attempts: 3 });
  });
});

describe("a request that cannot be made", () => {
  test.each([
    { name: "a GET with a body", request: { ...get, body: {} } },
    { name: "a HEAD with a body", request: { ...get, method: "HEAD", body: {} } },
    { name: "a method that fetch forbids", request: { ...get, method: "TRACE" } },
  ])("is not sent again: $name", async ({ request }) => {
    let sent = 0;
    const send = (url: string, init: RequestInit) => {
      sent++;
      return fetch(url, init);
    };
    const server = await serve({});
    const options = { accessToken: "t", baseUrl: server.url, fetch: send, retry: { baseDelayMs: 1 } };
    const error = await rejection(createClient(options).send(request));
    expect(String(error)).toMatch(/^TypeError: The request cannot be made: \w+ \/a: /);
    expect([sent, server.seen.length]).toEqual([1, 0]);
  });

  test.each([
    ["bad port", 0],
    ["unexpected redirect", 1],
  ])("counts as an attempt unless certainly nothing was sent: %s", async (message, attempts) => {
    const ends: unknown[] = [];
    const fetch = () => Promise.reject(new TypeError("fetch failed", { cause: new Error(message) }));
    const onError = ({ request }: { readonly request?: unknown }) => void ends.push(request === undefined ? 0 : 1);
    const client = createClient({ accessToken: "t", baseUrl: "http://a.test", fetch, onError });
    expect(String(await rejection(client.send(get)))).toContain("TypeError: The request cannot be made");
    expect(ends).toEqual([attempts]);
  });

  test("is one to a port that fetch forbids", async () => {
    const options = { accessToken: "t", baseUrl: "http://127.0.0.1:6000", retry: { baseDelayMs: 1 } };
    expect(String(await rejection(createClient(options).send(get)))).toBe(
      "TypeError: The request cannot be made: GET /a: bad port",
    );
  });

  test("is not one that the network fails", async () => {
    const server = await serve(closeConnection);
    const options = { accessToken: "t", baseUrl: server.url, retry: { baseDelayMs: 1 } };
    expect(await rejection(createClient(options).send(get))).toMatchObject({ name: "ConnectionError", attempts: 3 });
    expect(server.seen).toHaveLength(3);
  });
});

describe("redirects without an end", () => {
  test.each(["/a", "/b"])("are followed twenty times, and are then the response: %s", async (location) => {
    const server = await serve({ status: 302, headers: { location } });
    const options = { accessToken: "t", baseUrl: server.url, retry: { baseDelayMs: 1 } };
    expect(await rejection(createClient(options).send(get))).toMatchObject({ name: "ApiError", status: 302, attempts: 1 });
    expect(server.seen).toHaveLength(21);
  });

  test.each(["", "http://", "ftp://x/", "data:,x", "blob:http://x/1", "http://user:pw@127.0.0.1/", "http://[", "javascript:1"])(
    "a target that is none is not followed: %j",
    async (location) => {
      const server = await serve({ status: 302, headers: { location } }, { status: 418 });
      const options = { accessToken: "t", baseUrl: server.url, retry: { baseDelayMs: 1 } };
      const error = await rejection(createClient(options).send(get));
      expect(error).toMatchObject({ name: "ApiError", status: location === "" ? 418 : 302 });
    },
  );

  test("a target in UTF-8 is followed to it", async () => {
    const location = Buffer.from("/grüße").toString("latin1");
    const server = await serve({ status: 307, headers: { location } }, { json: 1 });
    await createClient({ accessToken: "t", baseUrl: server.url }).send(get);
    expect(server.seen[1]?.url).toBe("/gr%C3%BC%C3%9Fe");
  });
});
