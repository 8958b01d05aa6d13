import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { nextCursor, nextNested } from "../../../templates/runtime/pages/page-cursors.js";
import { linkIn, nextLink } from "../../../templates/runtime/pages/page-links.js";
import { nextOffset, nextPage } from "../../../templates/runtime/pages/page-numbers.js";
import { paginate } from "../../../templates/runtime/pages/pages.js";
import type { PageRules } from "../../../templates/runtime/pages/pages.js";
import { path } from "../../../templates/runtime/values/path.js";
import type { ApiRequest } from "../../../templates/runtime/call/api-request.js";
import { rejection, serve } from "../server.js";
import type { Reply } from "../server.js";

interface Page {
  items?: readonly unknown[];
  total?: number;
  next?: string | null;
}

interface Params {
  readonly offset?: number;
  readonly page?: number;
}

async function collect<Item>(items: AsyncIterable<Item>, all: Item[] = []): Promise<Item[]> {
  for await (const item of items) all.push(item);
  return all;
}

function pageOf(items: readonly unknown[], more: Omit<Page, "items"> = {}): Reply {
  return { json: { items, ...more } };
}

async function counted(next: PageRules<Params, unknown, Page>["next"], replies: readonly Reply[], params: Params = {}) {
  const server = await serve(...replies);
  const client = createClient({ accessToken: "t", baseUrl: server.url, retry: false });
  const list = paginate<Params, unknown, Page, { 200: Page }>(
    params,
    ({ offset, page }) => client.send({ method: "GET", path: path`/a`, query: { offset, page } }),
    { items: ({ items }) => items, next },
  );
  return { items: await collect(list), urls: server.seen.map(({ url }) => url) };
}

describe("pages by offset", () => {
  const byOffset =
    (first = 0): PageRules<Params, unknown, Page>["next"] =>
    (page, params, { count }) =>
      nextOffset(params, "offset", count, { first, total: page.total });

  test.each([
    {
      name: "go on by the number of items until an empty page",
      replies: [pageOf([1, 2, 3]), pageOf([4]), pageOf([])],
      urls: ["/a", "/a?offset=3", "/a?offset=4"],
    },
    {
      name: "end at the total, where it is known",
      replies: [pageOf([1, 2], { total: 3 }), pageOf([3], { total: 3 })],
      urls: ["/a", "/a?offset=2"],
    },
    {
      name: "count from where the caller began",
      params: { offset: 7 },
      replies: [pageOf([8, 9], { total: 10 }), pageOf([10], { total: 10 })],
      urls: ["/a?offset=7", "/a?offset=9"],
    },
    {
      name: "may have a first item 1",
      first: 1,
      replies: [pageOf([1, 2], { total: 3 }), pageOf([3], { total: 3 })],
      urls: ["/a", "/a?offset=3"],
    },
    {
      name: "end at the total that has grown or shrunk meanwhile",
      replies: [pageOf([1, 2], { total: 4 }), pageOf([3], { total: 3 })],
      urls: ["/a", "/a?offset=2"],
    },
    {
      name: "do not believe that there are none beside some",
      replies: [pageOf([1], { total: 0 }), pageOf([], { total: 0 })],
      urls: ["/a", "/a?offset=1"],
    },
  ])("$name", async ({ first, replies, params, urls }) => {
    expect((await counted(byOffset(first), replies, params)).urls).toEqual(urls);
  });
});

describe("pages by number", () => {
  const byNumber =
    (first = 1): PageRules<Params, unknown, Page>["next"] =>
    (page, params, { count }) =>
      nextPage(params, "page", count, { first, total: page.total });

  test.each([
    {
      name: "go on until an empty page",
      replies: [pageOf([1]), pageOf([2]), pageOf([])],
      urls: ["/a", "/a?page=2", "/a?page=3"],
    },
    { name: "end at the last one, where it is known", replies: [pageOf([1], { total: 2 })], urls: ["/a", "/a?page=2"] },
    { name: "may begin with 0", first: 0, replies: [pageOf([1], { total: 2 })], urls: ["/a", "/a?page=1"] },
    {
      name: "go on from where the caller began",
      params: { page: 3 },
      replies: [pageOf([1], { total: 4 })],
      urls: ["/a?page=3", "/a?page=4"],
    },
  ])("$name", async ({ first, replies, params, urls }) => {
    expect((await counted(byNumber(first), replies, params)).urls).toEqual(urls);
  });
});

