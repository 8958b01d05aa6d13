import type { ApiPromise } from "./api-promise.js";

/** The first page when awaited; all items when iterated, each further page fetched when its first item is asked for. */
export interface PagePromise<Item, Page, Responses = unknown>
  extends ApiPromise<Page, Responses>, AsyncIterable<Item> {
  /** All pages, each fetched when it is asked for. */
  pages(): AsyncGenerator<Page, void, undefined>;
}

/** How the pages of one operation hang together. */
export interface PageRules<Params, Item, Page> {
  readonly items: (page: Page) => readonly Item[] | null | undefined;
  /** The parameters of the page after this one; undefined after the last. */
  readonly next: (page: Page, params: Params) => Params | undefined;
}

/** Makes the promise of an operation that answers page by page. The first page is requested at once, and once. */
export function paginate<Params, Item, Page, Responses>(
  params: Params,
  send: (params: Params) => ApiPromise<Page, Responses>,
  { items, next }: PageRules<Params, Item, Page>,
): PagePromise<Item, Page, Responses> {
  const first = send(params);

  async function* pages(): AsyncGenerator<Page, void, undefined> {
    const seen = new Set<string>();
    let page = await first;
    for (let current: Params | undefined = params; current !== undefined;) {
      refuseCircle(seen, current);
      if (current !== params) page = await send(current);
      yield page;
      current = next(page, current);
    }
  }

  async function* allItems(): AsyncGenerator<Item, void, undefined> {
    for await (const page of pages()) yield* items(page) ?? [];
  }

  return Object.assign(first, { pages, [Symbol.asyncIterator]: allItems });
}

/** The parameters of the next page, which differ in the cursor; undefined where the service gives none. */
export function nextCursor<Params, Key extends keyof Params>(
  params: Params,
  key: Key,
  cursor: Params[Key] | null,
): Params | undefined {
  return cursor === undefined || cursor === null || cursor === ""
    ? undefined
    : { ...params, [key]: cursor };
}

/** A service that names a page twice would be read for ever. */
function refuseCircle(seen: Set<string>, params: unknown): void {
  const page = JSON.stringify(params);
  if (seen.has(page))
    throw new Error(
      `The pages go round in a circle: the next page is one that was read before, ${page}.`,
    );
  seen.add(page);
}
