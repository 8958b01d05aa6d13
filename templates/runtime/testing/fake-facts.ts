import type { BatchFacts, FieldPath } from "../batch-results/batch-facts.js";

/** An answer without what a request adds to it. */
export interface FakeAnswer {
  readonly status: number;
  /** Absent where the answer has no body, or where its body is the record. */
  readonly body?: unknown;
  /** The properties of the body that tell the time. */
  readonly times?: readonly string[];
}

/** An operation on one record, which a path parameter names. */
export interface FakeItem {
  readonly role: "get" | "update" | "replace" | "delete";
  readonly parameter: string;
  /** The query parameter that says which property it is a value of, and the values that mean the record's own key. */
  readonly keyProperty?: string;
  readonly keyAliases?: readonly string[];
  /** The answer's body is the record. */
  readonly record: boolean;
  readonly answer: FakeAnswer;
  /** The answer where there is no such record, and where it says so. */
  readonly missing: FakeAnswer;
  readonly errorMessage?: FieldPath;
}

/** An operation that gives records page by page. */
export interface FakeList {
  readonly role: "list" | "search";
  /** Where the cursor and the size of a page stand. */
  readonly in: "query" | "body";
  readonly cursor: string;
  readonly size?: string;
  readonly items: FieldPath;
  readonly next: FieldPath;
  readonly total?: FieldPath;
  readonly answer: FakeAnswer;
}

type RequestFacts = "maximum" | "maximumWith" | "key" | "keyProperty" | "keyPropertyIn" | "keyAliases" | "trace";
type ResponseFacts = "results" | "resultTrace" | "errors" | "errorMessage" | ErrorReference;

/** What an error may name its inputs by. */
export type ErrorReference = "errorKeys" | "errorTraces" | "errorIndexes";

/** An operation on many records. `save` makes those that are not there. */
export interface FakeBatch extends Pick<BatchFacts, RequestFacts | ResponseFacts> {
  readonly role: "read-many" | "update-many" | "save-many" | "delete-many";
  readonly inputs: FieldPath;
  /** Which of the paths below an error lead to lists. */
  readonly lists: readonly ErrorReference[];
  readonly answer: FakeAnswer;
  /** The answer where some records are not there, and what it says of them. */
  readonly partial: FakeAnswer;
  readonly error: unknown;
  /** The answer to a request that is refused as a whole. */
  readonly refusal: FakeAnswer;
}

export type FakeOperation = FakeItem | FakeList | FakeBatch;

/** What is known about the records of a service and about the operations on them. */
export interface FakeFacts {
  /** Where a record holds its key; absent where only the map does in which it stands. */
  readonly key?: FieldPath;
  /** Where it holds the values of key properties. */
  readonly properties?: FieldPath;
  /** What every record has, whatever a test says of it. */
  readonly blank: unknown;
  /** The properties that tell when the record was made or changed, and of these the ones that a change moves. */
  readonly times: readonly string[];
  readonly touched: readonly string[];
  readonly operations: Readonly<Record<string, FakeOperation>>;
}
