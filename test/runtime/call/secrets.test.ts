import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import type { ApiFacts } from "../../../templates/runtime/api-facts.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import { basic, bearer } from "../../../templates/runtime/credentials/http-authentication.js";
import { cookieKey, headerKey, queryKey } from "../../../templates/runtime/credentials/api-key.js";
import type { ApiRequest } from "../../../templates/runtime/call/api-request.js";
import type { ClientOptions } from "../../../templates/runtime/options/options.js";
import { nextLink } from "../../../templates/runtime/pages/page-links.js";
import { paginate } from "../../../templates/runtime/pages/pages.js";
import { path } from "../../../templates/runtime/values/path.js";
import { readJsonLines } from "../../../templates/runtime/streams/read-json-lines.js";
import { itemsOf } from "../streaming.js";
import { rejection, serve } from "../server.js";
import type { Reply } from "../server.js";

const facts = vi.hoisted<{ api: { -readonly [Fact in keyof ApiFacts]: ApiFacts[Fact] } }>(() => ({
  api: { userAgent: "secrets/1.0.0" },
}));
vi.mock("../../../templates/runtime/api.js", () => facts);
facts.api.credentials = [
  bearer("token"),
  basic("login"),
  headerKey("headerKey", "X-Whatever"),
  queryKey("queryKey", "key"),
  cookieKey("cookieKey", "sid"),
];

const secret = "s3cr3t+/ü";
const header = "s3cr3t-abc";
const schemes: readonly { name: string; options: object; secrets: readonly string[] }[] = [
  { name: "token", options: { token: header }, secrets: [header] },
  { name: "token of a function", options: { token: () => Promise.resolve(header) }, secrets: [header] },
  {
    name: "login",
    options: { login: { username: "me", password: secret } },
    secrets: [secret, Buffer.from(`me:${secret}`).toString("base64")],
  },
  { name: "headerKey", options: { headerKey: header }, secrets: [header] },
  { name: "queryKey", options: { queryKey: secret }, secrets: [secret, encodeURIComponent(secret)] },
  { name: "queryKey of a function", options: { queryKey: () => secret }, secrets: [secret, encodeURIComponent(secret)] },
  { name: "cookieKey", options: { cookieKey: header }, secrets: [header] },
];

const security = schemes.map(({ options }) => Object.keys(options));
const get = { operation: "get", method: "GET", path: path`/a`, security };

/** Everything that a log could write of these values. */
function everything(...values: readonly unknown[]): string {
  const texts = values.map((value) =>
    value instanceof Error ? `${value.message} ${value.stack ?? ""} ${JSON.stringify(value)}` : "",
  );
  return inspect(values, { depth: 20, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity }) + texts.join(" ");
}

/** Makes a call that fails, and returns its error and the events of its hooks. */
async function failed(options: ClientOptions, request: object = get): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  const note = (event: unknown) => told.push(event);
  const hooks = { onRequest: note, onResponse: note, onRetry: note, onError: note };
  const client = createClient({ retry: { baseDelayMs: 1, attempts: 2 }, ...hooks, ...options });
  told.push(await rejection(client.send(request as typeof get)));
  return told;
}