describe("a service that answers with one page for ever", () => {
  const byNumber: PageRules<Params, unknown, Page>["next"] = (_, params, { count }) =>
    nextPage(params, "page", count, { first: 1 });

  test("is found out by its records", async () => {
    const replies = [pageOf([{ id: 1 }]), pageOf([{ id: 2 }])];
    expect(String(await rejection(counted(byNumber, replies)))).toContain("the next page has the same items as the one before");
  });

  test("is not taken for one whose numbers are the same", async () => {
    const replies = [pageOf([0, 0]), pageOf([0, 0]), pageOf([])];
    expect((await counted(byNumber, replies)).items).toEqual([0, 0, 0, 0]);
  });
});

test("the cursor may stand in a body that is one of the parameters", () => {
  const params: { readonly id: string; readonly body?: { readonly after?: string; readonly limit?: number } } = { id: "1" };
  expect(nextNested(params, "body", nextCursor(params.body, "after", "x"))).toEqual({ id: "1", body: { after: "x" } });
  expect(nextNested({ ...params, body: { limit: 1 } }, "body", nextCursor({ limit: 1, after: "" }, "after", "x"))).toEqual({
    id: "1",
    body: { limit: 1, after: "x" },
  });
  expect(nextNested(params, "body", nextCursor(params.body, "after", null))).toBeUndefined();
});

async function linked(
  replies: (url: string) => readonly Reply[],
  next: PageRules<ApiRequest, unknown, Page>["next"] = (page, request) => nextLink(request, page.next),
  base = "",
) {
  const given: Reply[] = [];
  const server = await serve(
    ...Array.from({ length: 5 }, (_, index): Reply => (response, request) => {
      const reply = given[index] ?? { status: 500 };
      if (typeof reply === "function") {
        reply(response, request);
        return;
      }
      response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...reply.headers });
      response.end(JSON.stringify(reply.json));
    }),
  );
  given.push(...replies(server.url));
  const client = createClient({ accessToken: "t", baseUrl: server.url + base, retry: false });
  const list = paginate<ApiRequest, unknown, Page, { 200: Page }>(
    { method: "GET", path: path`/a/b`, query: { q: "x" } },
    (request) => client.send(request),
    { items: ({ items }) => items, next },
  );
  return { list, seen: server.seen };
}

describe("pages by a link in the body", () => {
  test.each([
    {
      name: "absolute",
      first: (url: string) => `${url}/other?cursor=1#top`,
      second: () => null,
      urls: ["/a/b?q=x", "/other?cursor=1"],
    },
    { name: "from the root", first: () => "/c?n=2", second: () => "", urls: ["/a/b?q=x", "/c?n=2"] },
    { name: "a query alone", first: () => "?n=2", second: () => "?n=3", urls: ["/a/b?q=x", "/a/b?n=2", "/a/b?n=3"] },
    { name: "beside the page before", first: () => "c/d?n=2", second: () => "e", urls: ["/a/b?q=x", "/a/c/d?n=2", "/a/c/e"] },
  ])("$name", async ({ first, second, urls }) => {
    const { list, seen } = await linked((url) => [
      pageOf([1], { next: first(url) }),
      pageOf([2], { next: second() }),
      pageOf([3]),
    ]);
    expect(await collect(list)).toEqual(urls.map((_, index) => index + 1));
    expect(seen.map(({ url }) => url)).toEqual(urls);
    expect(new Set(seen.map(({ headers }) => headers.authorization))).toEqual(new Set(["Bearer t"]));
  });

  test("are not bound to the path of the base URL, whose host they share", async () => {
    const { list, seen } = await linked(() => [pageOf([1], { next: "/v2/c" }), pageOf([2])], undefined, "/v1");
    expect(await collect(list)).toEqual([1, 2]);
    expect(seen.map(({ url }) => url)).toEqual(["/v1/a/b?q=x", "/v2/c"]);
  });

  test.each([
    ["https://evil.example/a", "https://evil.example"],
    ["//evil.example/a", "http://evil.example"],
    ["http://user:secret@HOST/a", "http://HOST"],
    ["javascript:alert(1)", "javascript://"],
  ])("to another place are refused: %s", async (link, place) => {
    const { list, seen } = await linked((url) => [pageOf([1], { next: link.replace("HOST", new URL(url).host) })]);
    const items: unknown[] = [];
    const error = await rejection(collect(list, items));
    expect(items).toEqual([1]);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(
      new RegExp(`leads to ${place.replace("HOST", "127.0.0.1:\\d+")} and not to http://127.0.0.1:\\d+; it is not followed`),
    );
    expect(String(error)).not.toContain("secret");
    expect(seen).toHaveLength(1);
  });

  test("that repeat are an error", async () => {
    const { list, seen } = await linked(() => [pageOf([1], { next: "?n=2" }), pageOf([2], { next: "?n=2" })]);
    expect(String(await rejection(collect(list)))).toContain("The pages repeat");
    expect(seen).toHaveLength(2);
  });
});

