import { build } from "esbuild";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { typeErrors } from "../emit/compile.js";
import { packageOf } from "../emit/package-of.js";

/** Parameters, fields and pages called like the members of `Object.prototype`, which every object inherits: read only if the caller gave them. */

const everyName = Object.getOwnPropertyNames(Object.prototype).sort();
/** No parameter and no property of `params` has the name `__proto__`; a property of a body that is itself one of `params` may. */
const names = everyName.filter((name) => name !== "__proto__");
const text = { type: "string" };
const id = { name: "id", in: "path", required: true, schema: text };
const list = { type: "array", items: text };
const fields = (type: string, properties: object, encoding?: object) => ({
  required: true,
  content: { [type]: { schema: { type: "object", properties: { own: text, ...properties } }, ...(encoding && { encoding }) } },
});
const each = (value: object, of = names) => Object.fromEntries(of.map((name) => [name, value]));
const texts = each(text);
const piped = { style: "pipeDelimited", explode: false };
const parametersIn = (place: string) => names.map((name) => ({ name, in: place, schema: text }));
const done = { "204": { description: "Done." } };
const page = {
  type: "object",
  properties: { toString: { type: "array", items: text }, valueOf: { type: "object", properties: { constructor: text } } },
};
const operation = (name: string, more: object) => ({ "x-specloom-name": name, responses: done, ...more });
const form = "application/x-www-form-urlencoded";
const paths = {
  "/query": { get: operation("query", { parameters: parametersIn("query") }) },
  "/header": { get: operation("header", { parameters: parametersIn("header") }) },
  "/cookie": { get: operation("cookie", { parameters: parametersIn("cookie") }) },
  "/path/{constructor}": {
    get: operation("path", { parameters: [{ ...id, name: "constructor" }] }),
    post: operation("beside", {
      parameters: [{ ...id, name: "constructor" }, ...parametersIn("query").slice(0, 3)],
      requestBody: fields("application/json", { valueOf: text }),
    }),
  },
  "/json": { post: operation("json", { requestBody: fields("application/json", texts) }) },
  "/rest/{id}": { post: operation("rest", { parameters: [id], requestBody: fields("application/json", texts) }) },
  "/form": { post: operation("form", { requestBody: fields(form, each(list), each(piped)) }) },
  "/whole": { post: operation("whole", { requestBody: fields("application/json", each(text, everyName)) }) },
  "/whole-form": {
    post: operation("wholeForm", { requestBody: fields(form, each(list, everyName), each(piped, everyName)) }),
  },
  "/form/{id}": { post: operation("formRest", { parameters: [id], requestBody: fields(form, texts) }) },
  "/parts/{id}": {
    post: operation("parts", {
      parameters: [id],
      requestBody: fields("multipart/form-data", texts, each({ contentType: "text/csv" })),
    }),
  },
  "/pages": {
    get: operation("pages", {
      "x-specloom-pages": { style: "cursor", cursor: "constructor", next: "valueOf.constructor", items: "toString" },
      parameters: [{ name: "constructor", in: "query", schema: text }],
      responses: { "200": { description: "A page.", content: { "application/json": { schema: page } } } },
    }),
  },
};
const { files, reported } = await packageOf(
  JSON.stringify({ openapi: "3.1.0", info: { title: "Sample", version: "1" }, servers: [{ url: "http://a.test" }], paths }),
);

const folder = mkdtempSync(join(tmpdir(), "inherited-names-"));
afterAll(() => rmSync(folder, { recursive: true }));
for (const [path, source] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), source);
}
const bundle = join(folder, "bundle.mjs");
await build({ entryPoints: [join(folder, "src/index.ts")], outfile: bundle, bundle: true, format: "esm", logLevel: "error" });
const { Sample } = (await import(pathToFileURL(bundle).href)) as {
  Sample: new (options: object) => Readonly<Record<string, (params?: object) => Promise<unknown> & AsyncIterable<unknown>>>;
};

/** The request that a call sends: its line, what it says in headers of its own, and its body. */
async function sent(name: string, params?: object) {
  const requests: Request[] = [];
  const fetch = (url: string, init: RequestInit) => {
    requests.push(new Request(url, init));
    return Promise.resolve(new Response(null, { status: 204 }));
  };
  await new Sample({ fetch })[name]?.(params);
  const [request] = requests;
  const given = [...(request?.headers ?? [])].filter(([key]) => !/^(accept|content-type|user-agent)$/.test(key));
  return { url: request?.url.replace("http://a.test", ""), headers: given, body: (await request?.text()) ?? "" };
}

