import type { BatchFacts, FieldPath } from "./batch-facts.js";
import { foldKey, identifierText } from "./identifiers.js";
import type { Chunk } from "./pending-requests.js";
import { isPlainObject, propertyOf } from "../values/objects.js";

/** The results and the errors of a response by the position of the input in the request; undefined for an input without one. */
export interface MatchedResponse {
  readonly records: readonly unknown[];
  readonly errors: readonly unknown[];
  /** Errors that name no input of the request. */
  readonly unmatchedErrors: readonly unknown[];
}

/**
 * Finds the input of each result and of each error: by trace id, then by key, and for errors by position, too. A service may repeat what it
 * said of other requests; so what has another trace id than an input is not about it, although it has its key, and what has a trace id of the
 * caller's, who may use one more than once, is not about an input with another key.
 */
export function matchResponse<Input>(
  facts: BatchFacts,
  chunk: Chunk<Input>,
  body: unknown,
): MatchedResponse {
  const inputs = new InputIndex(chunk);
  const records = new Array<unknown>(chunk.length);
  const matcher = resultMatcher(facts, chunk, inputs);
  let unidentified: unknown;
  let count = 0;
  visitEntries(body, facts.results, (result, key, order) => {
    if (result === null) return;
    const position = matcher.positionOf(result, key, order);
    if (position !== undefined) records[position] = result;
    else if (!matcher.isIdentified(result, key)) unidentified = result;
    count++;
  });
  // With one input in the request, the only result is that input's, unless it names another.
  if (chunk.length === 1 && count === 1) records[0] ??= unidentified;
  return { records, ...matchErrors(facts, facts.errors ? [[body, facts.errors]] : [], inputs) };
}

/** The same for a rejected request, whose body may name inputs by itself or in a list of errors. */
export function matchRejection<Input>(
  facts: BatchFacts,
  chunk: Chunk<Input>,
  body: unknown,
): readonly unknown[] {
  const places: ErrorPlaces = facts.errors ? [[body, facts.errors]] : [];
  return matchErrors(facts, [...places, [[body], []]], new InputIndex(chunk)).errors;
}

/** Where errors are: an array or a map at a path of a value. */
type ErrorPlaces = readonly (readonly [root: unknown, path: FieldPath])[];

function matchErrors(facts: BatchFacts, places: ErrorPlaces, inputs: InputIndex<unknown>) {
  const errors = new Array<unknown>(inputs.chunk.length);
  const unmatchedErrors: unknown[] = [];
  for (const [root, path] of places)
    visitEntries(root, path, (entry, key) => {
      if (isBlank(entry)) return;
      const positions = positionsOfError(facts, inputs, entry, key);
      for (const position of positions) errors[position] ??= entry;
      if (positions.length === 0) unmatchedErrors.push(entry);
    });
  // With one input in the request, every error is about that input, unless it names another.
  if (inputs.chunk.length === 1)
    errors[0] ??= unmatchedErrors.find(
      (entry) => !inputs.isTracedElsewhere(0, traceIdsOfError(entry, facts)),
    );
  return { errors, unmatchedErrors };
}

/** Finds the positions of a request's inputs. The maps are made when they are needed: not where every trace id is returned in order. */
class InputIndex<Input> {
  readonly chunk: Chunk<Input>;
  #traceIds: Map<string, number> | undefined;
  #keys: Map<string, number> | undefined;
  #resultKeys: Map<string, number> | undefined;

  constructor(chunk: Chunk<Input>) {
    this.chunk = chunk;
  }

  /** @param likely - A position to try first. A trace id of the run's own is unique, so a match there is right. */
  byTraceId(traceId: unknown, likely = -1): number | undefined {
    const text = identifierText(traceId);
    if (text === undefined) return undefined;
    const item = this.chunk[likely];
    if (item?.hasOwnTraceId && item.traceId === text) return likely;
    return (this.#traceIds ??= positionsByTraceId(this.chunk)).get(foldKey(text));
  }

  /** Whether an input that a trace id names has none of these keys, though there are some. A trace id of the run's own is unique. */
  isKeyedElsewhere(position: number, keys: readonly unknown[]): boolean {
    const item = this.chunk[position];
    if (!item || item.hasOwnTraceId) return false;
    const texts = keys.flatMap((key) => identifierText(key) ?? []);
    const own = [item.key, ...(item.newKeys ?? [])];
    return texts.length > 0 && !texts.some((text) => own.includes(foldKey(text)));
  }

  /** Whether trace ids, of a result or of an error, are there and name other inputs than the one at this position. */
  isTracedElsewhere(position: number, traceIds: readonly unknown[]): boolean {
    const own = this.chunk[position]?.traceId;
    const texts = traceIds.flatMap((traceId) => identifierText(traceId) ?? []);
    return (
      own !== undefined && texts.length > 0 && !texts.some((text) => foldKey(text) === foldKey(own))
    );
  }

  /** An error names an input by the key that was sent. */
  byKey(key: unknown): number | undefined {
    this.#keys ??= positionsByKey(this.chunk, (item) => [item.key]);
    return this.#keys.get(foldKey(identifierText(key) ?? ""));
  }

  /** A result is the record as it is afterwards, so it has the new key of an input that changes it. */
  byResultKey(key: unknown): number | undefined {
    this.#resultKeys ??= positionsByKey(this.chunk, ({ key: sent, newKeys }) =>
      newKeys ? [sent, ...newKeys] : [sent],
    );
    return this.#resultKeys.get(foldKey(identifierText(key) ?? ""));
  }
}

