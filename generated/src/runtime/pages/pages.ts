import type { ApiPromise, ApiResponse } from "../call/api-promise.js";

/** The first page when awaited; all items when iterated. Each further page is requested when its first item is. */
export interface PagePromise<Item, Page, Responses = unknown>
  extends ApiPromise<Page, Responses>, AsyncIterable<Item> {
  /** All pages, each requested when the iteration reaches it. */
  pages(): Pages<Page, Responses>;
  /** The number of items on all pages, if the first page has it. */
  total(): Promise<number | undefined>;
}

/** All pages of an operation. They can be iterated once; call `pages()` again to start over. */
export interface Pages<Page, Responses = unknown> extends AsyncGenerator<Page, void, undefined> {
  /** The same pages, each with its status and headers. */
  withResponse(): AsyncGenerator<ApiResponse<Responses>, void, undefined>;
}

/** How to read a page of one operation, and how to request the next. `Request` is what differs from page to page. */
export interface PageRules<Request, Item, Page> {
  readonly items: (page: NonNullable<Page>) => readonly Item[] | null | undefined;
  /** The request for the next page; undefined after the last. */
  readonly next: (page: NonNullable<Page>, request: Request, info: PageInfo) => Request | undefined;
  readonly total?: (page: NonNullable<Page>) => unknown;
}

/** What is known about a page besides its body. */
export interface PageInfo {
  /** How many items the page has. */
  readonly count: number;
  readonly headers: Headers;
}

/** The promise of a paginated operation. The first page is requested at once, and only once. */
export function paginate<Request, Item, Page, Responses>(
  request: Request,
  send: (request: Request) => ApiPromise<Page, Responses>,
  rules: PageRules<Request, Item, Page>,
): PagePromise<Item, Page, Responses> {
  const first = send(request);
  // The data has the type of the description, as in every response. A response without a body, such as a 204, is a page without items.
  const pageOf = (response: ApiResponse<Responses>) => response.data as Page | null | undefined;
  const itemsOf = (page: Page | null | undefined) =>
    page === undefined || page === null ? [] : (rules.items(page) ?? []);

  async function* responses(): AsyncGenerator<ApiResponse<Responses>, void, undefined> {
    const seen = new Set<string>();
    let before = "";
    for (let current: Request | undefined = request; current !== undefined;) {
      rejectRepeatedRequest(seen, current);
      const response: ApiResponse<Responses> = await (
        current === request ? first : send(current)
      ).withResponse();
      const page = pageOf(response);
      const items = itemsOf(page);
      before = rejectRepeatedItems(before, items);
      yield response;
      const info: PageInfo = { count: items.length, headers: response.headers };
      current = page === undefined || page === null ? undefined : rules.next(page, current, info);
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

/** A service that refers to an earlier page would be read for ever. */
function rejectRepeatedRequest(seen: Set<string>, request: unknown): void {
  const page = asJson(request);
  // The message does not show the request: a link may repeat a key, and the parameters may be personal.
  if (seen.has(page))
    throw new Error(`The pages repeat: page ${seen.size + 1} is one that was read before.`);
  seen.add(page);
}

/** So would one that returns the same page to every request. Only items that are objects are compared: equal numbers may be different items. */
function rejectRepeatedItems(before: string, items: readonly unknown[]): string {
  const page = typeof items[0] === "object" ? asJson(items) : "";
  if (page !== "" && page === before)
    throw new Error("The pages repeat: the next page has the same items as the one before.");
  return page;
}

/** Items that are nested too deeply to be written, thousands of levels, are not compared. */
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return "";
  }
}
