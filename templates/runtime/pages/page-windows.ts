import type { ApiPromise } from "../call/api-promise.js";
import { propertyOf } from "../values/objects.js";
import { paginate } from "./pages.js";
import type { PagePromise, PageRules } from "./pages.js";

/** How a service that reaches only so many items of a list is asked for those behind them. */
export interface WindowFacts {
  /** How many items can be reached without a new beginning. */
  readonly maximum: number;
  /** The parameter that takes the cursor or the position, and the one that says how many items a page holds. */
  readonly position: string;
  readonly size?: string;
  /** The parameter that says the order, and the value with which items come by their key, the lowest first. */
  readonly order: { readonly field: string; readonly value: unknown };
  /**
   * How to ask for items behind a key: `field` is the parameter that takes it or, with `add` and `value`, a list that gets one more filter,
   * whose property `value` is the key. With `each`, that list stands in this property of every item of `field`.
   */
  readonly filter: {
    readonly field: string;
    readonly each?: string;
    readonly add?: Readonly<Record<string, unknown>>;
    readonly value?: string;
  };
}

/** The rules of pages, and where an item has its key. */
export interface WindowRules<Params, Item, Page> extends PageRules<Params, Item, Page> {
  readonly key: (item: Item) => unknown;
}

/** Where a loop over windows stands. A request is told from another by its JSON, which is that of its parameters. */
interface Turning<Params> {
  readonly params: Params;
  /** How many items of this window have been read, and the key of the last one. */
  readonly read: number;
  readonly last: unknown;
  readonly toJSON: () => Params;
}

/**
 * Pages of a list in windows: when one is used up, the next begins behind the last item that was read. That needs the items in the order of
 * their key, so they are asked for in that order unless the caller wants another; then the list ends in an error where the window does.
 */
export function paginateWindows<Params extends object, Item, Page, Responses>(
  params: Params,
  send: (params: Params) => ApiPromise<Page, Responses>,
  { items, next, key, total }: WindowRules<Params, Item, Page>,
  facts: WindowFacts,
): PagePromise<Item, Page, Responses> {
  const asked = propertyOf(params, facts.order.field);
  const splits = saysNothing(asked) || JSON.stringify(asked) === JSON.stringify(facts.order.value);
  const ordered = splits ? { ...params, [facts.order.field]: facts.order.value } : params;

  return paginate(turning(ordered, positionOf(params, facts)), ({ params: current }) => send(current), {
    items,
    ...(total && { total }),
    next: (page, { params: current, read: before, last: lastBefore }, turn) => {
      const following = next(page, current, turn);
      const read = before + turn.count;
      const last = turn.count > 0 ? key((items(page) ?? [])[turn.count - 1] as Item) : lastBefore;
      const fits = read + sizeOf(current, facts, turn.count) <= facts.maximum;
      // A list that ends at the edge of its window may have been cut off there.
      if (fits || last === undefined || (following === undefined && !splits)) return following && turning(following, read, last);
      if (!splits) throw new RangeError(outOfReach(facts));
      return turning(behind(ordered, last, facts), 0, last);
    },
  });
}

function turning<Params>(params: Params, read: number, last?: unknown): Turning<Params> {
  return { params, read, last, toJSON: () => params };
}

function saysNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** Where a caller begins, as far as it is a number. */
function positionOf(params: unknown, { position }: WindowFacts): number {
  const given = Number(propertyOf(params, position) ?? 0);
  return Number.isSafeInteger(given) && given > 0 ? given : 0;
}

function sizeOf(params: unknown, { size }: WindowFacts, usual: number): number {
  const given = size === undefined ? undefined : propertyOf(params, size);
  return typeof given === "number" ? given : usual;
}

function behind<Params extends object>(params: Params, last: unknown, { position, filter }: WindowFacts): Params {
  const rest: Params = { ...params, [filter.field]: filterBehind(propertyOf(params, filter.field), last, filter) };
  Reflect.deleteProperty(rest, position);
  return rest;
}

function filterBehind(given: unknown, last: unknown, { each, add, value }: WindowFacts["filter"]): unknown {
  if (value === undefined) return last;
  const one = { ...add, [value]: last };
  if (each === undefined) return [...listOf(given), one];
  const groups = listOf(given).length > 0 ? listOf(given) : [{}];
  return groups.map((group) => ({ ...(group as object), [each]: [...listOf(propertyOf(group, each)), one] }));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function outOfReach({ maximum, order }: WindowFacts): string {
  return `The service reaches the first ${maximum} items of a list only. Leave out ${order.field} to read all of them in the order of their keys.`;
}
