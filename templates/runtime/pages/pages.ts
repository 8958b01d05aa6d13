import type { ApiPromise, ApiResponse } from "../call/api-promise.js";

/** The first page when awaited; all items when iterated, each further page fetched when its first item is asked for. */
export interface PagePromise<Item, Page, Responses = unknown> extends ApiPromise<Page, Responses>, AsyncIterable<Item> {
  /** All pages, each fetched when it is asked for. */
  pages(): Pages<Page, Responses>;
  /** How many items there are on all pages, where the service says so on the first. */
  total(): Promise<number | undefined>;
}

/** All pages of an operation. They can be iterated once; ask for them again to begin again. */
export interface Pages<Page, Responses = unknown> extends AsyncGenerator<Page, void, undefined> {
  /** The same pages, each with its status and headers. */
  withResponse(): AsyncGenerator<ApiResponse<Responses>, void, undefined>;
}

/** How the pages of one operation hang together. `Request` is whatever tells one page from another. */
export interface PageRules<Request, Item, Page> {
  readonly items: (page: NonNullable<Page>) => readonly Item[] | null | undefined;
  /** What to ask for after this page; undefined after the last. */
  readonly next: (page: NonNullable<Page>, request: Request, turn: Turn) => Request | undefined;
  readonly total?: (page: NonNullable<Page>) => unknown;
}

/** What a page tells besides its body. */
export interface Turn {
  /** How many items stand on it. */
  readonly count: number;
  readonly headers: Headers;
}

/** Makes the promise of an operation that answers page by page. The first page is requested at once, and once. */
export function paginate<Request, Item, Page, Responses>(
  request: Request,
  send: (request: Request) => ApiPromise<Page, Responses>,
  rules: PageRules<Request, Item, Page>,
): PagePromise<Item, Page, Responses> {
  const first = send(request);
  // What the description says of the data, as for every answer. One without a body, such as a 204, is a page without items.
  const pageOf = (response: ApiResponse<Responses>) => response.data as Page | null | undefined;
  const itemsOf = (page: Page | null | undefined) => (page === undefined || page === null ? [] : (rules.items(page) ?? []));

  async function* responses(): AsyncGenerator<ApiResponse<Responses>, void, undefined> {
    const seen = new Set<string>();
    let before = "";
    for (let current: Request | undefined = request; current !== undefined;) {
      refuseCircle(seen, current);
      const response: ApiResponse<Responses> = await (current === request ? first : send(current)).withResponse();
      const page = pageOf(response);
      const items = itemsOf(page);
      before = refuseRepetition(before, items);
      yield response;
      const turn: Turn = { count: items.length, headers: response.headers };
      current = page === undefined || page === null ? undefined : rules.next(page, current, turn);
    }
  }

  async function* data(): AsyncGenerator<Page, void, undefined> {
    for await (const response of responses()) yield pageOf(response) as Page;
  }

  async function* allItems(): AsyncGenerator<Item, void, undefined> {
    for await (const page of data()) yield* itemsOf(page);
  }

  return Object.assign(first, {
    pages: () => Object.assign(data(), { withResponse: responses }),
    async total() {
      const page = pageOf(await first.withResponse());
      const total: unknown = page === undefined || page === null ? undefined : rules.total?.(page);
      return typeof total === "number" ? total : undefined;
    },
    [Symbol.asyncIterator]: allItems,
  });
}

/** A service that names a page twice would be read for ever. */
function refuseCircle(seen: Set<string>, request: unknown): void {
  const page = JSON.stringify(request);
  if (seen.has(page)) throw new Error(`The pages go round in a circle: the next page is one that was read before, ${page}.`);
  seen.add(page);
}

/** So would one that answers with its last page, or its first, to whatever it is asked. Objects that repeat are the same; numbers need not be. */
function refuseRepetition(before: string, items: readonly unknown[]): string {
  const page = typeof items[0] === "object" ? JSON.stringify(items) : "";
  if (page !== "" && page === before)
    throw new Error("The pages do not go on: the next page has the same items as the one before.");
  return page;
}
