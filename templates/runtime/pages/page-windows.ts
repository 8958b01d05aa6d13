import type { ApiPromise } from "../call/api-promise.js";
import { propertyOf } from "../values/objects.js";
import { paginate } from "./pages.js";
import type { PagePromise, PageRules } from "./pages.js";

/** How to read on in a list of which the service returns only the first items: by a filter on the key of the last item. */
export interface WindowFacts {
  /** How many items one window has. */
  readonly maximum: number;
  /** The parameter for the cursor or the offset, and the one for the page size. */
  readonly position: string;
  readonly size?: string;
  /** The parameter for the sort order, and the value that sorts by key in ascending order. */
  readonly order: { readonly field: string; readonly value: unknown };
  /**
   * How to ask for the items after a key: `field` is the parameter for the key or, with `add` and `value`, an array that gets one more
   * filter, whose property `value` is the key. With `each`, the array is this property of every item of `field`.
   */
  readonly filter: {
    readonly field: string;
    readonly each?: string;
    readonly add?: Readonly<Record<string, unknown>>;
    readonly value?: string;
  };
}

/** The rules of pages, and how to read the key of an item. */
export interface WindowRules<Params, Item, Page> extends PageRules<Params, Item, Page> {
  readonly key: (item: Item) => unknown;
}

/** The current page. Requests are compared by their JSON, so this one's is that of its parameters. */
interface WindowState<Params> {
  readonly params: Params;
  /** How many items of this window have been read, and the key of the last one. */
  readonly read: number;
  readonly last: unknown;
  readonly toJSON: () => Params;
}

/**
 * Pages of a list in windows: at the end of a window, the next one starts after the last item that was read. That works only in the order of
 * the key, so this is the default order; with any other order, an error is thrown at the end of the window.
 */
export function paginateWindows<Params extends object, Item, Page, Responses>(
  params: Params,
  send: (params: Params) => ApiPromise<Page, Responses>,
  { items, next, key, total }: WindowRules<Params, Item, Page>,
  facts: WindowFacts,
): PagePromise<Item, Page, Responses> {
  const sortOrder = propertyOf(params, facts.order.field);
  const canSplit =
    isEmpty(sortOrder) || JSON.stringify(sortOrder) === JSON.stringify(facts.order.value);
  const ordered = canSplit ? { ...params, [facts.order.field]: facts.order.value } : params;

  return paginate(
    windowState(ordered, positionOf(params, facts)),
    ({ params: current }) => send(current),
    {
      items,
      ...(total && { total }),
      next: (page, { params: current, read: before, last: lastBefore }, info) => {
        const following = next(page, current, info);
        const read = before + info.count;
        const last = info.count > 0 ? key((items(page) ?? [])[info.count - 1] as Item) : lastBefore;
        const fits = read + sizeOf(current, facts, info.count) <= facts.maximum;
        // A list that ends together with its window may have more items after it.
        if (fits || last === undefined || (following === undefined && !canSplit))
          return following && windowState(following, read, last);
        if (!canSplit) throw new RangeError(unreachableMessage(facts));
        return windowState(startAfter(ordered, last, facts), 0, last);
      },
    },
  );
}

function windowState<Params>(params: Params, read: number, last?: unknown): WindowState<Params> {
  return { params, read, last, toJSON: () => params };
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** The offset that the caller starts at; 0 for a cursor. */
function positionOf(params: unknown, { position }: WindowFacts): number {
  const given = Number(propertyOf(params, position) ?? 0);
  return Number.isSafeInteger(given) && given > 0 ? given : 0;
}

function sizeOf(params: unknown, { size }: WindowFacts, usual: number): number {
  const given = size === undefined ? undefined : propertyOf(params, size);
  return typeof given === "number" ? given : usual;
}

function startAfter<Params extends object>(
  params: Params,
  last: unknown,
  { position, filter }: WindowFacts,
): Params {
  const rest: Params = {
    ...params,
    [filter.field]: filterAfter(propertyOf(params, filter.field), last, filter),
  };
  Reflect.deleteProperty(rest, position);
  return rest;
}

function filterAfter(
  given: unknown,
  last: unknown,
  { each, add, value }: WindowFacts["filter"],
): unknown {
  if (value === undefined) return last;
  const one = { ...add, [value]: last };
  if (each === undefined) return [...arrayOf(given), one];
  const groups = arrayOf(given).length > 0 ? arrayOf(given) : [{}];
  return groups.map((group) => ({
    ...(group as object),
    [each]: [...arrayOf(propertyOf(group, each)), one],
  }));
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function unreachableMessage({ maximum, order }: WindowFacts): string {
  return `The service returns only the first ${maximum} items of a list. Leave out ${order.field} to read all of them in the order of their keys.`;
}
