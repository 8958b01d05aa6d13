import type { Json } from "../../load/tree/node.js";

/** The validated values of the `x-specloom-…` extensions. `docs/extensions.md` describes each as its user writes it. */

/** Property names that lead into a body: `["paging", "next", "after"]`, written `paging.next.after` in an overlay. */
export type FieldPath = readonly string[];

/** `x-specloom-pages`: how an operation is paginated. */
export type Pages = PaginationStyle & {
  /** Path to the items of a page; empty if the page itself is the array. */
  readonly items: FieldPath;
  /** Path to a boolean that is `false` on the last page. */
  readonly more?: FieldPath;
  /** Path to the total number of items. */
  readonly total?: FieldPath;
  /** The parameter, or property of the request body, that limits the items of a page. */
  readonly size?: string;
  readonly window?: PageWindow;
};

/** A paginated operation that returns at most `maximum` items in all, and how to request the items after those. */
export interface PageWindow {
  readonly maximum: number;
  /** Path to the key of an item. */
  readonly key: FieldPath;
  /** The parameter, or property of the request body, that sorts the items, and the value that sorts them by key. */
  readonly order: { readonly field: string; readonly value: Json };
  /** The input for the key after which to start: a parameter, or, with `value`, a filter that is added to an array of filters. */
  readonly filter: { readonly field: string; readonly each?: string; readonly add?: Json; readonly value?: string };
}

/**
 * How one page leads to the next. The extension names an input (a parameter, or a property of the request body) and gives paths as lists
 * of property names; the plan has the same styles with keys of `params` and with property accesses.
 */
export type PaginationStyle<Input = string, Path = FieldPath> =
  /** `input` takes the value that the previous page has at `next`. */
  | { readonly style: "cursor"; readonly input: Input; readonly next: Path }
  /** `input` takes the value that the last item of the previous page has at `key`. */
  | { readonly style: "last-item"; readonly input: Input; readonly key: Path }
  /** `input` takes the position of the page's first item; `first` is the position of the very first item. */
  | { readonly style: "offset"; readonly input: Input; readonly first: number }
  /** `input` takes the page number; `first` is the number of the first page, `pages` the path to the number of pages. */
  | { readonly style: "page"; readonly input: Input; readonly first: number; readonly pages?: Path }
  /** `next` is the path to the URL of the next page. */
  | { readonly style: "link"; readonly next: Path }
  /** The URL of the next page is in the `Link` header, with the relation `next` (RFC 8288). */
  | { readonly style: "link-header" };

/** `x-specloom-batch`: how many inputs a request may have, and how results and errors are matched to them. */
export interface Batch extends BatchPaths {
  /** Path to the array of inputs in the request body. */
  readonly inputs: FieldPath;
  /** Path to the results in the response body: an array, or an object by key. */
  readonly results: FieldPath;
  /** Path to the errors in the response body: an array, or an object by key. */
  readonly errors?: FieldPath;
  /** The property of an input that identifies the record. */
  readonly key: string;
  /** The property that selects which property of the record `key` refers to. */
  readonly keyProperty?: string;
  /** Whether `keyProperty` is a property of the request rather than of each input. */
  readonly keyPropertyIn?: "request";
  /** Values of `keyProperty` that select the record's own key. */
  readonly keyAliases?: readonly string[];
  /** The parameter, or property of the request body, that lists the properties of the record to return. */
  readonly requestedProperties?: string;
  /** The property of an input that the service repeats in its results and errors. */
  readonly trace?: string;
  readonly maximum: number;
  /** A lower maximum that applies while a field of the request is not empty. */
  readonly maximumWith?: readonly { readonly field: string; readonly maximum: number }[];
  readonly maximumBytes?: number;
  /** Path to the progress that a response reports, and the values that mean it is finished. */
  readonly status?: { readonly field: FieldPath; readonly done: readonly string[] };
  /** Path to the name of the exceeded limit in the body of a 429, and the seconds to wait for each limit. */
  readonly limit?: { readonly field: FieldPath; readonly waitSeconds: ReadonlyMap<string, number> };
  /** Status codes with which the service rejects the whole request because of one input. */
  readonly rejections?: readonly number[];
}

/** Paths below a result, and below an error or the body of a rejection. */
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
  /** Names of the response headers that report the current state of the limit. */
  readonly headers?: Readonly<Partial<Record<RateLimitHeader, string>>>;
}

/** What a response header can report about a limit, in the order in which it is emitted. */
export const rateLimitHeaders = ["limit", "remaining", "reset", "windowMilliseconds", "windowSeconds"] as const;
export type RateLimitHeader = (typeof rateLimitHeaders)[number];

/** `x-specloom-retry`, on the root or on an operation. */
export interface Retry {
  /** The name of the idempotency key header, by which the service recognizes a request that it has already received. */
  readonly idempotencyKey?: string;
  /** The operation is idempotent although its method is not, so it may be retried after a lost response. */
  readonly idempotent?: boolean;
  /** Status codes after which a request is retried. */
  readonly statuses?: readonly number[];
  /** The minimum wait before the next attempt in seconds, by status code. */
  readonly waitSeconds?: ReadonlyMap<number, number>;
  /** Responses that are not retried in spite of their status code: those whose body has one of `values` at `field`. */
  readonly never?: { readonly field: FieldPath; readonly values: readonly string[] };
}

/** `x-specloom-versions` of the root: the same operations under other path prefixes. */
export interface Versions {
  /** The version whose prefix the paths of the description have. */
  readonly defaultVersion: string;
  /** Path prefixes by version, in order of version. */
  readonly prefixes: ReadonlyMap<string, string>;
  /** What a caller should know about a version: until when it is supported, how it differs. */
  readonly notes?: ReadonlyMap<string, string>;
}
