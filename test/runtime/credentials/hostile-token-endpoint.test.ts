import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { clientCredentials, refreshToken } from "../../../templates/runtime/credentials/oauth.js";
import type { OAuthOptions } from "../../../templates/runtime/credentials/oauth.js";
import { rejection, serve } from "../server.js";

/** A token endpoint that answers with anything: every failure is an OAuthError, in time, after at most three requests, and without a secret. */

const secret = "c2VjcmV0c2VjcmV0";
const app = { clientId: "app", clientSecret: secret, timeoutMs: 400 };

// No wait between requests.
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

/** Writes bytes to the socket as soon as a request has come. */
async function raw(answer: (socket: Socket) => void): Promise<{ readonly url: string; readonly asked: () => number }> {
  let asked = 0;
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      asked++;
      answer(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}

const head = (status: string, ...headers: readonly string[]) =>
  [`HTTP/1.1 ${status}`, ...headers, "connection: close", "", ""].join("\r\n");
const json = "content-type: application/json";
const token = '{"access_token":"t1"}';
const say = (text: string | Buffer, ...more: readonly (string | Buffer)[]) => (socket: Socket) => {
  for (const part of [text, ...more]) socket.write(part);
  socket.end();
}; // prettier-ignore

test.each<[name: string, answer: (socket: Socket) => void, asked: number]>([
  ["nothing", (socket) => socket.end(), 3],
  ["a reset", (socket) => socket.resetAndDestroy(), 3],
  ["no HTTP", say("220 smtp ready\r\n"), 3],
  ["half a head", say("HTTP/1.1 200 OK\r\ncontent-ty"), 3],
  ["a head without an end", say("HTTP/1.1 200 OK\r\n", `x-a: ${"a".repeat(100_000)}\r\n`.repeat(10)), 3],
  ["a status of no class", say(head("999 Odd", json), token), 3],
  ["a status without a body", say(head("204 No Content", json)), 1],
  ["a status of a cache", say(head("304 Not Modified", json)), 1],
  ["a length that is never reached", say(head("200 OK", json, "content-length: 100"), token), 3],
  ["two lengths", say(head("200 OK", json, "content-length: 21", "content-length: 5"), token), 3],
  ["a chunk without a size", say(head("200 OK", json, "transfer-encoding: chunked"), `zz\r\n${token}\r\n0\r\n\r\n`), 3],
  ["a body that is not compressed, as it says", say(head("200 OK", json, "content-encoding: gzip"), token), 3],
  ["an empty body", say(head("200 OK", json, "content-length: 0")), 1],
  ["deeply nested JSON", say(head("200 OK", json), `{"access_token":${"[".repeat(200_000)}${"]".repeat(200_000)}}`), 1],
  ["a bomb", say(head("200 OK", json, "content-encoding: gzip"), gzipSync(`{"access_token":"${"a".repeat(2 ** 25)}"}`)), 1],
  ["a slow drip", (socket) => {
    socket.write(head("200 OK", json, "content-length: 100000"));
    const timer = setInterval(() => socket.write("a"), 5);
    socket.on("close", () => clearInterval(timer));
  }, 3],
  ["a redirect to another origin", say(head("307 Temporary Redirect", "location: http://127.0.0.2:1/"), ""), 1],
  ["a redirect without an end", say(head("302 Found", "location: /"), ""), 1],
  ["a secret as its code", say(head("400 Bad Request", json), JSON.stringify({ error: `x_${secret}_y` })), 1],
])("%s", async (_, answer, asked) => {
  const endpoint = await raw(answer);
  const began = performance.now();
  const error = await rejection(clientCredentials({ ...app, tokenUrl: endpoint.url })());
  expect(error).toMatchObject({ name: "OAuthError" });
  expect(performance.now() - began).toBeLessThan(4000);
  expect(endpoint.asked()).toBe(asked);
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(secret);
}); // prettier-ignore

test.each(["text/html", "text/plain; charset=utf-16", "application/octet-stream", ""])("a token of the type %j is one", async (type) => {
  const endpoint = await serve((response) => response.writeHead(200, { "content-type": type }).end(token));
  expect(await clientCredentials({ ...app, tokenUrl: endpoint.url })()).toBe("t1");
}); // prettier-ignore

test.each<[string, Partial<OAuthOptions>]>([
  ["a secret in the header", { credentialsIn: "header" }],
  ["an assertion", { clientSecret: undefined, parameters: { client_assertion: `${secret} &` } }],
  ["a password", { parameters: { password: `${secret}/` } }],
])("%s is in no error, however it is repeated", async (_, options) => {
  const parts = (text: unknown) => String(text).split(/[^\w%+*.-]+/).filter((part) => part.length >= 8); // prettier-ignore
  const fetch = (_url: string, { body, headers }: RequestInit) => {
    const form = typeof body === "string" ? body : "";
    const values = [...new URLSearchParams(form).values()].join(" ");
    return Promise.reject(new TypeError(`cannot send ${form} ${JSON.stringify(headers)} ${values}`));
  };
  const given = { ...app, tokenUrl: "http://a.test", ...options };
  const error = await rejection(refreshToken({ ...given, refreshToken: "refresh/token+1234", fetch })());
  const text = inspect(error, { depth: 9, showHidden: true });
  for (const hidden of [secret, "refresh/token+1234", ...parts(btoa(`app:${secret}`))]) expect(text).not.toContain(hidden);
});

test("a code of RFC 6749 is told and ends the grant, even if a short secret is part of it; any other code is not", async () => {
  const codeFor = async (error: string) => {
    const endpoint = await serve({ status: 500, json: { error, status: "HELD_BACK" } });
    const provider = refreshToken({ ...app, clientSecret: "s", refreshToken: "r", tokenUrl: endpoint.url });
    const { code } = (await rejection(provider())) as { readonly code?: string };
    return [code, endpoint.seen.length];
  };
  expect(await codeFor("access_denied")).toEqual(["access_denied", 1]);
  expect(await codeFor("invalid_grant")).toEqual(["invalid_grant", 1]);
  expect(await codeFor("is_secret")).toEqual(["HELD_BACK", 3]);
});