/** A trace id that the caller gave to several inputs of one request identifies none of them. */
function positionsByTraceId(chunk: Chunk<unknown>): Map<string, number> {
  return positionsByKey(chunk, ({ traceId }) => (traceId === undefined ? [] : [foldKey(traceId)]));
}

/** What several inputs have identifies none of them. */
function positionsByKey(
  chunk: Chunk<unknown>,
  keysOf: (item: Chunk<unknown>[number]) => readonly string[],
): Map<string, number> {
  const positions = new Map<string, number>();
  const duplicates = new Set<string>();
  for (const [position, item] of chunk.entries())
    for (const key of keysOf(item)) {
      if ((positions.get(key) ?? position) !== position) duplicates.add(key);
      positions.set(key, position);
    }
  for (const key of duplicates) positions.delete(key);
  return positions;
}

function resultMatcher(facts: BatchFacts, chunk: Chunk<unknown>, inputs: InputIndex<unknown>) {
  const tracePath = facts.resultTrace ?? (facts.trace === undefined ? undefined : [facts.trace]);
  // Where inputs are identified by another property, a record's own key may equal a value of that property, so it is not looked at.
  const group = chunk[0]?.group ?? "";
  const keyPath =
    group === "" ? (facts.resultKey ?? [facts.key]) : [...(facts.resultProperties ?? []), group];
  const last = chunk.length - 1;
  let reversed = false;
  /** Most services return results in the order of the inputs, and some in the reverse order. */
  const positionOf = (
    result: unknown,
    key: string | undefined,
    order: number,
  ): number | undefined => {
    const traceId = tracePath && firstAt(result, tracePath);
    const traced = inputs.byTraceId(traceId, reversed ? last - order : order);
    if (traced !== undefined && chunk[traced]?.hasOwnTraceId) {
      reversed = traced === last - order && traced !== order;
      return traced;
    }
    const name = key ?? firstAt(result, keyPath);
    if (traced !== undefined && !inputs.isKeyedElsewhere(traced, [name])) return traced;
    const keyed = inputs.byResultKey(name);
    return keyed === undefined || inputs.isTracedElsewhere(keyed, [traceId]) ? undefined : keyed;
  };
  /** Whether a result names any record, or is no record at all. */
  const isIdentified = (result: unknown, key: string | undefined): boolean =>
    key !== undefined ||
    !isPlainObject(result) ||
    Object.keys(result).length === 0 ||
    [keyPath, tracePath ?? []].some((path) => path.length > 0 && valuesAt(result, path).length > 0);
  return { positionOf, isIdentified };
}

function positionsOfError(
  facts: BatchFacts,
  inputs: InputIndex<unknown>,
  entry: unknown,
  key: string | undefined,
): readonly number[] {
  const valuesOf = (path: FieldPath | undefined) => (path ? valuesAt(entry, path) : []);
  const traceIds = traceIdsOfError(entry, facts);
  const keys = [key, ...valuesOf(facts.errorKeys)];
  const byTraceId = traceIds.flatMap((traceId) => inputs.byTraceId(traceId) ?? []);
  const byOtherNames = [
    ...keys.flatMap((name) => inputs.byKey(name) ?? []),
    ...valuesOf(facts.errorIndexes).flatMap((index) => validIndex(inputs.chunk, index)),
  ];
  return [
    ...byTraceId.filter((position) => !inputs.isKeyedElsewhere(position, keys)),
    ...byOtherNames.filter((position) => !inputs.isTracedElsewhere(position, traceIds)),
  ];
}

/** Whether an error says nothing: a map may have every key, those without errors with `null` or an empty list. */
function isBlank(entry: unknown): boolean {
  return typeof entry === "object"
    ? Object.values(entry ?? {}).every(isBlank)
    : entry === undefined || entry === "";
}

function traceIdsOfError(entry: unknown, { errorTraces }: BatchFacts): readonly unknown[] {
  return errorTraces ? valuesAt(entry, errorTraces) : [];
}

function validIndex({ length }: Chunk<unknown>, value: unknown): readonly number[] {
  const index = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof index === "number" && Number.isInteger(index) && index >= 0 && index < length
    ? [index]
    : [];
}

/** Visits the items of an array, or the values of a map with their keys. */
function visitEntries(
  root: unknown,
  path: FieldPath,
  visit: (value: unknown, key: string | undefined, order: number) => void,
): void {
  const found = path.reduce<unknown>(propertyOf, root);
  if (Array.isArray(found))
    found.forEach((value: unknown, order) => visit(value, undefined, order));
  else if (typeof found === "object" && found !== null)
    Object.entries(found).forEach(([key, value], order) => visit(value, key, order));
}

/** The first of the values at a path. */
function firstAt(root: unknown, path: FieldPath): unknown {
  const [name] = path;
  // Most paths have one name; the general way is slower, and this runs for each of millions of results.
  const found =
    name !== undefined && path.length === 1 && !Array.isArray(root)
      ? propertyOf(root, name)
      : undefined;
  return identifierText(found) ?? valuesAt(root, path)[0];
}

/** The values at a path. Arrays on the way and at the end are flattened. */
export function valuesAt(root: unknown, path: FieldPath): readonly unknown[] {
  return path.reduce<readonly unknown[]>(
    (found, name) => found.flatMap((value) => flatten(propertyOf(value, name))),
    flatten(root),
  );
}

function flatten(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]).flatMap(flatten) : [value];
}
