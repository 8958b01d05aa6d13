import { build } from "esbuild";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { typeErrors } from "../emit/compile.js";
import { packageOf } from "../emit/package-of.js";

/** From a description to the bytes on the wire: a package is generated, type-checked, bundled and called; a server records the bytes. */

interface Recorded {
  readonly line: string;
  readonly type: string;
  readonly fields: string;
  readonly body: string;
}

const recorded: Recorded[] = [];
const server = createServer((request, response) => {
  const { method = "", url = "", headers } = request;
  const own = ["x-ids", "x-point", "cookie"].flatMap((name) =>
    headers[name] === undefined ? [] : `${name}: ${String(headers[name])}`,
  );
  void buffer(request).then((bytes) => {
    const type = headers["content-type"] ?? "";
    recorded.push({ line: `${method} ${url}`, type, fields: own.join("\n"), body: bytes.toString("latin1") });
    response.writeHead(204).end();
  });
}).listen(0, "127.0.0.1");
const folder = mkdtempSync(join(tmpdir(), "every-request-"));
afterAll(() => {
  server.close().closeAllConnections();
  rmSync(folder, { recursive: true });
});
await once(server, "listening");

const { files, reported } = await packageOf(readFileSync(join(import.meta.dirname, "every-request.yaml"), "utf8"));
for (const [path, text] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const bundle = join(folder, "bundle.mjs");
await build({ entryPoints: [join(folder, "src/index.ts")], outfile: bundle, bundle: true, format: "esm", logLevel: "error" });

type Call = (params: unknown) => Promise<unknown>;
const { Sample } = (await import(pathToFileURL(bundle).href)) as {
  Sample: new (options: object) => Readonly<Record<string, Call>>;
};
const { port } = server.address() as AddressInfo;
const api = new Sample({ baseUrl: `http://127.0.0.1:${port}`, headers: { cookie: "own=1" } });

test("nothing is reported, and the package compiles", { timeout: 60_000 }, () => {
  expect(reported).toEqual([]);
  expect(typeErrors(files)).toEqual([]);
});

const point = { x: 1, y: "a&b" };
const list = ["a,b", "c d"];
const note = { text: "é=1", tags: ["x", "y"] };

// prettier-ignore -- Aligned: each call with the section of the standard that defines its bytes.
const rows = [
  // RFC 6570, 3.2.2 "Simple String Expansion", and 2.1 for encoding.
  { name: "simple", params: { id: "a/b", list, object: point }, want: { line: "GET /simple/a%2Fb/a%2Cb,c%20d/x=1,y=a%26b" } },
  // RFC 6570, 3.2.5 "Label Expansion".
  { name: "label", params: { list, object: point }, want: { line: "GET /label/.a%2Cb.c%20d/.x,1,y,a%26b" } },
  // RFC 6570, 3.2.7 "Path-Style Parameter Expansion".
  { name: "matrix", params: { list, object: point }, want: { line: "GET /matrix/;list=a%2Cb,c%20d/;x=1;y=a%26b" } },
  // RFC 6570, 3.2.8 "Form-Style Query Expansion"; OpenAPI 3.2, 4.12.7 "Style Examples", for delimited styles and `deepObject`.
  { name: "query", params: { form: list, comma: list }, want: { line: "GET /query?comma=a%2Cb,c%20d&form=a%2Cb&form=c%20d" } },
  { name: "query", params: { space: ["a", "b"], pipe: ["a", "b"] }, want: { line: "GET /query?pipe=a%7Cb&space=a%20b" } },
  { name: "query", params: { deep: point }, want: { line: "GET /query?deep%5Bx%5D=1&deep%5By%5D=a%26b" } },
  { name: "query", params: { members: point }, want: { line: "GET /query?x=1&y=a%26b" } },
  // RFC 3986, 3.4 "Query": reserved characters are allowed, except a number sign.
  { name: "query", params: { free: "/a?b:c#d" }, want: { line: "GET /query?free=/a?b:c%23d" } },
  // RFC 8259 for the value, RFC 3986, 2.1, for its encoding.
  { name: "query", params: { json: { x: 1 } }, want: { line: "GET /query?json=%7B%22x%22%3A1%7D" } },
  // OpenAPI 3.2, 4.12.1 "Parameter Locations": `querystring`; WHATWG URL, 5.2, for the form.
  { name: "whole", params: { q: { a: "b c&" } }, want: { line: "GET /whole?a=b+c%26" } },
  // RFC 9110, 5.6.1 "Lists"; RFC 6265, 4.2.1, for cookies, after those of the client.
  {
    name: "fields",
    params: { "X-Ids": [1, 2], "X-Point": { x: 1, y: "z" }, sid: "a b", raw: "a%20b" },
    want: { line: "GET /fields", fields: "x-ids: 1,2\nx-point: x=1,y=z\ncookie: own=1; raw=a%20b; sid=a%20b" },
  },
  // RFC 8259, 8.1: UTF-8.
  {
    name: "json",
    params: note,
    want: { line: "POST /json", type: "application/json", body: '{"text":"\xc3\xa9=1","tags":["x","y"]}' },
  },
  // WHATWG URL, 5.2 "application/x-www-form-urlencoded serializing".
  {
    name: "form",
    params: note,
    want: { line: "POST /form", type: "application/x-www-form-urlencoded", body: "text=%C3%A9%3D1&tags=x&tags=y" },
  },
  // OpenAPI 3.2, 4.14.4 "Sequential Media Types": JSON Lines; RFC 7464, 2.2, for the sequence.
  {
    name: "lines",
    params: { body: [{ text: "a" }, { text: "b" }] },
    want: { line: "POST /lines", type: "application/jsonl", body: '{"text":"a"}\n{"text":"b"}\n' },
  },
  {
    name: "sequence",
    params: { body: [{ text: "a" }] },
    want: { line: "POST /sequence", type: "application/json-seq", body: '\x1e{"text":"a"}\n' },
  },
  // HTML, 9.2.5 "Parsing an event stream".
  {
    name: "events",
    params: { body: [{ data: "a\nb" }] },
    want: { line: "POST /events", type: "text/event-stream", body: "data: a\ndata: b\n\n" },
  },
  { name: "text", params: { body: "a;b\r\n" }, want: { line: "PUT /text", type: "text/csv", body: "a;b\r\n" } },
  // RFC 9110, 8.3: bytes are unchanged.
  {
    name: "bytes",
    params: { body: new Uint8Array([0, 255, 13, 10]) },
    want: { line: "PUT /bytes", type: "application/octet-stream", body: "\x00\xff\r\n" },
  },
];

test.each(rows)("$name: $want.line", async ({ name, params, want }) => {
  await api[name]?.(params);
  const fields = { fields: "cookie: own=1", type: "", body: "" };
  expect(recorded.at(-1)).toEqual({ ...fields, ...want });
});

test("multipart: parts separated by the boundary", async () => {
  await api.multipart?.({ file: new File(["\u0001"], "a.bin", { type: "image/png" }), note: "n" });
  const { type = "", body } = recorded.at(-1) ?? {};
  const [, boundary = ""] = /^multipart\/form-data; boundary=([\w-]+)$/.exec(type) ?? [];
  // RFC 7578, 4.1 to 4.4; RFC 2046, 5.1.1, for the delimiter lines.
  expect(body).toBe(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\ncontent-type: image/png\r\n\r\n\x01\r\n` +
      `--${boundary}\r\nContent-Disposition: form-data; name="note"\r\n\r\nn\r\n--${boundary}--\r\n`,
  );
});
