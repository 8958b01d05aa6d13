import { beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../../../generator/files.js";
import { readmeModule, typeErrors } from "../compile.js";
import { fixture, packageOf } from "../package-of.js";

let files: Files = new Map();
beforeAll(async () => {
  const { files: emitted, reported } = await packageOf(fixture("answers.yaml"));
  expect(reported).toEqual([]);
  files = emitted;
});

/** The lines of a function with its return type and the request's `accept` and `read`. */
function told(operation: string): string {
  const text = files.get("src/operations/index.ts") ?? "";
  const [, returns = "", request = ""] =
    new RegExp(`export function ${operation}\\([^]*?\\): (Api[^]*?) \\{\\n[^]*?client\\.send\\(([^]*?)options,?\\s*\\);`).exec(
      text,
    ) ?? [];
  const accept = /accept:\s*(?:"([^"]*)"|'([^']*)')/.exec(request);
  const read = /read:([^]*?),?\s*\}/.exec(request)?.[1];
  return [returns, accept?.[1] ?? accept?.[2] ?? "", read ?? ""].map((part) => part.replace(/\s+/g, " ").trim()).join(" | ");
}

describe("the return type, the accept header and the reader of an operation", () => {
  // prettier-ignore
  const rows: readonly (readonly [operation: string, want: string])[] = [
    ["chat", "ApiPromise<Reply | EventStream<Piece>, ChatResponses> | application/json, text/event-stream;q=0.9 | readEvents"],
    ["ticks", "ApiPromise<TicksResponses[200], TicksResponses> | text/event-stream | readTextEvents"],
    ["updates", "ApiPromise<EventStream<Piece>, UpdatesResponses> | text/event-stream | readEvents"],
    ["log", "ApiPromise<EventStream<string>, LogResponses> | text/event-stream | readTextEvents"],
    ["rows", "ApiPromise<ItemStream<Piece>, RowsResponses> | application/json-seq, application/jsonl | (response, call) => readJsonLines(response, call) ?? readJsonSequence(response, call)"],
    ["items", "ApiPromise<ItemsItem[] | undefined, ItemsResponses> |  | "],
    ["upload", "ApiPromise<Piece, UploadResponses> |  | "],
    ["file", "ApiPromise<Blob, FileResponses> | */* | readBlob"],
    ["picture", "ApiPromise<string | Blob, PictureResponses> | image/png, text/plain | "],
    ["things", "ApiPromise<Piece, ThingsResponses> | application/json, application/vnd.things+json; version=2;q=0.9 | "],
    ["sheet", "ApiPromise<Blob, SheetResponses> | application/vnd.openxmlformats-officedocument.spreadsheetml.sheet | "],
    ["moved", "ApiPromise<unknown, MovedResponses> |  | "],
    ["done", "ApiPromise<void, DoneResponses> |  | "],
  ];
  test.each(rows)("%s", (operation, want) => {
    expect(told(operation)).toBe(want);
  });
});

test("headers stand beside the bodies, with their documentation", () => {
  const text = files.get("src/operations/index.ts");
  expect(text).toContain(`export interface ItemsResponses extends DescribedHeaders<ItemsResponseHeaders> {
  /** A page of items. */
  200: ItemsItem[];
  /** Not yet. */
  202: undefined;`);
  expect(text).toContain(`/** The headers that responses of {@link items} have, by status. */
export interface ItemsResponseHeaders {
  /**
   * Headers:
   * - \`ETag\` (deprecated): Which version it is.
   * - \`X-Rate-Limit\`: Calls that are left.
   */
  200: TypedHeaders<"ETag" | "X-Rate-Limit">;
`);
});

test("links are documented with their operation", () => {
  expect(files.get("src/operations/index.ts")).toContain(` * \`POST /items\`
 *
 * - \`text\` of the answer is \`id\` of \`file\`.
 * - \`3\` is \`from\` of \`items\`. The list that it is in.
 * - \`id\` of the body is \`id\` of \`items\`. The list that it is in.
`);
});

test("a package contains only the readers that it uses", async () => {
  const names = [...files.keys()].filter((path) => /runtime\/.*\/(read-|open|item|event-p)/.test(path));
  expect(names.map((path) => path.replace("src/runtime/", ""))).toEqual([
    "bodies/read-bytes.ts",
    "streams/event-parser.ts",
    "streams/item-stream.ts",
    "streams/open-body.ts",
    "streams/read-events.ts",
    "streams/read-json-lines.ts",
    "streams/read-json-sequence.ts",
    "values/open-headers.ts",
  ]);
  expect(files.get("src/runtime/call/response-body.ts")).toContain("export const readBlob");
  const shop = (await packageOf(fixture("shop.yaml"))).files;
  const readers = [...shop.keys()].filter((path) => /runtime\/.*\/(read-|item|event-p)/.test(path));
  expect(readers).toEqual(["src/runtime/bodies/read-bytes.ts"]);
});

const consumer = `
import { Sample, asResponse, isApiError, isStream } from "@example/sample";
import type { EventStream, ItemsItem, ItemsResponseHeaders, ItemsResponses, ItemStream, TypedHeaders } from "@example/sample";
import { mockFetch } from "@example/sample/testing";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(..._proof: Same<A, B> extends true ? [] : [never]): void {}

export async function use(answers: Sample): Promise<void> {
  const reply = await answers.chat({ prompt: "Hello", stream: true });
  if (isStream(reply)) for await (const { data, event, id } of reply) same<string, typeof data.text | typeof event | typeof id>();
  else same<string, typeof reply.text>();
  for await (const item of await answers.rows()) item.text.trim();

  const response = await answers.items().withResponse();
  if (response.status === 200) {
    same<TypedHeaders<"ETag" | "X-Rate-Limit">, typeof response.headers>();
    same<string | undefined, (typeof response.data)[number]["id"]>();
    response.headers.get("ETag");
    response.headers.get("date");
  } else {
    same<202, typeof response.status>();
    same<undefined, typeof response.data>();
    same<Headers, typeof response.headers>();
  }
  const body: ReadableStream<Uint8Array> | null = (await asResponse(answers.file({ id: "1" }))).body;
  void body;

  try {
    await answers.items();
  } catch (error) {
    if (isApiError(error, "items", 404)) {
      same<Headers & TypedHeaders<"Retry-After">, typeof error.headers>();
      same<string | undefined, NonNullable<typeof error.body>["title"]>();
    }
    same<ItemsResponses[200], ItemsItem[]>();
    same<ItemsResponseHeaders[404], TypedHeaders<"Retry-After">>();
    if (isApiError(error, "chat", 500)) same<string | undefined, NonNullable<typeof error.body>["detail"]>();
  }
}

async function* pieces() {
  yield { text: "a" };
}
async function* events() {
  yield { data: { text: "a" }, id: "1" };
}
export const fetch = mockFetch({
  items: { status: 200, headers: { ETag: "1" }, body: [{ id: "1" }] },
  chat: ({ body }) => ({ status: 200, body: body.stream === true ? events() : { text: "all" } }),
  rows: { status: 200, body: pieces() },
});
export type Streams = [EventStream<string>, ItemStream<number>];
`;

test("compiles under the strictest flags, and narrows responses by their status", () => {
  const more = new Map([
    ["readme.ts", readmeModule(files.get("README.md") ?? "")],
    ["consumer.ts", consumer],
  ]);
  expect(typeErrors(files, more)).toEqual([]);
});
