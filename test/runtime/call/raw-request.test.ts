import { describe, expect, test, vi } from "vitest";
import type { ApiFacts } from "../../../templates/runtime/api-facts.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import { request, type RawRequestOptions } from "../../../templates/runtime/call/raw-request.js";
import { bearer } from "../../../templates/runtime/credentials/http-authentication.js";
import { headerKey, queryKey } from "../../../templates/runtime/credentials/api-key.js";
import { isApiError } from "../../../templates/runtime/errors/api-error.js";
import { rejection, serve } from "../server.js";

const facts = vi.hoisted<{ api: { -readonly [Fact in keyof ApiFacts]: ApiFacts[Fact] } }>(() => ({
  api: { userAgent: "raw/1.0.0" },
}));
vi.mock("../../../templates/runtime/api.js", () => facts);
facts.api.credentials = [bearer("token"), headerKey("appId", "X-App"), queryKey("key", "key")];

interface Row {
  readonly name: string;
  readonly method?: string;
  readonly path?: string;
  readonly options?: RawRequestOptions;
  readonly want: {
    readonly url?: string;
    readonly method?: string;
    readonly body?: string;
    readonly type?: string | RegExp | undefined;
  };
}

const form = new FormData();
form.append("note", "signed");
form.append("file", new File(["…"], "deed.txt", { type: "text/plain" }));

const rows: readonly Row[] = [
  { name: "a GET", want: { method: "GET", url: "/v1/files", body: "", type: undefined } },
  { name: "a method in lower case", method: "patch", want: { method: "PATCH" } },
  {
    name: "parameters of the path, encoded",
    path: "/files/{id}/parts/{n}",
    options: { params: { id: "a/b?c", n: 2 } },
    want: { url: "/v1/files/a%2Fb%3Fc/parts/2" },
  },
  {
    name: "a query",
    options: { query: { tag: ["a", "b&c"], limit: 5, after: undefined, none: null } },
    want: { url: "/v1/files?tag=a&tag=b%26c&limit=5" },
  },
  { name: "a query of URLSearchParams", options: { query: new URLSearchParams("a=1&a=2") }, want: { url: "/v1/files?a=1&a=2" } },
  { name: "JSON", method: "POST", options: { body: { a: [1] } }, want: { body: '{"a":[1]}', type: "application/json" } },
  { name: "null as JSON", method: "POST", options: { body: null }, want: { body: "null", type: "application/json" } },
  { name: "text", method: "POST", options: { body: "a\nb" }, want: { body: "a\nb", type: "text/plain;charset=UTF-8" } },
  {
    name: "text of another type",
    method: "POST",
    options: { body: "<a/>", headers: { "content-type": "application/xml" } },
    want: { body: "<a/>", type: "application/xml" },
  },
  {
    name: "a Blob",
    method: "PUT",
    options: { body: new Blob(["bytes"], { type: "image/png" }) },
    want: { body: "bytes", type: "image/png" },
  },
  {
    name: "bytes",
    method: "PUT",
    options: { body: new Uint8Array([97]) },
    want: { body: "a", type: "application/octet-stream" },
  },
  {
    name: "a form",
    method: "POST",
    options: { body: new URLSearchParams({ a: "x y" }) },
    want: { body: "a=x+y", type: "application/x-www-form-urlencoded;charset=UTF-8" },
  },
  {
    name: "a form whose type is given without the boundary",
    method: "POST",
    options: { body: form, headers: { "Content-Type": "multipart/form-data" } },
    want: { type: /^multipart\/form-data; ?boundary=/ },
  },
  { name: "a form with a file", method: "POST", options: { body: form }, want: { type: /^multipart\/form-data; ?boundary=/ } },
];

