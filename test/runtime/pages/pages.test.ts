import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import type { RequestOptions } from "../../../templates/runtime/options/options.js";
import { nextCursor } from "../../../templates/runtime/pages/page-cursors.js";
import { paginate } from "../../../templates/runtime/pages/pages.js";
import type { PagePromise } from "../../../templates/runtime/pages/pages.js";
import { path } from "../../../templates/runtime/values/path.js";
import { rejection, serve } from "../server.js";
import type { Reply } from "../server.js";

interface Page {
  results?: number[];
  paging?: { next?: { after?: string } };
  total?: number | null;
}

interface ListParams {
  after?: string | undefined;
  limit?: number;
}

interface ListResponses {
  200: Page;
}

function page(results: number[], after?: string): Reply {
  return { json: { results, ...(after !== undefined && { paging: { next: { after } } }) } };
}

async function listing(replies: readonly Reply[], params: ListParams = {}, options?: RequestOptions) {
  const server = await serve(...replies);
  const client = createClient({ accessToken: "t", baseUrl: server.url, retry: false });
  const list = (params: ListParams): PagePromise<number, Page, ListResponses> =>
    paginate(
      params,
      (params) => client.send({ method: "GET", path: path`/a`, query: { after: params.after, limit: params.limit } }, options),
      {
        items: (page) => page.results,
        next: (page, params) => nextCursor(params, "after", page.paging?.next?.after),
        total: (page) => page.total,
      },
    );
  return { list: list(params), urls: () => server.seen.map(({ url }) => url) };
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const three = [page([1, 2], "b"), page([], "c"), page([3])];

describe("pages", () => {
  test("give the first page when awaited", async () => {
    const { list, urls } = await listing(three, { limit: 2 });
    expect(await list).toEqual({ results: [1, 2], paging: { next: { after: "b" } } });
    expect(urls()).toEqual(["/a?limit=2"]);
  });

  test("give all items when iterated, with the other parameters kept", async () => {
    const { list, urls } = await listing(three, { limit: 2 });
    expect(await collect(list)).toEqual([1, 2, 3]);
    expect(urls()).toEqual(["/a?limit=2", "/a?after=b&limit=2", "/a?after=c&limit=2"]);
  });

  test("give all pages", async () => {
    const { list } = await listing(three);
    expect((await collect(list.pages())).map(({ results }) => results)).toEqual([[1, 2], [], [3]]);
  });

  test("give status and headers of the first", async () => {
    const { list } = await listing(three);
    const { status, headers, data } = await list.withResponse();
    expect([status, headers.get("content-type"), data.results]).toEqual([200, "application/json", [1, 2]]);
  });

  test("give each page's status and headers", async () => {
    const { list, urls } = await listing([
      { headers: { "x-page": "1" }, json: { results: [1], paging: { next: { after: "b" } } } },
      { headers: { "x-page": "2" }, json: { results: [2] } },
    ]);
    const seen: unknown[] = [];
    for await (const { status, headers, data } of list.pages().withResponse()) {
      seen.push([status, headers.get("x-page"), data.results]);
    }
    expect(seen).toEqual([
      [200, "1", [1]],
      [200, "2", [2]],
    ]);
    expect(urls()).toEqual(["/a", "/a?after=b"]);
  });

  test.each([
    { json: { results: [1], total: 7 }, want: 7 },
    { json: { results: [], total: 0 }, want: 0 },
    { json: { results: [1], total: null }, want: undefined },
    { json: {}, want: undefined },
  ])("give the total of $json", async ({ json, want }) => {
    const { list, urls } = await listing([{ json }]);
    expect(await list.total()).toBe(want);
    expect(urls()).toHaveLength(1);
  });

  test("of which the first has no body are none", async () => {
    const { list, urls } = await listing([{ status: 204 }]);
    expect(await collect(list)).toEqual([]);
    expect(await list.total()).toBeUndefined();
    expect(urls()).toHaveLength(1);
  });

  test("fetch the first page once, however it is used", async () => {
    const { list, urls } = await listing(three);
    await list;
    await list.withResponse();
    expect(await collect(list)).toEqual([1, 2, 3]);
    expect(urls()).toHaveLength(3);
    expect(await collect(list)).toEqual([1, 2, 3]);
    expect(urls()).toEqual(["/a", "/a?after=b", "/a?after=c", "/a?after=b"]);
  });

  test("are fetched when they are asked for", async () => {
    const { list, urls } = await listing(three);
    const seen: [number, number][] = [];
    for await (const item of list) seen.push([item, urls().length]);
    expect(seen).toEqual([
      [1, 1],
      [2, 1],
      [3, 3],
    ]);
  });

  test("end early without another request", async () => {
    const { list, urls } = await listing(three);
    for await (const item of list) if (item === 2) break;
    expect(urls()).toHaveLength(1);
  });

  test.each([
    { results: [1] },
    { results: [1], paging: {} },
    { results: [1], paging: { next: { after: "" } } },
    { results: [1], paging: { next: { after: null } } },
  ])("end with %j", async (json) => {
    const { list, urls } = await listing([{ json }]);
    expect(await collect(list)).toEqual([1]);
    expect(urls()).toHaveLength(1);
  });

  test("may lack their items", async () => {
    const { list } = await listing([{ json: {} }]);
    expect(await collect(list)).toEqual([]);
  });

  test.each([
    { name: "the same cursor again", replies: [page([1], "x"), page([2], "x")], params: {}, items: [1, 2], requests: 2 },
    {
      name: "a circle of two",
      replies: [page([1], "x"), page([2], "y"), page([3], "x")],
      params: {},
      items: [1, 2, 3],
      requests: 3,
    },
    { name: "back to the start", replies: [page([1], "x")], params: { after: "x" }, items: [1], requests: 1 },
  ])("that repeat are an error: $name", async ({ replies, params, items, requests }) => {
    const { list, urls } = await listing(replies, params);
    const seen: number[] = [];
    const error = await rejection(
      (async () => {
        for await (const item of list) seen.push(item);
      })(),
    );
    // Without the request, which may repeat a secret.
    expect(error).toEqual(new Error(`The pages repeat: page ${requests + 1} is one that was read before.`));
    expect(seen).toEqual(items);
    expect(urls()).toHaveLength(requests);
  });

  test("that fail later fail the loop there", async () => {
    const { list } = await listing([page([1], "b"), { status: 500 }]);
    const seen: number[] = [];
    const error = await rejection(
      (async () => {
        for await (const item of list) seen.push(item);
      })(),
    );
    expect(error).toMatchObject({ status: 500 });
    expect(seen).toEqual([1]);
  });

  test("stop with the signal", async () => {
    const controller = new AbortController();
    const { list, urls } = await listing(three, {}, { signal: controller.signal });
    const error = await rejection(
      (async () => {
        for await (const item of list) if (item === 2) controller.abort("enough");
      })(),
    );
    expect(error).toBe("enough");
    expect(urls()).toHaveLength(1);
  });
});
