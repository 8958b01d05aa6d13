import type { BatchFacts, FieldPath } from "./batch-facts.js";
import type { Chunk } from "./pending-requests.js";
import { textOf } from "./batch-items.js";
import { propertyOf } from "../values/objects.js";

/** What an answer says of its inputs, by their position in the request; undefined where it says nothing. */
export interface Joined {
  readonly records: readonly unknown[];
  readonly errors: readonly unknown[];
  /** Errors that name no input. */
  readonly nameless: readonly unknown[];
}

/** Finds what each result and each error is about: by trace, then by key; what the service counts by position, by that. */
export function joinAnswer<Input>(facts: BatchFacts, chunk: Chunk<Input>, body: unknown): Joined {
  const names = new Names(chunk);
  const records = new Array<unknown>(chunk.length);
  const positionOf = resultJoiner(facts, chunk, names);
  eachAt(body, facts.results, (result, key, order) => {
    const position = positionOf(result, key, order);
    if (position !== undefined) records[position] = result;
  });
  return { records, ...joinErrors(facts, facts.errors ? [[body, facts.errors]] : [], names) };
}

/** The same for a rejection, which may name inputs in its own body or in a list of errors. */
export function joinRejection<Input>(facts: BatchFacts, chunk: Chunk<Input>, body: unknown): readonly unknown[] {
  const places: Places = facts.errors ? [[body, facts.errors]] : [];
  return joinErrors(facts, [...places, [[body], []]], new Names(chunk)).errors;
}

/** Where errors stand: a list or a map at a path of a value. */
type Places = readonly (readonly [root: unknown, path: FieldPath])[];

function joinErrors(facts: BatchFacts, places: Places, names: Names<unknown>) {
  const errors = new Array<unknown>(names.chunk.length);
  const nameless: unknown[] = [];
  for (const [root, path] of places)
    eachAt(root, path, (entry, key) => {
      const positions = positionsOfError(facts, names, entry, key);
      for (const position of positions) errors[position] ??= entry;
      if (positions.length === 0) nameless.push(entry);
    });
  // Only one input was asked about, so whatever is wrong is wrong with it.
  if (names.chunk.length === 1) errors[0] ??= nameless[0];
  return { errors, nameless };
}

/** The positions of a request's inputs by what services call them. Neither map is made where every trace comes back in order. */
class Names<Input> {
  readonly chunk: Chunk<Input>;
  #traces: Map<string, number> | undefined;
  #keys: Map<string, number> | undefined;

  constructor(chunk: Chunk<Input>) {
    this.chunk = chunk;
  }

  /** @param likely - A position that is worth a look first. Our own traces are unlike all others, so there it is the right one. */
  byTrace(trace: unknown, likely = -1): number | undefined {
    const text = textOf(trace);
    if (text === undefined) return undefined;
    const item = this.chunk[likely];
    if (item?.ownTrace && item.trace === text) return likely;
    return (this.#traces ??= positionsByTrace(this.chunk)).get(text);
  }

  byKey(key: unknown): number | undefined {
    this.#keys ??= new Map(this.chunk.map((item, position) => [item.key, position]));
    return this.#keys.get((textOf(key) ?? "").toLowerCase());
  }
}

/** A trace that a caller gave to several inputs of one request tells none of them. */
function positionsByTrace(chunk: Chunk<unknown>): Map<string, number> {
  const positions = new Map<string, number>();
  const twice = new Set<string>();
  for (const [position, { trace }] of chunk.entries()) {
    if (trace === undefined) continue;
    if (positions.has(trace)) twice.add(trace);
    positions.set(trace, position);
  }
  for (const trace of twice) positions.delete(trace);
  return positions;
}

function resultJoiner(facts: BatchFacts, chunk: Chunk<unknown>, names: Names<unknown>) {
  const tracePath = facts.resultTrace ?? (facts.trace === undefined ? undefined : [facts.trace]);
  // A record's own key may look like a value of the property that the inputs are named by, so that only the latter counts.
  const group = chunk[0]?.group ?? "";
  const keyPath = group === "" ? (facts.resultKey ?? [facts.key]) : [...(facts.resultProperties ?? []), group];
  const last = chunk.length - 1;
  let reversed = false;
  /** Most services keep the order of the inputs, and some turn it round. */
  return (result: unknown, key: string | undefined, order: number): number | undefined => {
    if (tracePath) {
      const trace = firstAt(result, tracePath);
      const likely = reversed ? last - order : order;
      const traced = names.byTrace(trace, likely);
      if (traced !== undefined) {
        reversed = traced === last - order && traced !== order;
        return traced;
      }
    }
    return names.byKey(key ?? firstAt(result, keyPath));
  };
}

function positionsOfError(facts: BatchFacts, names: Names<unknown>, entry: unknown, key: string | undefined): readonly number[] {
  const named = (path: FieldPath | undefined) => (path ? valuesAt(entry, path) : []);
  const keys = [key, ...named(facts.errorKeys)];
  return [
    ...named(facts.errorTraces).flatMap((trace) => names.byTrace(trace) ?? []),
    ...keys.flatMap((name) => names.byKey(name) ?? []),
    ...named(facts.errorIndexes).flatMap((index) => indexIn(names.chunk, index)),
  ];
}

function indexIn({ length }: Chunk<unknown>, value: unknown): readonly number[] {
  const index = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof index === "number" && Number.isInteger(index) && index >= 0 && index < length ? [index] : [];
}

/** Visits a list's items, or a map's values with their keys. */
function eachAt(root: unknown, path: FieldPath, visit: (value: unknown, key: string | undefined, order: number) => void): void {
  const found = path.reduce<unknown>(propertyOf, root);
  if (Array.isArray(found)) found.forEach((value: unknown, order) => visit(value, undefined, order));
  else if (typeof found === "object" && found !== null)
    Object.entries(found).forEach(([key, value], order) => visit(value, key, order));
}

/** The first of what stands at a path. */
function firstAt(root: unknown, path: FieldPath): unknown {
  const [name, ...deeper] = path;
  // One name is what most paths are, and this is asked for each of millions.
  const found = name !== undefined && deeper.length === 0 && !Array.isArray(root) ? propertyOf(root, name) : undefined;
  return textOf(found) ?? valuesAt(root, path)[0];
}

/** What stands at a path; lists on the way, and at its end, are taken apart. */
export function valuesAt(root: unknown, path: FieldPath): readonly unknown[] {
  return path.reduce<readonly unknown[]>((found, name) => found.flatMap((value) => flat(propertyOf(value, name))), flat(root));
}

function flat(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]).flatMap(flat) : [value];
}
