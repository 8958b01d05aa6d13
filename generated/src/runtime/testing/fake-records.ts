import { respondToBatch } from "./fake-batch.js";
import type { FakeFacts, FakeItem, FakeList, FakeOperation } from "./fake-facts.js";
import { type FakeResponse, FakeStore } from "./fake-store.js";
import { valueAt, withValueAt, withMessage } from "./fake-values.js";
import { checkNumbers, wholeFrom } from "../values/check-numbers.js";
import { propertyOf } from "../values/objects.js";
import type { TestResponse, TestRequest } from "./test-fetch.js";

/** Records by key. Properties that every record has, and a seed lacks, are filled in. */
export interface FakeSeeds<Item> {
  readonly [key: string]: Partial<Item>;
}

export interface FakeOptions<Item> {
  /** How many items a page has if the request does not say. Default: 10. */
  readonly pageSize?: number | undefined;
  /** Whether a search finds a record. Default: it finds every record. */
  readonly matches?: ((record: Item, request: TestRequest) => boolean) | undefined;
  /** The service's clock. */
  readonly now?: (() => Date) | undefined;
}

/** A service in memory: its records, and handlers for the operations that read and change them. */
export interface FakeRecords<Item, Responses> {
  /** By key, as they are now. They can be read and changed directly. */
  readonly records: Map<string, Item>;
  /** For `mockFetch`, by the name of the operation. */
  readonly handlers: {
    readonly [Name in keyof Responses]: (request: TestRequest) => TestResponse<Responses[Name]>;
  };
}

/** Creates a service in memory. The types of its records and responses are those of the description; nothing checks them. */
export function createFakeRecords<Item, Responses>(
  facts: FakeFacts,
  seeds: FakeSeeds<Item>,
  { pageSize = 10, matches = () => true, now = () => new Date() }: FakeOptions<Item> = {},
): FakeRecords<Item, Responses> {
  checkNumbers({ pageSize }, { pageSize: wholeFrom(1) });
  const store = new FakeStore(facts, now);
  for (const [key, seed] of Object.entries(seeds)) store.write(key, seed);
  const respond = (operation: FakeOperation, request: TestRequest): FakeResponse => {
    if ("parameter" in operation) return respondToItem(store, operation, request);
    if ("inputs" in operation) return respondToBatch(store, operation, request);
    const all = [...store.records.values()];
    const found =
      operation.role === "list" ? all : all.filter((record) => matches(record as Item, request));
    return respondWithPage(store, operation, request, found, pageSize);
  };
  const handlers = Object.entries(facts.operations).map(([name, operation]) => [
    name,
    (request: TestRequest) => respond(operation, request),
  ]);
  return {
    records: store.records as Map<string, Item>,
    handlers: Object.fromEntries(handlers) as FakeRecords<Item, Responses>["handlers"],
  };
}

function respondToItem(
  store: FakeStore,
  facts: FakeItem,
  { path, url, body }: TestRequest,
): FakeResponse {
  const name = path.get(facts.parameter);
  const property = facts.keyProperty === undefined ? null : url.searchParams.get(facts.keyProperty);
  const key = store.find({ key: name, property }, facts.keyAliases);
  if (key === undefined)
    return store.respond(facts.missing, (body) =>
      withMessage(body, facts.errorMessage, `There is no such record: ${name}.`),
    );
  const record = applyOperation(store, facts.role, key, body);
  return facts.record ? { status: facts.answer.status, body: record } : store.respond(facts.answer);
}

/** Applies the operation, and gives the record after it, or before it if it was deleted. */
function applyOperation(
  store: FakeStore,
  role: FakeItem["role"],
  key: string,
  body: unknown,
): unknown {
  const record = store.records.get(key);
  if (role === "update") return store.write(key, body);
  if (role === "replace") return store.replace(key, body);
  if (role === "delete") store.records.delete(key);
  return record;
}

/** The cursor of a page is the position of its first record. */
function respondWithPage(
  store: FakeStore,
  { in: place, cursor, size, items, next, total, answer }: FakeList,
  { url, body }: TestRequest,
  found: readonly unknown[],
  pageSize: number,
): FakeResponse {
  const given = (name: string) =>
    Number((place === "query" ? url.searchParams.get(name) : propertyOf(body, name)) ?? 0);
  const start = given(cursor) || 0;
  const end = start + ((size !== undefined && given(size)) || pageSize);
  return store.respond(answer, (blank) => {
    const page = withValueAt(blank, items, found.slice(start, end));
    const counted = total === undefined ? page : withValueAt(page, total, found.length);
    if (end < found.length) return withValueAt(counted, next, String(end));
    return valueAt(counted, next) === undefined ? counted : withValueAt(counted, next, null);
  });
}
