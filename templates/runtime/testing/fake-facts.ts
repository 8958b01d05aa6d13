import type { BatchFacts, FieldPath } from "../batch-results/batch-facts.js";

/** A response before anything of the request is added. */
export interface ResponseTemplate {
  readonly status: number;
  /** Absent where the response has no body, or where its body is the record. */
  readonly body?: unknown;
  /** The properties of the body that contain the current time. */
  readonly times?: readonly string[];
}

/** An operation on one record, which a path parameter identifies. */
export interface FakeItem {
  readonly role: "get" | "update" | "replace" | "delete";
  readonly parameter: string;
  /** The query parameter that names the property which it is a value of, and the values that mean the record's own key. */
  readonly keyProperty?: string;
  readonly keyAliases?: readonly string[];
  /** Whether the response body is the record. */
  readonly record: boolean;
  readonly answer: ResponseTemplate;
  /** The response if there is no such record, and the path of its message. */
  readonly missing: ResponseTemplate;
  readonly errorMessage?: FieldPath;
}

/** An operation that returns records page by page. */
export interface FakeList {
  readonly role: "list" | "search";
  /** Where the parameters for the cursor and the page size are. */
  readonly in: "query" | "body";
  readonly cursor: string;
  readonly size?: string;
  readonly items: FieldPath;
  readonly next: FieldPath;
  readonly total?: FieldPath;
  readonly answer: ResponseTemplate;
}

type RequestFacts =
  "maximum" | "maximumWith" | "key" | "keyProperty" | "keyPropertyIn" | "keyAliases" | "trace";
type ResponseFacts = "results" | "resultTrace" | "errors" | "errorMessage" | ErrorReference;

/** How an error refers to its inputs. */
export type ErrorReference = "errorKeys" | "errorTraces" | "errorIndexes";

/** An operation on many records. `save-many` creates those that do not exist. */
export interface FakeBatch extends Pick<BatchFacts, RequestFacts | ResponseFacts> {
  readonly role: "read-many" | "update-many" | "save-many" | "delete-many";
  readonly inputs: FieldPath;
  /** The references of an error that are arrays. */
  readonly lists: readonly ErrorReference[];
  readonly answer: ResponseTemplate;
  /** The response if some records do not exist, and its error for them. */
  readonly partial: ResponseTemplate;
  readonly error: unknown;
  /** The response to a request that is rejected as a whole. */
  readonly refusal: ResponseTemplate;
}

export type FakeOperation = FakeItem | FakeList | FakeBatch;

/** What the description says about the records of a service and the operations on them. */
export interface FakeFacts {
  /** The path of a record's key; absent where only the key of the map identifies the record. */
  readonly key?: FieldPath;
  /** The path of the map with the values of key properties. */
  readonly properties?: FieldPath;
  /** The properties that every record has. */
  readonly blank: unknown;
  /** The properties with the time when the record was created or changed, and those of them that a change updates. */
  readonly times: readonly string[];
  readonly touched: readonly string[];
  readonly operations: Readonly<Record<string, FakeOperation>>;
}