describe("a request that the description lacks", () => {
  test.each(rows)("sends $name", async ({ method = "GET", path = "/files", options, want }) => {
    const { url, seen } = await serve({ json: { ok: true } });
    const client = createClient({ baseUrl: `${url}/v1`, token: "s3cr3t" } as object);
    expect(await request(client, method, path, options)).toEqual({ ok: true });
    const [sent] = seen;
    expect(sent?.headers.authorization).toBe("Bearer s3cr3t");
    expect(sent?.method).toBe(want.method ?? method);
    if (want.url !== undefined) expect(sent?.url).toBe(want.url);
    if (want.body !== undefined) expect(sent?.body).toBe(want.body);
    if (want.type instanceof RegExp) expect(sent?.headers["content-type"]).toMatch(want.type);
    else if ("type" in want) expect(sent?.headers["content-type"]).toBe(want.type);
  });

  test("sends the fields and files of a FormData", async () => {
    const { url, seen } = await serve({});
    await request(createClient({ baseUrl: url, token: "t" } as object), "POST", "/files", { body: form });
    expect(seen[0]?.body).toMatch(
      /name="note"\r\n\r\nsigned\r\n[^]*name="file"; filename="deed.txt"\r\nContent-Type: text\/plain\r\n\r\n…/,
    );
  });

  test("gives status and headers", async () => {
    const { url } = await serve({ status: 201, headers: { location: "/files/1" }, json: { id: 1 } });
    const { status, headers, data } = await request(
      createClient({ baseUrl: url, token: "t" } as object),
      "POST",
      "/files",
    ).withResponse();
    expect([status, headers.get("location"), data]).toEqual([201, "/files/1", { id: 1 }]);
  });

  test("gives text and bytes as they come", async () => {
    const { url } = await serve({ headers: { "content-type": "text/csv" }, text: "a,b" });
    expect(await request(createClient({ baseUrl: url, token: "t" } as object), "GET", "/files")).toBe("a,b");
  });
});

describe("is refused, and nothing is sent, with", () => {
  test.each<{ name: string; method?: string; path?: string; options?: RawRequestOptions; message: RegExp }>([
    {
      name: "a URL of another origin",
      path: "https://other.example/files",
      message: /leads to https:\/\/other\.example and not to/,
    },
    { name: "a URL with a password", path: "http://a:b@127.0.0.1/files", message: /leads to/ },
    { name: "a URL of another scheme", path: "file:///etc/passwd", message: /leads to/ },
    { name: "a path with the address of another host", path: "//other.example/files", message: /must begin with one slash/ },
    { name: "a backslash", path: "/\\other.example", message: /must begin with one slash/ },
    { name: "no slash", path: "files", message: /must begin with one slash/ },
    { name: "a path that begins like a host", path: "@other.example/", message: /must begin with one slash/ },
    { name: "a query in the path", path: "/files?a=1", message: /use params and query/ },
    { name: "a fragment", path: "/files#a", message: /use params and query/ },
    { name: "a line break", path: "/files\r\nX: y", message: /white space/ },
    { name: "dot segments", path: "/a/%2E%2e/b", message: /dot segment/ },
    { name: "a value that is a dot segment", path: "/a/{id}", options: { params: { id: ".." } }, message: /Path parameter/ },
    { name: "a missing parameter", path: "/a/{id}", message: /Path parameter \{1\}/ },
    { name: "an inherited parameter", path: "/a/{toString}", options: { params: {} }, message: /Path parameter \{1\}/ },
    { name: "a parameter that has no place", options: { params: { id: "1" } }, message: /no parameter \{id\}/ },
    { name: "a method of two words", method: "GET /x", message: /The method must be one word/ },
    { name: "a function as the body", method: "POST", options: { body: () => "x" }, message: /must not be a function/ },
  ])("$name", async ({ method = "GET", path = "/files", options, message }) => {
    const { url, seen } = await serve({});
    const error = await rejection(request(createClient({ baseUrl: url, token: "t" } as object), method, path, options));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
    expect(seen).toEqual([]);
  });
});

test("a URL of the same origin is requested with the credentials, which it may repeat, and a query", async () => {
  const { url, seen } = await serve({ json: {} });
  const client = createClient({ baseUrl: `${url}/v1`, key: "s3cr3t" } as object);
  await request(client, "GET", `${url}/uploads/7?part=1&key=s3cr3t#x`, { query: { last: true } });
  expect(seen[0]?.url).toBe("/uploads/7?part=1&last=true&key=s3cr3t");
});

