import { describe, expect, test } from "vitest";
import { createClient } from "../../../templates/runtime/call/client.js";
import { nextAfter } from "../../../templates/runtime/pages/page-last-items.js";
import { paginate } from "../../../templates/runtime/pages/pages.js";
import { path } from "../../../templates/runtime/values/path.js";
import { serve } from "../server.js";
import type { Reply } from "../server.js";

interface Item {
  readonly id?: string | number | null;
}

interface ItemPage {
  readonly data?: readonly Item[];
  readonly more?: boolean;
}

describe("pages by the last item", () => {
  const listed = async (replies: readonly Reply[], more?: "more") => {
    const server = await serve(...replies);
    const client = createClient({ accessToken: "t", baseUrl: server.url, retry: false });
    const list = paginate<{ after?: string | number }, Item, ItemPage, unknown>(
      {},
      ({ after }) => client.send({ method: "GET", path: path`/a`, query: { after } }),
      {
        items: ({ data }) => data,
        next: (page, params) => nextAfter(params, "after", page.data, ({ id }) => id, more && page.more),
      },
    );
    const ids: unknown[] = [];
    const fault = await (async () => {
      for await (const { id } of list) ids.push(id);
    })().catch(String);
    return { ids, fault, urls: server.seen.map(({ url }) => url) };
  };
  const reply = (ids: readonly unknown[], more?: unknown): Reply => ({ json: { data: ids.map((id) => ({ id })), more } });
  const noKey = "Error: The list has more items, but the page has no last item with a key to continue after.";

  test.each([
    {
      name: "end where the service says that there are no more",
      replies: [reply(["a", "b"], true), reply(["c"], false)],
      more: "more" as const,
      want: { ids: ["a", "b", "c"], urls: ["/a", "/a?after=b"] },
    },
    {
      name: "end after an empty page where it does not say so",
      replies: [reply([1, 0]), reply([])],
      want: { ids: [1, 0], urls: ["/a", "/a?after=0"] },
    },
    {
      name: "end after an empty page, if the service left out whether there are more",
      replies: [reply(["a"]), reply([])],
      more: "more" as const,
      want: { ids: ["a"], urls: ["/a", "/a?after=a"] },
    },
    {
      name: "fail at an empty page after which there are more",
      replies: [reply([], true)],
      more: "more" as const,
      want: { ids: [], urls: ["/a"], fault: noKey },
    },
    {
      name: "fail, after all items, at a last item without a key",
      replies: [reply(["a", null], true)],
      more: "more" as const,
      want: { ids: ["a", null], urls: ["/a"], fault: noKey },
    },
    {
      name: "fail at the same page again",
      replies: [reply(["a"], true), reply(["a"], true)],
      more: "more" as const,
      want: {
        ids: ["a"],
        urls: ["/a", "/a?after=a"],
        fault: "Error: The pages repeat: the next page has the same items as the one before.",
      },
    },
  ])("$name", async ({ replies, more, want }) => {
    expect(await listed(replies, more)).toEqual({ fault: undefined, ...want });
  });
});
