import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { isApiError } from "../../../templates/runtime/errors/api-error.js";
import type { ApiError } from "../../../templates/runtime/errors/api-error.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import { isConnectionError } from "../../../templates/runtime/errors/connection-error.js";
import { path } from "../../../templates/runtime/values/path.js";
import { isTimeoutError } from "../../../templates/runtime/errors/timeout-error.js";
import { rejection, closeConnection, serve, neverRespond } from "../server.js";
import type { Reply } from "../server.js";

async function failed(reply: Reply): Promise<ApiError> {
  const server = await serve(reply);
  const client = createClient({ accessToken: "secret-token", baseUrl: server.url, retry: false });
  const request = { operation: "update", method: "PATCH", path: path`/a/${"x y"}`, query: { q: "secret-query" }, body: {} };
  const error = await rejection(client.send(request));
  if (isApiError(error)) return error;
  throw error;
}

describe("ApiError", () => {
  // prettier-ignore: aligned for reading.
  const rows: readonly { name: string; given: Reply; want: string }[] = [
    {
      name: "message",
      given: { status: 404, json: { message: "no such record" } },
      want: "404 Not Found: PATCH /a/x%20y: no such record",
    },
    {
      name: "RFC 9457 detail",
      given: { status: 403, json: { title: "No", detail: "no scope" } },
      want: "403 Forbidden: PATCH /a/x%20y: no scope",
    },
    { name: "error as a string", given: { status: 400, json: { error: "bad" } }, want: "400 Bad Request: PATCH /a/x%20y: bad" },
    {
      name: "RFC 6749 description",
      given: { status: 400, json: { error: "e", error_description: "d" } },
      want: "400 Bad Request: PATCH /a/x%20y: d",
    },
    {
      name: "error as an object",
      given: { status: 400, json: { error: { message: "inner" } } },
      want: "400 Bad Request: PATCH /a/x%20y: inner",
    },
    {
      name: "an array of errors",
      given: { status: 400, json: { errors: [{ message: "first" }] } },
      want: "400 Bad Request: PATCH /a/x%20y: first",
    },
    { name: "no message", given: { status: 418, json: { code: 1 } }, want: '418 I\'m a Teapot: PATCH /a/x%20y: {"code":1}' },
    { name: "text", given: { status: 500, text: "  over\nload " }, want: "500 Internal Server Error: PATCH /a/x%20y: over load" },
    {
      name: "an HTML page",
      given: { status: 502, headers: { "content-type": "text/html" }, text: "<html>…" },
      want: "502 Bad Gateway: PATCH /a/x%20y",
    },
    { name: "nothing", given: { status: 401 }, want: "401 Unauthorized: PATCH /a/x%20y" },
    { name: "no reason phrase", given: (response) => response.writeHead(404, "").end(), want: "404: PATCH /a/x%20y" },
  ];
  test.each(rows)("has a message that starts with the status: $name", async ({ given, want }) => {
    expect((await failed(given)).message).toBe(want);
  });

  test("limits the length of its message", async () => {
    const { message, text } = await failed({ status: 500, text: "x".repeat(5000) });
    expect(message.length).toBe("500 Internal Server Error: PATCH /a/x%20y: ".length + 501);
    expect(text).toHaveLength(5000);
  });

  test("accepts a deeply nested body", async () => {
    const body = `${'{"error":'.repeat(5000)}1${"}".repeat(5000)}`;
    expect((await failed({ status: 500, headers: { "content-type": "application/json" }, text: body })).status).toBe(500);
  });

  test("contains the whole response", async () => {
    const error = await failed({ status: 429, headers: { "x-rest": "0" }, json: { message: "slow", correlationId: "c-1" } });
    expect(error).toMatchObject({
      name: "ApiError",
      status: 429,
      statusText: "Too Many Requests",
      text: '{"message":"slow","correlationId":"c-1"}',
      body: { message: "slow", correlationId: "c-1" },
      correlationId: "c-1",
      retryable: true,
      operation: "update",
      method: "PATCH",
      path: "/a/x%20y",
      attempts: 1,
    });
    expect(error.headers.get("x-rest")).toBe("0");
    expect(error.stack).toMatch(/^ApiError: 429 Too Many Requests/);
  });

  test("contains an HTML page as text", async () => {
    const error = await failed({ status: 502, headers: { "content-type": "text/html" }, text: "<h1>Bad gateway</h1>" });
    expect(error).toMatchObject({ status: 502, body: undefined, text: "<h1>Bad gateway</h1>" });
  });

  test.each([
    { headers: {}, json: { correlationId: "a" }, want: "a" },
    { headers: { "x-request-id": "b" }, json: {}, want: "b" },
    { headers: { "x-request-id": "b" }, json: { requestId: "a" }, want: "a" },
    { headers: { "x-service-correlation-id": "c" }, json: null, want: "c" },
    { headers: {}, json: { correlationId: 5 }, want: undefined },
    { headers: {}, json: "text", want: undefined },
  ])("names the request: $want", async ({ headers, json, want }) => {
    expect((await failed({ status: 500, headers, json })).correlationId).toBe(want);
  });

  test("contains neither the token nor, in its message, the query", async () => {
    for (const reply of [{ status: 500 }, closeConnection]) {
      const error = await failed(reply).catch((other: unknown) => other);
      const everything = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
      expect(everything).not.toContain("secret-token");
      expect(String(error)).not.toContain("secret-query");
    }
  });
});

describe("type guards", () => {
  test("distinguish the error classes", async () => {
    const server = await serve({ status: 404 }, closeConnection, neverRespond);
    const client = createClient({ accessToken: "t", baseUrl: server.url, retry: false });
    const errors: unknown[] = [];
    for (let i = 0; i < 3; i++) errors.push(await rejection(client.send({ method: "GET", path: path`/a` }, { timeoutMs: 50 })));
    expect(errors.map((error) => [isApiError(error), isConnectionError(error), isTimeoutError(error)])).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ]);
    for (const guard of [isApiError, isConnectionError, isTimeoutError]) {
      for (const other of [undefined, null, 1, "ApiError", new Error(), { name: "ApiError" }]) expect(guard(other)).toBe(false);
    }
  });

  test("check an operation and a status", async () => {
    const error = await failed({ status: 404 });
    expect([isApiError(error, "update"), isApiError(error, "update", 404)]).toEqual([true, true]);
    expect([isApiError(error, "get"), isApiError(error, "get", 404), isApiError(error, "update", 409)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("work across copies of the package", async () => {
    const error = await failed({ status: 404 });
    vi.resetModules();
    const copy = await import("../../../templates/runtime/errors/api-error.js");
    expect(error instanceof copy.ApiError).toBe(false);
    expect([copy.isApiError(error), copy.isApiError(error, "update", 404), copy.isApiError(error, "get")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