describe("pages by a Link header", () => {
  const byHeader: PageRules<ApiRequest, unknown, Page>["next"] = (_, request, { headers }) =>
    nextLink(request, linkIn(headers, "next"));

  test("are followed until there is none", async () => {
    const { list, seen } = await linked(
      (url) => [
        { json: { items: [1] }, headers: { link: `<${url}/a/b?page=2>; rel="next", <${url}/a/b?page=2>; rel="last"` } },
        { json: { items: [2] }, headers: { link: `<${url}/a/b>; rel="first"` } },
      ],
      byHeader,
    );
    expect(await collect(list)).toEqual([1, 2]);
    expect(seen.map(({ url }) => url)).toEqual(["/a/b?q=x", "/a/b?page=2"]);
  });

  // RFC 8288, section 3 (the grammar), 3.2 (anchor), 3.3 (rel) and section 3.5 (examples).
  test.each([
    ['<http://example.com/TheBook/chapter2>; rel="previous"; title="previous chapter"', undefined],
    ['</>; rel="http://example.net/foo"', undefined],
    ['</terms>; rel="copyright"; anchor="#foo"', undefined],
    [
      "</TheBook/chapter2>; rel=\"previous\"; title*=UTF-8'de'letztes%20Kapitel, </TheBook/chapter4>; rel=\"next\"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel",
      "/TheBook/chapter4",
    ],
    ['<http://example.org/>; rel="start http://example.net/relation/other next"', "http://example.org/"],
    ["</a>; rel=next", "/a"],
    ["</a>;rel=NEXT", "/a"],
    ['</a> ; REL = "next"', "/a"],
    ["</a?x=1,2;3>; rel=next", "/a?x=1,2;3"],
    ['</a>; title="a, <b>; rel=next"; rel=prev, </c>; rel=next', "/c"],
    ['</a>; title="\\"; rel=next"; rel="next"', "/a"],
    ["</a>; rel=prev; rel=next", undefined],
    ['</a>; rel=next; anchor="/b", </c>; rel=next', "/c"],
    ["</a>; nofollow; rel=next", "/a"],
    ["<>; rel=next", ""],
    ["</a>", undefined],
    ["rel=next", undefined],
    ["", undefined],
  ])("%s", (link, want) => {
    expect(linkIn(new Headers({ link }), "next")).toBe(want);
  });

  test("are found in linear time", () => {
    const began = performance.now();
    for (const piece of ["<", "<a>;", '<a>;b="', "<a>; b", "<a>;\t", ',<a>;rel="\\']) {
      expect(linkIn(new Headers({ link: piece.repeat(16_000 / piece.length) }), "next")).toBeUndefined();
    }
    expect(performance.now() - began).toBeLessThan(500);
  });
});
