import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { ClientOptions } from "../../../templates/runtime/options/options.js";
import { path } from "../../../templates/runtime/values/path.js";
import { rejection, serve } from "../server.js";

const get = { method: "GET", path: path`/a` };

describe("a bearer token", () => {
  // RFC 6750, section 2.1.
  test.each([
    { name: "text", accessToken: "abc" },
    { name: "a function", accessToken: () => "abc" },
    { name: "an asynchronous function", accessToken: () => Promise.resolve("abc") },
  ])("as $name", async ({ accessToken }) => {
    const server = await serve({ json: {} });
    await createClient({ accessToken, baseUrl: server.url }).send(get);
    expect(server.seen[0]?.headers.authorization).toBe("Bearer abc");
  });

  test("of the call takes precedence over the client's", async () => {
    const server = await serve({ json: {} });
    await createClient({ accessToken: "client", baseUrl: server.url }).send(get, { accessToken: "call" });
    expect(server.seen[0]?.headers.authorization).toBe("Bearer call");
  });

  test("is requested again before each attempt", async () => {
    const server = await serve({ status: 503 }, { json: {} });
    let count = 0;
    const accessToken = () => `token-${++count}`;
    await createClient({ accessToken, baseUrl: server.url, retry: { baseDelayMs: 1 } }).send(get);
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
  });

  const missing = "accessToken is missing: set it for the client or the call.";
  const empty = "accessToken must be a non-empty string or a function that returns one.";
  test.each<{ name: string; options: ClientOptions; want: string }>([
    { name: "not given", options: {}, want: missing },
    { name: "undefined", options: { accessToken: undefined }, want: missing },
    { name: "empty", options: { accessToken: "" }, want: missing },
    { name: "a function that returns an empty string", options: { accessToken: () => "" }, want: empty },
    { name: "a number", options: { accessToken: 42 as never }, want: empty },
  ])("that is $name is a TypeError and nothing is sent", async ({ options, want }) => {
    const server = await serve({ json: {} });
    await expect(createClient({ ...options, baseUrl: server.url }).send(get)).rejects.toThrow(new TypeError(want));
    expect(server.seen).toEqual([]);
  });

  test("is not required if the operation requires none", async () => {
    const server = await serve({ json: {} });
    const client = createClient({ baseUrl: server.url });
    await client.send({ ...get, security: [] });
    await client.send({ ...get, security: [["accessToken"], []] });
    await client.send({ ...get, security: [["accessToken"], []] }, { accessToken: "t" });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined, "Bearer t"]);
  });

  test("an error of the token function rejects the call at once", async () => {
    const server = await serve({ json: {} });
    const reason = new Error("vault is sealed");
    const accessToken = () => Promise.reject(reason);
    expect(await rejection(createClient({ accessToken, baseUrl: server.url }).send(get))).toBe(reason);
    expect(server.seen).toEqual([]);
  });
});

describe("redirects", () => {
  test("to another origin are followed without the token", async () => {
    const other = await serve({ json: { there: true } });
    const server = await serve({ status: 302, headers: { location: `${other.url}/elsewhere` } });
    expect(await createClient({ accessToken: "secret", baseUrl: server.url }).send(get)).toEqual({ there: true });
    expect(other.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([["/elsewhere", undefined]]);
  });

  test("within an origin are followed with the token", async () => {
    const server = await serve({ status: 307, headers: { location: "/b" } }, { json: {} });
    await createClient({ accessToken: "t", baseUrl: server.url }).send(get);
    expect(server.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ["/a", "Bearer t"],
      ["/b", "Bearer t"],
    ]);
  });

  // Cloudflare Workers would take secrets along to another origin, whatever the flags that say otherwise.
  test.each([
    { name: "a token", options: { accessToken: "t-secret" } },
    { name: "a cookie", options: { accessToken: "t-secret", headers: { cookie: "a=c-secret" } } },
    { name: "a header", options: { headers: { authorization: "Basic s-secret" } } },
  ])("are not left to the platform: $name stays at its origin", async ({ options }) => {
    const other = await serve({ json: "there" });
    const server = await serve({ status: 302, headers: { location: "/b" } }, { status: 301, headers: { location: other.url } });
    const modes: unknown[] = [];
    const send = (url: string, init: RequestInit) => {
      modes.push(init.redirect);
      return fetch(url, init);
    };
    expect(await createClient({ ...options, baseUrl: server.url, fetch: send }).send(get)).toBe("there");
    expect(modes).toEqual(["manual", "manual", "manual"]);
    const [first, second] = server.seen.map(({ headers }) => [headers.authorization, headers.cookie]);
    expect(second).toEqual(first);
    expect(JSON.stringify(other.seen)).not.toContain("secret");
  });

  // RFC 9110, section 15.4: a client may turn a POST into a GET after 301 and 302, and `fetch` does.
  test.each([301, 302, 303, 307, 308])("%i is not followed for a POST", async (status) => {
    const server = await serve({ status, headers: { location: "/b" } }, { json: {} });
    const error = await rejection(
      createClient({ accessToken: "t", baseUrl: server.url }).send({ method: "POST", path: path`/a`, body: {} }),
    );
    expect(error).toMatchObject({ status, method: "POST" });
    expect(server.seen.map(({ method, url }) => [method, url])).toEqual([["POST", "/a"]]);
  });
});

describe("baseUrl", () => {
  test.each(["", "/", "/v1", "/v1/"])("ends in %j", async (end) => {
    const server = await serve({ json: {} });
    await createClient({ accessToken: "t", baseUrl: server.url + end }).send(get);
    expect(server.seen[0]?.url).toBe(end.startsWith("/v1") ? "/v1/a" : "/a");
  });

  test.each([
    "api.example.com",
    "ftp://x",
    "https://me:secret@x",
    "https://x?secret=1",
    "https://x#secret",
    "https://x y",
    "",
    "javascript:secret",
  ])("%j is rejected and not repeated in the message", async (baseUrl) => {
    const error = await rejection(createClient({ accessToken: "t", baseUrl }).send(get));
    expect(error).toEqual(new TypeError("baseUrl must be an http(s) URL without credentials, query and fragment."));
  });

  test("is the API's server by default", async () => {
    const urls: string[] = [];
    const fetch = (url: string) => {
      urls.push(url);
      return Promise.resolve(Response.json({}));
    };
    await createClient({ accessToken: "t", fetch, baseUrl: undefined }).send(get);
    expect(urls).toEqual(["https://api.example.com/a"]);
  });
});