describe.each(schemes)("a secret: $name", ({ options, secrets }) => {
  function expectNone(...values: readonly unknown[]): void {
    const text = everything(...values);
    for (const one of secrets) expect(text).not.toContain(one);
  }

  test("is not in the error of a fetch that repeats its request", async () => {
    const fetch = (url: string, init: RequestInit) => {
      const headers = [...new Headers(init.headers)].map((pair) => pair.join(": ")).join("; ");
      const cause = Object.assign(new Error(`cannot reach ${url} with ${headers}`), { input: url, config: init, code: "E" });
      return Promise.reject(
        Object.assign(new TypeError(`error sending request for url (${url})`, { cause }), { request: init, url }),
      );
    };
    const told = await failed({ ...options, baseUrl: "http://a.test", fetch });
    expect(told.at(-1)).toMatchObject({ name: "ConnectionError", attempts: 2 });
    expectNone(...told);
  });

  test("is not in the error of a base URL that is none", async () => {
    for (const baseUrl of ["http://[::1", "http://a:99999", "http://exa%mple", "http://a b", "http://"]) {
      expectNone(...(await failed({ ...options, baseUrl })));
    }
  });

  test("is not in the error of a request that cannot be made", async () => {
    const server = await serve({});
    expectNone(...(await failed({ ...options, baseUrl: server.url }, { ...get, body: {} })));
  });

  test("is not in the error of a service that repeats the request", async () => {
    const echo: Reply = (response, { url = "", headers }) => {
      const texts = {
        url,
        ...headers,
        decoded: decodeURIComponent(url),
        message: `${url} ${String(headers.authorization)} ${secrets.map((one) => encodeURIComponent(one)).join(" ")}`,
      };
      const location = `http://elsewhere.test${url}`;
      response.writeHead(400, {
        "content-type": "application/json",
        location,
        "x-echo": String(headers.authorization ?? headers["x-whatever"]),
      });
      response.end(JSON.stringify(texts));
    };
    const server = await serve(echo);
    expectNone(...(await failed({ ...options, baseUrl: server.url })));
  });

  test("is not in the error of a service that repeats it in escapes of JSON, or in the status line", async () => {
    const escaped = (text: string) => text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
    for (const one of secrets) {
      const solidus = JSON.stringify(one).slice(1, -1).replaceAll("/", "\\/");
      const body = `{"message":"${escaped(one)}","${escaped(one)}":["${solidus}"]}`;
      const server = await serve((response) => {
        response.writeHead(400, encodeURI(one) === one ? one : "Bad Request", { "content-type": "application/json" });
        response.end(body);
      });
      expectNone(...(await failed({ ...options, baseUrl: server.url })));
    }
  });

  test("is not in the error of a success whose body or item is not JSON", async () => {
    for (const one of secrets) {
      for (const text of [`{"a":${one}`, `{"a":"${one}" x`, `"${encodeURIComponent(one)}" x`]) {
        const server = await serve((response) => {
          response.writeHead(200, { "content-type": "application/json" }).end(text);
        });
        const told = await failed({ ...options, baseUrl: server.url });
        expect(told.at(-1)).toMatchObject({ name: "ApiError", status: 200, cause: expect.any(SyntaxError) as Error });
        expectNone(...told);
        const streaming = await serve((response) => {
          response.writeHead(200, { "content-type": "application/x-ndjson" }).end(`${text}\n{}\n`);
        });
        const client = createClient({ baseUrl: streaming.url, ...options });
        const lines = await client.send<AsyncIterable<unknown>, 200>({ ...get, read: readJsonLines });
        const error = (await itemsOf(lines)).at(-1);
        expect(error).toMatchObject({ name: "ApiError", cause: expect.any(SyntaxError) as Error });
        expectNone(error);
      }
    }
  });

  test("does not travel to another origin, and a redirect that repeats it is not followed there", async () => {
    const other = await serve({ json: {} });
    const server = await serve((response, { url = "" }) => {
      response.writeHead(302, { location: `${other.url}${url}${url.includes("?") ? "&" : "?"}x=1` }).end();
    });
    const client = createClient({ baseUrl: server.url, ...options });
    const answer: unknown = await client.send(get).catch((error: unknown) => error);
    expectNone(answer, other.seen);
  });

  test("is not shown by a link to the next page that repeats it", async () => {
    const server = await serve((response, { url = "" }) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ items: [{}], next: url, n: Math.random() }));
    });
    const told: unknown[] = [];
    const note = (event: unknown) => told.push(event);
    const client = createClient({ baseUrl: server.url, onRequest: note, onResponse: note, onError: note, ...options });
    const pages = paginate(
      get as Parameters<typeof client.send>[0],
      (request) => client.send<{ items: object[]; next: string; n: number }, unknown>(request),
      { items: ({ items, n }) => items.map(() => ({ n })), next: ({ next }, request) => nextLink(request, next) },
    );
    expect((await itemsOf(pages)).at(-1)).toBeInstanceOf(Error);
    expect(server.seen.length).toBeGreaterThan(1);
    expectNone(told, (await itemsOf(pages)).at(-1));
  });
});

describe("headers that may be keys", () => {
  const names = ["X-Api-Key", "X-Custom", "Ocp-Apim-Subscription-Key", "Private-Token", "X-Forwarded-For", "Apikey"];
  test.each(names)("%s of the caller goes to its origin alone, and is not shown to hooks", async (name) => {
    const other = await serve({ json: {} });
    const server = await serve({ status: 307, headers: { location: "/b" } }, { status: 302, headers: { location: other.url } });
    const told: unknown[] = [];
    const note = (event: unknown) => told.push(event);
    const options: object = { token: "t", baseUrl: server.url, onRequest: note, onResponse: note };
    for (const request of [{ ...get, headers: { [name]: "value-1" } }]) {
      expect(await rejection(createClient(options).send(request))).toMatchObject({ status: 302 });
    }
    expect(server.seen.map(({ headers }) => headers[name.toLowerCase()])).toEqual(["value-1", "value-1"]);
    expect(everything(told)).not.toContain("value-1");
    expect(other.seen).toEqual([]);
  });

  test("that are none go along", async () => {
    const other = await serve({ json: { there: true } });
    const server = await serve({ status: 302, headers: { location: other.url } });
    const headers = { accept: "application/json", "if-none-match": '"1"', "accept-language": "de" };
    expect(await createClient({ baseUrl: server.url, ...{ token: "t" } }).send({ ...get, headers })).toEqual({ there: true });
    expect(other.seen[0]?.headers).toMatchObject(headers);
  });

  test("are not followed in browsers, which hide the target", async () => {
    const modes: unknown[] = [];
    const fetch = (_url: string, { redirect }: RequestInit) => {
      modes.push(redirect);
      const hidden = Object.defineProperty(new Response(null, { status: 200 }), "type", { value: "opaqueredirect" });
      return Promise.resolve(
        redirect === "follow" ? Response.json(1) : Object.defineProperties(hidden, { ok: { value: false } }),
      );
    };
    const options = { token: "t", baseUrl: "http://a.test", fetch };
    expect(await createClient(options).send(get)).toBe(1);
    await rejection(createClient(options).send({ ...get, headers: { "X-Api-Key": "k" } }));
    await rejection(createClient({ ...options, ...{ token: undefined, queryKey: "k" } }).send(get));
    expect(modes).toEqual(["manual", "follow", "manual", "manual"]);
  });
});

describe("links to the next page", () => {
  test.each([
    "blob:http://a.test/1",
    "filesystem:http://a.test/x",
    "https://a.test/",
    "http://a.test:81/",
    "//b.test/",
    "http://u:p@a.test/",
  ])("of another scheme, host, port or user are not followed: %s", (link) => {
    const request: ApiRequest | undefined = nextLink({ ...get }, link);
    expect(() => request?.url?.("http://a.test/items")).toThrow("it is not followed");
  });
});