describe("retries", () => {
  test.each([
    { name: "a GET after a 500", method: "GET", options: {}, want: 2 },
    { name: "a POST after a 500", method: "POST", options: {}, want: 1 },
    { name: "a POST that is idempotent after a 500", method: "POST", options: { idempotent: true }, want: 2 },
    { name: "a PUT that is not idempotent after a 500", method: "PUT", options: { idempotent: false }, want: 1 },
    { name: "a POST with a key after a 500", method: "POST", options: { headers: { "Idempotency-Key": "k" } }, want: 2 },
    { name: "a POST with a key in lower case", method: "POST", options: { headers: { "idempotency-key": "k" } }, want: 2 },
    { name: "a POST with an empty key", method: "POST", options: { headers: { "Idempotency-Key": "" } }, want: 1 },
    { name: "a POST whose key is taken out", method: "POST", options: { headers: { "Idempotency-Key": undefined } }, want: 1 },
    {
      name: "a POST with a key that is not idempotent",
      method: "POST",
      options: { headers: { "Idempotency-Key": "k" }, idempotent: false },
      want: 1,
    },
    { name: "a FormData again", method: "PUT", options: { body: form }, want: 2 },
    { name: "nothing if told so", method: "GET", options: { retry: false as const }, want: 1 },
  ])("$name: $want", async ({ method, options, want }) => {
    const { url, seen } = await serve({ status: 500, json: {} }, { json: {} });
    const client = createClient({ baseUrl: url, token: "t", retry: { baseDelayMs: 1 } } as object);
    await request(client, method, "/files", options).catch(() => undefined);
    expect(seen).toHaveLength(want);
  });

  test("a POST with the key header that the description names, and not with another", async () => {
    facts.api.retry = { idempotencyKey: "X-Request-Key" };
    const { url, seen } = await serve({ status: 500 }, { json: {} }, { status: 500 });
    const client = createClient({ baseUrl: url, token: "t", retry: { baseDelayMs: 1 } } as object);
    await request(client, "POST", "/files", { headers: { "x-request-key": "k" } });
    expect(seen.map(({ headers }) => headers["x-request-key"])).toEqual(["k", "k"]);
    await rejection(request(client, "POST", "/files", { headers: { "idempotency-key": "k" } }));
    expect(seen).toHaveLength(3);
    delete facts.api.retry;
  });
});

test("limits and hooks see it, with the path without values; errors have its method and path", async () => {
  const { url } = await serve({ status: 409, json: { why: "taken" } });
  const routes: unknown[] = [];
  const enter = vi.fn(() => Promise.resolve(() => undefined));
  const client = createClient({
    baseUrl: url,
    token: "t",
    rateLimit: { enter },
    onRequest: ({ route, method, operation }: { route: string; method: string; operation: string }) =>
      routes.push([method, route, operation]),
  } as object);
  const error = await rejection(request(client, "POST", "/files/{id}", { params: { id: 7 } }));
  expect(isApiError(error) && [error.status, error.method, error.path, error.body]).toEqual([
    409,
    "POST",
    "/files/7",
    { why: "taken" },
  ]);
  expect(routes).toEqual([["POST", "/files/{1}", ""]]);
  expect(enter).toHaveBeenCalledTimes(1);
});

test("a credential is required, as by most operations, and several are sent where most operations need them", async () => {
  const { url, seen } = await serve({});
  expect(String(await rejection(request(createClient({ baseUrl: url }), "GET", "/files")))).toContain(
    "token or appId or key is missing",
  );
  facts.api.security = [["token", "appId"]];
  await request(createClient({ baseUrl: url, token: "t", appId: "a" } as object), "GET", "/files");
  expect([seen[0]?.headers.authorization, seen[0]?.headers["x-app"]]).toEqual(["Bearer t", "a"]);
  delete facts.api.security;
});

test("a header of the call takes the place of the credentials", async () => {
  const { url, seen } = await serve({});
  await request(createClient({ baseUrl: url }), "GET", "/login", { headers: { authorization: "Basic eA==" } });
  expect(seen[0]?.headers.authorization).toBe("Basic eA==");
});
