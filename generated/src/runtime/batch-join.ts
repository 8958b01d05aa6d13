import type { BatchFacts, FieldPath } from "./batch-facts.js";
import type { Chunk } from "./batch-groups.js";
import { textOf, type Item } from "./batch-items.js";
import { member } from "./member.js";

/** What an answer says of its inputs. */
export interface Joined<Input> {
  readonly records: ReadonlyMap<Item<Input>, unknown>;
  readonly errors: ReadonlyMap<Item<Input>, unknown>;
  /** Errors that name no input. */
  readonly nameless: readonly unknown[];
}

/** Finds what each result and each error is about: by trace, then by key; what the service counts by position, by that. */
export function joinAnswer<Input>(
  facts: BatchFacts,
  chunk: Chunk<Input>,
  body: unknown,
): Joined<Input> {
  const names = nameItems(chunk);
  const records = new Map<Item<Input>, unknown>();
  const itemOf = resultJoiner(facts, chunk, names);
  for (const [key, result] of entriesAt(body, facts.results)) {
    const item = itemOf(result, key);
    if (item) records.set(item, result);
  }
  return { records, ...joinErrors(facts, chunk, entriesAt(body, facts.errors ?? []), names) };
}

/** The same for a rejection, which may name inputs in its own body or in a list of errors. */
export function joinRejection<Input>(
  facts: BatchFacts,
  chunk: Chunk<Input>,
  body: unknown,
): ReadonlyMap<Item<Input>, unknown> {
  const entries = facts.errors ? entriesAt(body, facts.errors) : [];
  return joinErrors(facts, chunk, [...entries, [undefined, body]], nameItems(chunk)).errors;
}

type Entry = readonly [key: string | undefined, value: unknown];

function joinErrors<Input>(
  facts: BatchFacts,
  chunk: Chunk<Input>,
  entries: readonly Entry[],
  names: Names<Input>,
) {
  const errors = new Map<Item<Input>, unknown>();
  const nameless: unknown[] = [];
  for (const [key, entry] of entries) {
    const items = itemsOfError(facts, chunk, names, entry, key);
    for (const item of items) if (!errors.has(item)) errors.set(item, entry);
    if (items.length === 0) nameless.push(entry);
  }
  // Only one input was asked about, so whatever is wrong is wrong with it.
  const [only, ...others] = chunk;
  if (only && others.length === 0 && nameless.length > 0 && errors.size === 0)
    errors.set(only, nameless[0]);
  return { errors, nameless };
}

interface Names<Input> {
  readonly byTrace: ReadonlyMap<string, Item<Input>>;
  readonly byKey: (key: unknown) => Item<Input> | undefined;
}

/** A trace that a caller gave to several inputs of one request tells none of them. Keys are not needed where every trace comes back. */
function nameItems<Input>(chunk: Chunk<Input>): Names<Input> {
  const byTrace = new Map<string, Item<Input>>();
  let traced = 0;
  for (const item of chunk) {
    if (item.trace === undefined) continue;
    traced++;
    byTrace.set(item.trace, item);
  }
  // The one that stands there came last, so each earlier one finds another in its place.
  if (byTrace.size < traced) {
    const twice = chunk.filter(
      (item) => item.trace !== undefined && byTrace.get(item.trace) !== item,
    );
    for (const { trace = "" } of twice) byTrace.delete(trace);
  }
  let keys: Map<string, Item<Input>> | undefined;
  return {
    byTrace,
    byKey(key) {
      keys ??= new Map(chunk.map((item) => [item.key, item]));
      return keys.get((textOf(key) ?? "").toLowerCase());
    },
  };
}

function resultJoiner<Input>(
  facts: BatchFacts,
  chunk: Chunk<Input>,
  { byTrace, byKey }: Names<Input>,
) {
  const tracePath = facts.resultTrace ?? (facts.trace === undefined ? undefined : [facts.trace]);
  // A record's own key may look like a value of the property that the inputs are named by, so that only the latter counts.
  const group = chunk[0]?.group ?? "";
  const keyPath =
    group === "" ? (facts.resultKey ?? [facts.key]) : [...(facts.resultProperties ?? []), group];
  return (result: unknown, key: string | undefined): Item<Input> | undefined => {
    const traced = tracePath && byTrace.get(textOf(firstAt(result, tracePath)) ?? "");
    return traced ?? byKey(key ?? firstAt(result, keyPath));
  };
}

function itemsOfError<Input>(
  facts: BatchFacts,
  chunk: Chunk<Input>,
  { byTrace, byKey }: Names<Input>,
  entry: unknown,
  key: string | undefined,
): readonly Item<Input>[] {
  const named = (path: FieldPath | undefined) => (path ? valuesAt(entry, path) : []);
  const keys = [key, ...named(facts.errorKeys)];
  return [
    ...named(facts.errorTraces).flatMap((trace) => byTrace.get(textOf(trace) ?? "") ?? []),
    ...keys.flatMap((name) => byKey(name) ?? []),
    ...named(facts.errorIndexes).flatMap((index) => chunk[Number(index)] ?? []),
  ];
}

/** A list's items, or a map's values with their keys. */
function entriesAt(body: unknown, path: FieldPath): readonly Entry[] {
  const found = path.reduce<unknown>(member, body);
  if (Array.isArray(found)) return found.map((value: unknown) => [undefined, value] as const);
  return typeof found === "object" && found !== null && path.length > 0
    ? Object.entries(found)
    : [];
}

/** The first of what stands at a path. */
function firstAt(root: unknown, path: FieldPath): unknown {
  const [name, ...deeper] = path;
  // One name is what most paths are, and this is asked for each of millions.
  const found =
    name !== undefined && deeper.length === 0 && !Array.isArray(root)
      ? member(root, name)
      : undefined;
  return textOf(found) ?? valuesAt(root, path)[0];
}

/** What stands at a path; lists on the way, and at its end, are taken apart. */
export function valuesAt(root: unknown, path: FieldPath): readonly unknown[] {
  return path.reduce<readonly unknown[]>(
    (found, name) => found.flatMap((value) => flat(member(value, name))),
    flat(root),
  );
}

function flat(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]).flatMap(flat) : [value];
}
