import { getEventListeners } from "node:events";
import { gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { ClientOptions } from "../../../templates/runtime/options/options.js";
import { path } from "../../../templates/runtime/values/path.js";
import { asResponse } from "../../../templates/runtime/streams/raw-response.js";
import { rejection, serve } from "../server.js";
import type { Handler, Reply } from "../server.js";
import { countClosed, inPieces } from "../streaming.js";
import { measureDownload } from "../measure-download.js";

async function calling(...replies: readonly Reply[]) {
  const server = await serve(...replies);
  const call = (options: ClientOptions = {}) =>
    createClient({ accessToken: "t", baseUrl: server.url, retry: { baseDelayMs: 1 }, ...options }).send({
      method: "GET",
      path: path`/a`,
    });
  return { server, call };
}

describe("the response as it is", () => {
  test("with status, headers, address, and its body unread", async () => {
    const { server, call } = await calling({ status: 203, headers: { "x-a": "1", "content-type": "text/csv" }, text: "a,b" });
    const response = await asResponse(call());
    expect([response.status, response.headers.get("x-a"), response.url, response.bodyUsed]).toEqual([
      203,
      "1",
      `${server.url}/a`,
      false,
    ]);
    expect(await response.text()).toBe("a,b");
  });

  test("even if it is JSON, and if it is nothing", async () => {
    const { call } = await calling({ json: { a: 1 } }, { status: 204 });
    expect(await (await asResponse(call())).json()).toEqual({ a: 1 });
    expect(await (await asResponse(call())).text()).toBe("");
  });

  test("failures are errors, and what passes is tried again", async () => {
    const { server, call } = await calling({ status: 503 }, { status: 404, json: { message: "none" } });
    expect(await rejection(asResponse(call()))).toMatchObject({ status: 404, body: { message: "none" } });
    expect(server.seen).toHaveLength(2);
  });

  test("after the answer has come it is too late", async () => {
    const { call } = await calling({ json: 1 });
    const answer = call();
    await answer;
    expect(String(await rejection(asResponse(answer)))).toBe(
      "TypeError: asResponse must be given a call at once, before its response has arrived.",
    );
  });

  test("what the platform decompresses stays decompressed", async () => {
    const gzip: Handler = (response) =>
      response.writeHead(200, { "content-type": "text/plain", "content-encoding": "gzip" }).end(gzipSync("hello"));
    const { call } = await calling(gzip);
    expect(await (await asResponse(call())).text()).toBe("hello");
    expect(await call()).toBe("hello");
  });

  test("a body that is cut is a lost connection, with what came before", async () => {
    const { call } = await calling(inPieces("application/octet-stream", ["one", "two"], "cut"));
    const told: unknown[] = [];
    const response = await asResponse(call({ onError: ({ error }) => void told.push(error) }));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect([(await reader?.read())?.value, (await reader?.read())?.value]).toEqual(["one", "two"]);
    const error = await rejection(Promise.resolve(reader?.read()));
    expect(error).toMatchObject({ name: "ConnectionError", status: 200 });
    expect(told).toEqual([error]);
  });

  test("cancelling it closes the connection, and so does the signal", async () => {
    const { handler, closed } = countClosed(inPieces("application/octet-stream", ["one"], "stay"));
    const { call } = await calling(handler);
    await (await asResponse(call())).body?.cancel();
    await vi.waitFor(() => expect(closed()).toBe(1));
    const controller = new AbortController();
    const response = await asResponse(call({ signal: controller.signal }));
    setTimeout(() => controller.abort(new Error("enough")), 20);
    expect(String(await rejection(response.text()))).toBe("Error: enough");
    await vi.waitFor(() => expect(closed()).toBe(2));
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("a slow body may take longer than an attempt", async () => {
    const { call } = await calling(inPieces("text/plain", Array<string>(30).fill("x")));
    expect(await (await asResponse(call({ timeoutMs: 60, deadlineMs: 80 }))).text()).toBe("x".repeat(30));
  });
});

test("64 MB pass through byte for byte, none read far ahead of the reader", async () => {
  const { farthest } = await measureDownload(64 * 2 ** 20);
  // What the sockets of both sides and the platform's parser hold.
  expect(farthest).toBeLessThan(16 * 2 ** 20);
});
