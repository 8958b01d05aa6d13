import { describe, expect, test } from "vitest";
import { ApiError } from "../../../templates/runtime/errors/api-error.js";
import { createClient } from "../../../templates/runtime/call/client.js";
import { path } from "../../../templates/runtime/values/path.js";
import { closeInBody, rejection, serve } from "../server.js";
import type { Reply } from "../server.js";

async function get(reply: Reply, method = "GET") {
  const server = await serve(reply);
  return createClient({ accessToken: "t", baseUrl: server.url, retry: false }).send({ method, path: path`/a` });
}

const json = { "content-type": "application/json" };

describe("the body of a successful response, by its media type", () => {
  // prettier-ignore: aligned for reading.
  const rows: readonly { name: string; given: Reply; want: unknown }[] = [
    { name: "JSON", given: { json: { a: [1] } }, want: { a: [1] } },
    {
      name: "JSON with a charset",
      given: { headers: { "content-type": "application/json; charset=utf-8" }, text: "[1]" },
      want: [1],
    },
    { name: "+json", given: { headers: { "content-type": "application/hal+json" }, text: "{}" }, want: {} },
    { name: "JSON in upper case", given: { headers: { "content-type": "Application/JSON" }, text: "1" }, want: 1 },
    { name: "JSON null", given: { headers: json, text: "null" }, want: null },
    { name: "JSON after a byte order mark", given: { headers: json, text: "\ufeff{}" }, want: {} },
    { name: "unknown properties are kept", given: { json: { new: 1 } }, want: { new: 1 } },
    { name: "text", given: { headers: { "content-type": "text/plain" }, text: "hello" }, want: "hello" },
    {
      name: "JSON with the media type text/plain",
      given: { headers: { "content-type": "text/plain" }, text: '{"a":1}' },
      want: { a: 1 },
    },
    { name: "text that only starts like JSON", given: { headers: { "content-type": "text/plain" }, text: "{a}" }, want: "{a}" },
    { name: "HTML is not JSON", given: { headers: { "content-type": "text/html" }, text: "[1]" }, want: "[1]" },
    { name: "JSON lines are not JSON", given: { headers: { "content-type": "application/jsonl" }, text: "1\n2" }, want: "1\n2" },
    {
      name: "text in another charset",
      given: (response) =>
        response.writeHead(200, { "content-type": 'text/plain; charset="ISO-8859-1"' }).end(Buffer.from([0xe9])),
      want: "é",
    },
    { name: "an unknown charset", given: { headers: { "content-type": "text/plain; charset=x" }, text: "é" }, want: "é" },
    {
      name: "JSON is UTF-8 whatever its charset parameter says (RFC 8259, section 8.1)",
      given: { headers: { "content-type": "application/json; charset=latin1" }, text: '"é"' },
      want: "é",
    },
    { name: "no media type, JSON", given: { text: ' {"a":1}' }, want: { a: 1 } },
    { name: "no media type, text that starts like JSON", given: { text: "[a]" }, want: "[a]" },
    { name: "no media type, text", given: { text: "hello" }, want: "hello" },
    { name: "204", given: { status: 204 }, want: undefined },
    { name: "205", given: { status: 205 }, want: undefined },
    { name: "an empty body", given: { headers: json }, want: undefined },
    { name: "an undeclared 2xx", given: { status: 299, json: 1 }, want: 1 },
  ];
  test.each(rows)("$name", async ({ given, want }) => {
    expect(await get(given)).toEqual(want);
  });

  test("binary data is not decoded", async () => {
    const data = await get((response) =>
      response.writeHead(200, { "content-type": "image/png" }).end(Buffer.from([0x89, 0xff, 0x00])),
    );
    expect(data).toBeInstanceOf(Blob);
    expect([...new Uint8Array(await (data as Blob).arrayBuffer())]).toEqual([0x89, 0xff, 0x00]);
  });

  test("a spreadsheet is binary, although its media type contains xml", async () => {
    const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    expect(await get({ headers: { "content-type": type }, text: "PK" })).toBeInstanceOf(Blob);
  });

  test("a truncated body is a ConnectionError with status and headers", async () => {
    expect(await rejection(get(closeInBody))).toMatchObject({ name: "ConnectionError", status: 200, method: "GET", path: "/a" });
  });

  test("a response to HEAD has no body", async () => {
    expect(await get({ headers: { ...json, "content-length": "20" } }, "HEAD")).toBeUndefined();
  });
});

describe("invalid JSON", () => {
  test("in a successful response is an error with the position", async () => {
    const error = await rejection(get({ headers: json, text: '{"results": [1, 2' }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 200, body: undefined, text: '{"results": [1, 2', retryable: false });
    expect(String(error)).toMatch(/^ApiError: 200 OK: GET \/a: the body is not JSON: .*position 17.*: \{"results": \[1, 2$/);
    expect((error as Error).cause).toBeInstanceOf(SyntaxError);
  });

  test("in a failed response is an error with the text", async () => {
    const error = await rejection(get({ status: 500, headers: json, text: "{oops" }));
    expect(error).toMatchObject({ status: 500, body: undefined, text: "{oops" });
    expect(String(error)).toBe("ApiError: 500 Internal Server Error: GET /a: {oops");
  });
});
