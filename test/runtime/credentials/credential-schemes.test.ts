import { inspect } from "node:util";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { ApiFacts } from "../../../templates/runtime/api-facts.js";
import { cookieKey, headerKey, queryKey } from "../../../templates/runtime/credentials/api-key.js";
import { basic } from "../../../templates/runtime/credentials/http-authentication.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { Security } from "../../../templates/runtime/credentials/credential.js";
import { path } from "../../../templates/runtime/values/path.js";
import { rejection, serve } from "../server.js";

type Facts = { -readonly [Fact in keyof ApiFacts]: ApiFacts[Fact] };
const facts = vi.hoisted<{ api: Facts }>(() => ({ api: { userAgent: "schemes/1.0.0", credentials: [] } }));
vi.mock("../../../templates/runtime/api.js", () => facts);

const request = { method: "GET", path: path`/a`, query: { q: 1 } };

beforeEach(() => {
  facts.api.credentials = [
    basic("login"),
    headerKey("headerKey", "X-Api-Key"),
    queryKey("queryKey", "api key"),
    cookieKey("cookieKey", "session"),
  ];
});

async function sent(options: object, headers = {}, security?: Security) {
  const server = await serve({ json: {} });
  await createClient({ baseUrl: server.url, headers, ...options }).send({ ...request, security });
  return server.seen[0];
}

describe("credentials of a request", () => {
  // RFC 7617, section 2, with its own example, and section 2.1 for UTF-8.
  test.each([
    { username: "Aladdin", password: "open sesame", want: "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" },
    { username: "test", password: "123£", want: "Basic dGVzdDoxMjPCow==" },
    { username: "a", password: "b:c", want: "Basic YTpiOmM=" },
  ])("basic: $username", async ({ username, password, want }) => {
    expect((await sent({ login: { username, password } }))?.headers.authorization).toBe(want);
  });

  test("a key in a header", async () => {
    expect((await sent({ headerKey: "k" }))?.headers["x-api-key"]).toBe("k");
  });

  test("a key in the query", async () => {
    expect((await sent({ queryKey: () => "k&=" }))?.url).toBe("/a?q=1&api%20key=k%26%3D");
  });

  test.each([
    ["", "/a?q=1&api%20key=s"],
    ["&api+key=old&b=%2F", "/a?q=1&b=%2F&api%20key=s"],
    ["&b&&c=d?e", "/a?q=1&b&&c=d?e&api%20key=s"],
  ])("a key in the query once, where a link to the next page has %j already", async (more, want) => {
    const server = await serve({ json: {} });
    const client = createClient({ baseUrl: server.url, queryKey: "s" } as object);
    await client.send({ ...request, url: (own) => own + more });
    expect(server.seen[0]?.url).toBe(want);
  });

  test("a key in a cookie, in addition to the caller's cookies", async () => {
    expect((await sent({ cookieKey: "k" }))?.headers.cookie).toBe("session=k");
    expect((await sent({ cookieKey: "k" }, { Cookie: "a=b" }))?.headers.cookie).toBe("a=b; session=k");
    expect((await sent({ cookieKey: "k" }, { Cookie: "session=old; a=b" }))?.headers.cookie).toBe("a=b; session=k");
  });

  test.each([
    {
      options: { cookieKey: "a;b" },
      want: "cookieKey must not contain spaces, quotes, commas, semicolons or backslashes.",
    },
    {
      options: { login: { username: "a:b", password: "secret" } },
      want: "login must have a username without a colon, and a password.",
    },
    { options: { login: "secret" }, want: "login must have a username without a colon, and a password." },
    {
      options: {},
      want: "login or headerKey or queryKey or cookieKey is missing: set it for the client or the call.",
    },
  ])("$want", async ({ options, want }) => {
    expect(await rejection(sent(options))).toEqual(new TypeError(want));
  });

  test("two credentials together, or another one", async () => {
    const security = [["headerKey", "cookieKey"], ["queryKey"]];
    const both = await sent({ headerKey: "h", cookieKey: "c", queryKey: "q" }, {}, security);
    expect([both?.headers["x-api-key"], both?.headers.cookie, both?.url]).toEqual(["h", "session=c", "/a?q=1"]);
    expect((await sent({ headerKey: "h", queryKey: "q" }, {}, security))?.url).toBe("/a?q=1&api%20key=q");
    expect(String(await rejection(sent({ headerKey: "h" }, {}, security)))).toMatch(
      "headerKey with cookieKey or queryKey is missing",
    );
  });

  test("a key in a header is not sent to another origin", async () => {
    const other = await serve({ json: {} });
    const server = await serve({ status: 302, headers: { location: other.url } });
    const error = await rejection(createClient({ baseUrl: server.url, ...{ headerKey: "secret" } }).send(request));
    expect(error).toMatchObject({ status: 302 });
    expect(other.seen).toEqual([]);
  });

  test("a key in the query is not part of errors and events", async () => {
    const server = await serve({ status: 500 });
    const events: unknown[] = [];
    const note = (event: unknown) => events.push(event);
    const hooks = { onRequest: note, onResponse: note, onRetry: note, onError: note };
    await rejection(
      createClient({ baseUrl: server.url, retry: { baseDelayMs: 1 }, ...hooks, ...{ queryKey: "secret" } }).send(request),
    );
    expect(events).toHaveLength(3 + 3 + 2 + 1);
    expect(inspect(events, { depth: 20, showHidden: true })).not.toContain("secret");
  });

  test("without a base URL", async () => {
    const options = { headers: {}, ...{ headerKey: "h" } };
    await expect(createClient(options).send(request)).rejects.toThrow("baseUrl must be");
  });
});
