import { describe, expect, test, vi } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { HeaderValues } from "../../../templates/runtime/values/headers.js";
import { path } from "../../../templates/runtime/values/path.js";
import { text } from "../../../templates/runtime/bodies/body.js";
import { rejection, serve } from "../server.js";

interface Layers {
  readonly client?: HeaderValues;
  readonly parameters?: HeaderValues;
  readonly call?: HeaderValues;
}

async function sent({ client, parameters, call }: Layers, body?: unknown) {
  const server = await serve({ json: {} });
  const request = { method: "POST", path: path`/a`, headers: parameters, body };
  await createClient({ accessToken: "t", baseUrl: server.url, headers: client }).send(request, { headers: call });
  return server.seen[0]?.headers ?? {};
}

describe("headers of a request", () => {
  // prettier-ignore: aligned for reading.
  const rows: readonly { name: string; given: Layers; want: Record<string, string | undefined> }[] = [
    {
      name: "the default headers",
      given: {},
      want: { accept: "application/json", authorization: "Bearer t", "user-agent": "example-client/0.1.0" },
    },
    { name: "the client's", given: { client: { "X-A": "1" } }, want: { "x-a": "1" } },
    { name: "the call's instead of the client's", given: { client: { "X-A": "1" }, call: { "x-a": "2" } }, want: { "x-a": "2" } },
    {
      name: "undefined removes a header",
      given: { client: { "X-A": "1" }, call: { "x-a": undefined } },
      want: { "x-a": undefined },
    },
    { name: "a header parameter", given: { client: { "X-A": "1" }, parameters: { "X-A": 2 } }, want: { "x-a": "2" } },
    {
      name: "an undefined header parameter",
      given: { client: { "X-A": "1" }, parameters: { "X-A": undefined } },
      want: { "x-a": "1" },
    },
    { name: "an array (style simple)", given: { parameters: { "X-A": ["a", 1, true] } }, want: { "x-a": "a,1,true" } },
    { name: "another user agent", given: { client: { "User-Agent": "mine" } }, want: { "user-agent": "mine" } },
    { name: "another accept", given: { call: { Accept: "text/csv" } }, want: { accept: "text/csv" } },
    {
      name: "an Authorization header of the caller",
      given: { call: { Authorization: "Basic x" } },
      want: { authorization: "Basic x" },
    },
  ];
  test.each(rows)("$name", async ({ given, want }) => {
    const headers = await sent(given);
    expect(Object.fromEntries(Object.keys(want).map((name) => [name, headers[name]]))).toEqual(want);
  });

  test.each([
    { name: "a browser", userAgent: "Mozilla/5.0 (X11; Linux x86_64)", want: undefined },
    { name: "a worker", userAgent: "Cloudflare-Workers", want: "example-client/0.1.0" },
  ])("$name and the user agent", async ({ userAgent, want }) => {
    vi.stubGlobal("navigator", { userAgent });
    const names: (string | null)[] = [];
    const fetch = (_url: string, { headers }: RequestInit) => {
      names.push(new Headers(headers).get("user-agent"));
      return Promise.resolve(Response.json({}));
    };
    await createClient({ accessToken: "t", fetch }).send({ method: "GET", path: path`/a` });
    vi.unstubAllGlobals();
    expect(names).toEqual([want ?? null]);
  });

  test("Content-Type is sent with a body only", async () => {
    expect((await sent({}, { a: 1 }))["content-type"]).toBe("application/json");
    expect((await sent({}))["content-type"]).toBeUndefined();
  });

  // RFC 9110, section 5.5: a field contains visible characters, spaces, tabs and obs-text; CR, LF and NUL would end it.
  test.each(["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\u0000b", "a\u0007b", "’"])("%j is refused and not repeated", async (evil) => {
    const error = await rejection(sent({ call: { "X-A": `secret${evil}` } }));
    expect(error).toEqual(new TypeError("Header X-A must be one line of Latin-1 text."));
  });

  test("a token with a line break is rejected and not repeated in the message", async () => {
    const server = await serve({ json: {} });
    const error = await rejection(
      createClient({ accessToken: "secret\n", baseUrl: server.url }).send({ method: "GET", path: path`/a` }),
    );
    expect(String(error)).toBe("TypeError: Header authorization must be one line of Latin-1 text.");
    expect(server.seen).toEqual([]);
  });
});

describe("bodies of a request", () => {
  test.each([
    { given: { a: 1, b: undefined, c: null }, want: '{"a":1,"c":null}' },
    { given: {}, want: "{}" },
    { given: [], want: "[]" },
    { given: null, want: "null" },
    { given: "text", want: '"text"' },
    { given: { é: "😀" }, want: '{"é":"😀"}' },
    { given: undefined, want: "" },
  ])("$given is sent as $want", async ({ given, want }) => {
    const server = await serve({ json: {} });
    await createClient({ accessToken: "t", baseUrl: server.url }).send({ method: "PATCH", path: path`/a`, body: given });
    expect(server.seen.map(({ body }) => body)).toEqual([want]);
  });

  test("a media type that ends in +json is JSON, text is sent unchanged", async () => {
    const server = await serve({ json: {} });
    const client = createClient({ accessToken: "t", baseUrl: server.url });
    await client.send({ method: "PATCH", path: path`/a`, body: { a: null }, contentType: "application/merge-patch+json" });
    await client.send({ method: "POST", path: path`/a`, body: text("a,b"), contentType: "text/csv" });
    expect(server.seen.map(({ body, headers }) => [headers["content-type"], body])).toEqual([
      ["application/merge-patch+json", '{"a":null}'],
      ["text/csv", "a,b"],
    ]);
  });
});
