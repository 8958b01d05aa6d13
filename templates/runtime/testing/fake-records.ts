import { answerBatch } from "./fake-batch.js";
import type { FakeFacts, FakeItem, FakeList, FakeOperation } from "./fake-facts.js";
import { type FakeResponse, FakeStore } from "./fake-store.js";
import { valueAt, withValueAt, withMessage } from "./fake-values.js";
import { propertyOf } from "../values/objects.js";
import type { TestAnswer, TestRequest } from "./test-fetch.js";

/** Records by key. What one lacks of what the service always gives is filled in. */
export interface FakeSeeds<Item> {
  readonly [key: string]: Partial<Item>;
}

export interface FakeOptions<Item> {
  /** How many items a page holds where the request does not say. Default: 10. */
  readonly pageSize?: number | undefined;
  /** Whether a search finds a record. Default: it finds all. */
  readonly matches?: ((record: Item, request: TestRequest) => boolean) | undefined;
  /** The service's clock. */
  readonly now?: (() => Date) | undefined;
}

/** A service in memory: its records, and how it answers the operations that read and change them. */
export interface FakeRecords<Item, Answers> {
  /** By key, as they are now. Look at them and change them as you please. */
  readonly records: Map<string, Item>;
  /** For `mockFetch`, by the name of the operation. */
  readonly handlers: { readonly [Name in keyof Answers]: (request: TestRequest) => TestAnswer<Answers[Name]> };
}

/** Makes a service. It takes the description's word for what its records and its answers are. */
export function createFakeRecords<Item, Answers>(
  facts: FakeFacts,
  seeds: FakeSeeds<Item>,
  { pageSize = 10, matches = () => true, now = () => new Date() }: FakeOptions<Item> = {},
): FakeRecords<Item, Answers> {
  const store = new FakeStore(facts, now);
  for (const [key, seed] of Object.entries(seeds)) store.write(key, seed);
  const answer = (operation: FakeOperation, request: TestRequest): FakeResponse => {
    if ("parameter" in operation) return answerItem(store, operation, request);
    if ("inputs" in operation) return answerBatch(store, operation, request);
    const all = [...store.records.values()];
    const found = operation.role === "list" ? all : all.filter((record) => matches(record as Item, request));
    return answerPage(store, operation, request, found, pageSize);
  };
  const handlers = Object.entries(facts.operations).map(([name, operation]) => [
    name,
    (request: TestRequest) => answer(operation, request),
  ]);
  return {
    records: store.records as Map<string, Item>,
    handlers: Object.fromEntries(handlers) as FakeRecords<Item, Answers>["handlers"],
  };
}

function answerItem(store: FakeStore, facts: FakeItem, { path, url, body }: TestRequest): FakeResponse {
  const name = path.get(facts.parameter);
  const property = facts.keyProperty === undefined ? null : url.searchParams.get(facts.keyProperty);
  const key = store.find({ key: name, property }, facts.keyAliases);
  if (key === undefined)
    return store.answer(facts.missing, (said) => withMessage(said, facts.errorMessage, `There is no such record: ${name}.`));
  const record = applyOperation(store, facts.role, key, body);
  return facts.record ? { status: facts.answer.status, body: record } : store.answer(facts.answer);
}

/** The record as it is afterwards, or as it was where it is gone. */
function applyOperation(store: FakeStore, role: FakeItem["role"], key: string, body: unknown): unknown {
  const record = store.records.get(key);
  if (role === "update") return store.write(key, body);
  if (role === "replace") return store.replace(key, body);
  if (role === "delete") store.records.delete(key);
  return record;
}

/** A cursor is the position of the first record of its page. */
function answerPage(
  store: FakeStore,
  { in: place, cursor, size, items, next, total, answer }: FakeList,
  { url, body }: TestRequest,
  found: readonly unknown[],
  pageSize: number,
): FakeResponse {
  const given = (name: string) => Number((place === "query" ? url.searchParams.get(name) : propertyOf(body, name)) ?? 0);
  const start = given(cursor) || 0;
  const end = start + ((size !== undefined && given(size)) || pageSize);
  return store.answer(answer, (blank) => {
    const page = withValueAt(blank, items, found.slice(start, end));
    const counted = total === undefined ? page : withValueAt(page, total, found.length);
    if (end < found.length) return withValueAt(counted, next, String(end));
    return valueAt(counted, next) === undefined ? counted : withValueAt(counted, next, null);
  });
}
