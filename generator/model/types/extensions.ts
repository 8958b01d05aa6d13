import type { Json } from "../../load/tree/node.js";

/**
 * What the vendor-neutral extensions say, validated. `docs/extensions.md` describes each as its user writes it.
 * A path into a body is a list of property names: `["paging", "next", "after"]`, written `paging.next.after` in an overlay.
 */

export type FieldPath = readonly string[];

/** `x-specloom-pages`: how an operation's results continue. */
export type Pages = PageStyle & {
  /** Where a page holds its items; empty where the page is the list. */
  readonly items: FieldPath;
  /** Where a page says whether another one follows; `false` ends. */
  readonly more?: FieldPath;
  /** Where a page says how many items there are in all. */
  readonly total?: FieldPath;
  /** The parameter, or body field, that says how many items a page may hold. */
  readonly size?: string;
  readonly window?: PageWindow;
};

/** A list that reaches only so many items, and how it goes on behind the last of them. */
export interface PageWindow {
  readonly maximum: number;
  /** The key of an item. */
  readonly key: FieldPath;
  /** The parameter, or body field, that says the order, and the value by which items come in the order of their keys. */
  readonly order: { readonly field: string; readonly value: Json };
  /** What takes the key behind which to begin: a parameter, or, with `value`, a filter that is added to a list. */
  readonly filter: { readonly field: string; readonly each?: string; readonly add?: Json; readonly value?: string };
}

export type PageStyle =
  /** `cursor` is the parameter, or body field, that takes what the page before holds at `next`. */
  | { readonly style: "cursor"; readonly cursor: string; readonly next: FieldPath }
  /** `offset` takes the position of the page's first item; `first` is that of the first item of all. */
  | { readonly style: "offset"; readonly offset: string; readonly first: number }
  /** `page` takes the number of the page, and the answer may say at `pages` how many there are. */
  | { readonly style: "page"; readonly page: string; readonly first: number; readonly pages?: FieldPath }
  /** At `next` stands the address of the next page. */
  | { readonly style: "link"; readonly next: FieldPath }
  /** The header `Link` holds it, RFC 8288, under the relation `next`. */
  | { readonly style: "link-header" };

/** `x-specloom-batch`: which inputs a request may carry and how results and errors are joined to them. */
export interface Batch extends BatchPaths {
  /** The list of inputs in the request. */
  readonly inputs: FieldPath;
  /** The results in the answer: a list, or a map by key. */
  readonly results: FieldPath;
  /** The errors in the answer: a list, or a map by key. */
  readonly errors?: FieldPath;
  /** Field of an input that names the record. */
  readonly key: string;
  /** Field that says which property `key` is a value of. */
  readonly keyProperty?: string;
  /** Where that stands: in the request, unless in each input. */
  readonly keyPropertyIn?: "request";
  /** Values of `keyProperty` that mean the record's own key. */
  readonly keyAliases?: readonly string[];
  /** Field that a caller may fill and the service repeats. */
  readonly trace?: string;
  readonly maximum: number;
  /** A lower maximum while a field of the request is not empty. */
  readonly maximumWith?: readonly { readonly field: string; readonly maximum: number }[];
  readonly maximumBytes?: number;
  /** Where an answer says how far the service got, and the values that mean all the way. */
  readonly status?: { readonly field: FieldPath; readonly done: readonly string[] };
  /** Where the body of a 429 names the limit that was met, and the seconds to wait after each. */
  readonly limit?: { readonly field: FieldPath; readonly waitSeconds: ReadonlyMap<string, number> };
  /** Statuses with which a whole request is refused for one of its inputs, nothing done. */
  readonly rejections?: readonly number[];
}

/** What is said below a result, and below an error or the body of a rejection. */
export type BatchPaths = { readonly [Name in BatchPathName]?: FieldPath };

export const resultPathNames = ["resultKey", "resultTrace", "resultProperties"] as const;
export const errorPathNames = [
  "errorKeys",
  "errorTraces",
  "errorIndexes",
  "errorCategory",
  "errorMessage",
  "errorProperty",
] as const;

export type BatchPathName = (typeof resultPathNames)[number] | (typeof errorPathNames)[number];

/** `x-specloom-rate-limit`: at most `requests` in `windowSeconds`, shared by every operation that names the same bucket. */
export interface RateLimit {
  readonly bucket: string;
  readonly requests: number;
  readonly windowSeconds: number;
  /** The headers in which answers tell the limit as it stands, by what they tell. */
  readonly headers?: Readonly<Partial<Record<RateLimitHeader, string>>>;
}

/** What a header can tell about a limit; in the order in which it is written. */
export const rateLimitHeaders = ["limit", "remaining", "reset", "windowMilliseconds", "windowSeconds"] as const;
export type RateLimitHeader = (typeof rateLimitHeaders)[number];

/** `x-specloom-retry`, on the root or on an operation. */
export interface Retry {
  /** The header that takes a key of the call's own, by which the service knows a request that it has seen before. */
  readonly idempotencyKey?: string;
  /** The operation may be sent again after a lost answer although its method alone does not promise it. */
  readonly idempotent?: boolean;
  /** Statuses after which a request is sent again. */
  readonly statuses?: readonly number[];
  /** The least wait before the next attempt, by status, in seconds. */
  readonly waitSeconds?: ReadonlyMap<number, number>;
  /** A 429 (or another status) whose body says so is final: where `field` holds one of `values`. */
  readonly never?: { readonly field: FieldPath; readonly values: readonly string[] };
}

/** `x-specloom-versions` of the root: the same operations under other path prefixes. */
export interface Versions {
  /** The version whose prefix the description's own paths have; the client's default. */
  readonly defaultVersion: string;
  /** In order of name. */
  readonly prefixes: ReadonlyMap<string, string>;
}