/** An object that has all these names of its own. */
const all = (value: (name: string) => unknown, of = names) => Object.fromEntries(of.map((name) => [name, value(name)]));
const pairs = names.map((name) => `${name}=of-${name}`);
const ofName = (name: string) => `of-${name}`;

test("nothing is reported, and the package and a typed caller compile", { timeout: 120_000 }, () => {
  const use = `import { Sample } from "@example/sample";
import type { QueryParams } from "@example/sample/operations";
const sample = new Sample();
await sample.query();
await sample.query({});
await sample.query({ constructor: "a", toString: "b", valueOf: "c", hasOwnProperty: "d" });
await sample.whole({ body: { own: "a" } });
await sample.whole({ body: { ["__proto__"]: "a", constructor: "b" } });
await sample.json({ own: "a" });
await sample.rest({ id: "1" });
await sample.rest({ id: "1", constructor: "a" });
await sample.parts({ id: "1", toString: "a" });
await sample.form({ toString: ["a"] });
for await (const item of sample.pages()) item.charAt(0);
// @ts-expect-error -- No text.
await sample.rest({ id: "1", constructor: 5 });
export type Params = QueryParams;
`;
  expect(reported).toEqual([]);
  expect(typeErrors(files, new Map([["use.ts", use]]))).toEqual([]);
});

test.each([
  ["query", {}, { url: "/query" }],
  ["header", {}, { headers: [] }],
  ["cookie", {}, { headers: [] }],
  ["json", { own: "a" }, { body: '{"own":"a"}' }],
  ["rest", { id: "1", own: "a" }, { url: "/rest/1", body: '{"own":"a"}' }],
  ["beside", { constructor: "1" }, { url: "/path/1", body: "{}" }],
  ["form", { own: "a" }, { body: "own=a" }],
  ["whole", { body: { own: "a" } }, { body: '{"own":"a"}' }],
  ["wholeForm", { body: { own: "a" } }, { body: "own=a" }],
  ["formRest", { id: "1", own: "a" }, { url: "/form/1", body: "own=a" }],
])("%s without them", async (name, params, expected) => {
  expect(await sent(name, params)).toMatchObject(expected);
});

test("parts without them", async () => {
  const { body } = await sent("parts", { id: "1", own: "a" });
  expect(body.match(/name="\w+"/g)).toEqual(['name="own"']);
});

test("a path parameter that is missing is not sent", async () => {
  await expect(sent("path", {})).rejects.toThrow("Path parameter {1} of /path/{1} must be a string");
});

test.each([
  ["query", all(ofName), { url: `/query?${pairs.join("&")}` }],
  ["cookie", all(ofName), { headers: [["cookie", pairs.join("; ")]] }],
  ["path", { constructor: "1" }, { url: "/path/1" }],
  ["json", all(ofName), { body: JSON.stringify(all(ofName)) }],
  ["rest", { id: "1", ...all(ofName) }, { url: "/rest/1", body: JSON.stringify(all(ofName)) }],
  ["form", all(() => ["a", "b"]), { body: names.map((name) => `${name}=a%7Cb`).join("&") }],
  ["whole", { body: all(ofName, everyName) }, { body: JSON.stringify(all(ofName, everyName)) }],
  ["wholeForm", { body: all(() => ["a", "b"], everyName) }, { body: everyName.map((name) => `${name}=a%7Cb`).join("&") }],
  ["formRest", { id: "1", ...all(ofName) }, { body: pairs.join("&") }],
])("%s with them", async (name, params, expected) => {
  expect(await sent(name, params)).toMatchObject(expected);
});

test("headers and parts with them", async () => {
  const { headers } = await sent("header", all(ofName));
  expect(headers).toEqual(names.map((name) => [name.toLowerCase(), ofName(name)]).sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)));
  const { body } = await sent("parts", { ...all(ofName), id: "1" });
  expect(body.match(/name="\w+"/g)).toEqual(names.map((name) => `name="${name}"`));
});

test("pages that have them, and a last one that has none", async () => {
  const urls: string[] = [];
  const pages: readonly object[] = [
    { toString: ["a"], valueOf: { constructor: "2" } },
    { toString: ["b"], valueOf: {} },
  ];
  const fetch = (url: string) => Promise.resolve(Response.json(pages[urls.push(url) - 1] ?? {}));
  const items: unknown[] = [];
  for await (const item of new Sample({ fetch }).pages?.() ?? []) items.push(item);
  expect(items).toEqual(["a", "b"]);
  expect(urls).toEqual(["http://a.test/pages", "http://a.test/pages?constructor=2"]);
});
