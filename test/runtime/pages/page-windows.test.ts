import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { nextCursor } from "../../../templates/runtime/pages/page-cursors.js";
import { paginateWindows } from "../../../templates/runtime/pages/page-windows.js";
import type { WindowFacts } from "../../../templates/runtime/pages/page-windows.js";
import { path } from "../../../templates/runtime/values/path.js";
import { rejection, serve } from "../server.js";

interface Params {
  readonly after?: string;
  readonly limit?: number;
  readonly since?: number;
  readonly sort?: string;
}

interface Page {
  readonly results: readonly { readonly id: number }[];
  readonly next?: string;
}

const facts: WindowFacts = {
  maximum: 10,
  position: "after",
  size: "limit",
  order: { field: "sort", value: "id" },
  filter: { field: "since" },
};

/** A service with the records 1 to `count`, of which it gives the first ten of any list and refuses the rest. */
async function listing(count: number, params: Params = {}, { stops = false, more = facts } = {}) {
  const server = await serve((response, { url = "" }) => {
    const query = new URL(url, "http://test").searchParams;
    const [after, limit, since] = ["after", "limit", "since"].map((name) => Number(query.get(name) ?? 0)) as [
      number,
      number,
      number,
    ];
    const size = limit || 4;
    const all = Array.from({ length: count }, (_, index) => ({ id: index + 1 })).filter(({ id }) => id > since);
    const end = Math.min(after + size, 10);
    const goesOn = end < all.length && !(stops && end === 10);
    response.writeHead(after + size > 10 && !stops ? 400 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify({ results: all.slice(after, end), ...(goesOn && { next: String(end) }) }));
  });
  const client = createClient({ accessToken: "t", baseUrl: server.url, retry: false });
  const list = paginateWindows<Params, { id: number }, Page, { 200: Page }>(
    params,
    (params) => client.send({ method: "GET", path: path`/a`, query: { ...params } }),
    {
      items: (page) => page.results,
      next: (page, params) => nextCursor(params, "after", page.next),
      key: ({ id }) => id,
    },
    more,
  );
  const ids: number[] = [];
  const read = async () => {
    for await (const { id } of list) ids.push(id);
  };
  return { read, ids, urls: () => server.seen.map(({ url }) => url) };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("windows", () => {
  test.each([
    { count: 0, limit: 5 },
    { count: 9, limit: 5 },
    { count: 10, limit: 5 },
    { count: 11, limit: 5 },
    { count: 31, limit: 5 },
    { count: 31, limit: 3 },
    { count: 31, limit: 10 },
    { count: 31, limit: undefined },
    { count: 31, limit: 5, stops: true },
    { count: 20, limit: 10, stops: true },
  ])("give every item once: %j", async ({ count, limit, stops = false }) => {
    const { read, ids } = await listing(count, limit === undefined ? {} : { limit }, { stops });
    await read();
    expect(ids).toEqual(upTo(count));
  });

  test("begin behind the last item of the one before", async () => {
    const { read, urls } = await listing(13, { limit: 5 });
    await read();
    expect(urls()).toEqual(["/a?limit=5&sort=id", "/a?limit=5&sort=id&after=5", "/a?limit=5&sort=id&since=10"]);
  });

  test("begin where the caller does", async () => {
    const { read, ids } = await listing(25, { limit: 5, after: "5" });
    await read();
    expect(ids).toEqual(upTo(25).slice(5));
  });

  test("in another order end in an error, after all that can be reached", async () => {
    const { read, ids, urls } = await listing(13, { limit: 5, sort: "name" });
    expect(await rejection(read())).toEqual(
      new RangeError(
        "The service returns only the first 10 items of a list. Leave out sort to read all of them in the order of their keys.",
      ),
    );
    expect(ids).toEqual(upTo(10));
    expect(urls()).toEqual(["/a?limit=5&sort=name", "/a?limit=5&sort=name&after=5"]);
  });

  test("in another order are no matter where one is enough", async () => {
    const { read, ids } = await listing(10, { limit: 5, sort: "name" });
    await read();
    expect(ids).toEqual(upTo(10));
  });
});

describe("the filter of the next window", () => {
  const filters = { field: "filters", add: { property: "id", operator: "GT" }, value: "value" };
  const groups = { ...filters, field: "groups", each: "filters" };
  const behind10 = { property: "id", operator: "GT", value: 10 };

  test.each([
    { filter: filters, given: {}, want: { filters: [behind10] } },
    { filter: filters, given: { filters: [{ property: "a" }] }, want: { filters: [{ property: "a" }, behind10] } },
    { filter: groups, given: {}, want: { groups: [{ filters: [behind10] }] } },
    { filter: groups, given: { groups: [] }, want: { groups: [{ filters: [behind10] }] } },
    {
      filter: groups,
      given: { groups: [{ filters: [{ property: "a" }] }, { name: "b" }] },
      want: { groups: [{ filters: [{ property: "a" }, behind10] }, { name: "b", filters: [behind10] }] },
    },
  ])("$want", async ({ filter, given, want }) => {
    const page = (ids: number[], next?: string) => ({ json: { results: ids.map((id) => ({ id })), next } });
    const server = await serve(page(upTo(10), "10"), page([]));
    const client = createClient({ accessToken: "t", baseUrl: server.url, retry: false });
    const list = paginateWindows<object, { id: number }, Page, { 200: Page }>(
      given,
      (params) => client.send({ method: "POST", path: path`/a`, body: params }),
      {
        items: (page) => page.results,
        next: (page, params) => nextCursor(params as Params, "after", page.next),
        key: ({ id }) => id,
      },
      { ...facts, filter },
    );
    const before = structuredClone(given);
    let count = 0;
    for await (const { id } of list) count += Math.sign(id);
    expect(count).toBe(10);
    expect(server.seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { ...given, sort: "id" },
      { ...want, sort: "id" },
    ]);
    expect(given).toEqual(before);
  });
});
