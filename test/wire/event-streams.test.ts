import { build } from "esbuild";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { typeErrors } from "../emit/compile.js";
import { packageOf } from "../emit/package-of.js";

/** From a description of server-sent events to their types and to what callers receive. */

const folder = mkdtempSync(join(tmpdir(), "event-streams-"));
afterAll(() => rmSync(folder, { recursive: true }));

const { files, reported } = await packageOf(readFileSync(join(import.meta.dirname, "event-streams.yaml"), "utf8"));
for (const [path, text] of files) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const bundle = join(folder, "bundle.mjs");
await build({ entryPoints: [join(folder, "src/index.ts")], outfile: bundle, bundle: true, format: "esm", logLevel: "error" });
const { Sample } = (await import(pathToFileURL(bundle).href)) as {
  Sample: new (options: object) => Readonly<Record<string, () => Promise<AsyncIterable<unknown>>>>;
};

// OpenAPI 3.2, 4.14.4 "Sequential Media Types"; WHATWG HTML, 9.2.6 "Interpreting an event stream".
const rows = [
  {
    name: "commonFields",
    given:
      'event: addString\ndata: 1\n\nevent: addInt64\ndata: 2\n\nevent: addJson\ndata: {"foo":3}\n\nevent: later\ndata: ok\n\n',
    want: [
      { event: "addString", data: "1", id: "" },
      { event: "addInt64", data: "2", id: "" },
      { event: "addJson", data: { foo: 3 }, id: "" },
      { event: "later", data: "ok", id: "" },
    ],
  },
  {
    name: "sentinel",
    given: 'id: 7\ndata: {"text":"a"}\n\ndata: [DONE]\n\n',
    want: [
      { event: "message", data: { text: "a" }, id: "7" },
      { event: "message", data: "[DONE]", id: "7" },
    ],
  },
  {
    name: "referenced",
    given: 'event: delta\ndata: {"text":"a"}\n\nevent: stopped\ndata: {}\n\n',
    want: [
      { event: "delta", data: { text: "a" }, id: "" },
      { event: "stopped", data: "{}", id: "" },
    ],
  },
  {
    name: "discriminated",
    given: "event: sum\ndata: 1\n\nevent: note\ndata: 2\n\n",
    want: [
      { event: "sum", data: 1, id: "" },
      { event: "note", data: "2", id: "" },
    ],
  },
  {
    name: "base",
    given: "event: count\ndata: 1\n\nevent: word\ndata: 2\n\n",
    want: [
      { event: "count", data: 1, id: "" },
      { event: "word", data: "2", id: "" },
    ],
  },
  { name: "objects", given: 'data: {"text":"a"}\n\n', want: [{ event: "message", data: { text: "a" }, id: "" }] },
  { name: "single", given: 'event: delta\ndata: {"text":"a"}\n\n', want: [{ event: "delta", data: { text: "a" }, id: "" }] },
  {
    name: "contents",
    given: 'data: {"text":"a"}\n\ndata: 5\n\n',
    want: [
      { event: "message", data: { text: "a" }, id: "" },
      { event: "message", data: 5, id: "" },
    ],
  },
  {
    name: "either",
    given: 'data: {"text":"a"}\n\ndata: 5\n\n',
    want: [
      { event: "message", data: { text: "a" }, id: "" },
      { event: "message", data: "5", id: "" },
    ],
  },
  // A number and a text that looks like one cannot be told apart.
  { name: "numbers", given: "data: 5\n\n", want: [{ event: "message", data: "5", id: "" }] },
  {
    name: "unnamed",
    given: 'data: {}\n\nevent: delta\ndata: {"text":"a"}\n\n',
    want: [
      { event: "message", data: "{}", id: "" },
      { event: "delta", data: { text: "a" }, id: "" },
    ],
  },
  {
    name: "payload",
    given: 'data: {"text":"a"}\n\ndata: [DONE]\n\n',
    want: [
      { event: "message", data: { text: "a" }, id: "" },
      { event: "message", data: "[DONE]", id: "" },
    ],
  },
];

test.each(rows)("what callers receive: $name", async ({ name, given, want }) => {
  const fetch = () => Promise.resolve(new Response(given, { headers: { "content-type": "text/event-stream" } }));
  const api = new Sample({ baseUrl: "https://a.example", fetch });
  const received: unknown[] = [];
  for await (const event of (await api[name]?.()) ?? []) received.push(event);
  expect(received).toEqual(want);
});

const consumer = `
import type { Sample } from "./src/index.js";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(..._proof: Same<A, B> extends true ? [] : [never]): void {}

export async function use(api: Sample): Promise<void> {
  for await (const event of await api.commonFields()) {
    same<string, typeof event.id>();
    if (event.event === "addJson") event.data.foo.toFixed();
    else if (event.event === "addInt64" || event.event === "addString") event.data.trim();
    else same<unknown, typeof event.data>();
  }
  for await (const { data, id } of await api.sentinel()) {
    id.trim();
    if (data !== "[DONE]") data.text.trim();
  }
  for await (const event of await api.referenced()) {
    switch (event.event) {
      case "delta": event.data.text.trim(); break;
      case "done": case "stopped": event.data.trim(); break;
      default: same<unknown, typeof event.data>();
    }
  }
  for await (const event of await api.discriminated()) {
    if (event.event === "sum") event.data.toFixed();
    else if (event.event === "note") event.data.trim();
  }
  for await (const event of await api.base()) {
    if (event.event === "count") event.data.toFixed();
    else if (event.event === "word") event.data.trim();
  }
  for await (const event of await api.objects()) event.data.text.concat(event.event, event.id);
  for await (const event of await api.single()) same<"delta", typeof event.event>(), event.data.text.concat(event.id);
  for await (const { data } of await api.contents()) typeof data === "number" ? data.toFixed() : data.text.trim();
  for await (const { data } of await api.either()) typeof data === "string" ? data.trim() : data?.text.trim();
  for await (const { data } of await api.numbers()) data.trim();
  for await (const event of await api.unnamed()) {
    if (event.event === "delta") event.data.text.trim();
    else if (event.event === "message") event.data.trim();
  }
  for await (const { data } of await api.payload()) if (data !== "[DONE]") data.text.trim();
}
`;

test("the types are those of what callers receive", { timeout: 60_000 }, () => {
  expect(reported).toEqual([]);
  expect(typeErrors(files, new Map([["consumer.ts", consumer]]), { noUnusedLocals: true })).toEqual([]);
});
