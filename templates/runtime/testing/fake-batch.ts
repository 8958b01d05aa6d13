import type { FakeBatch, ErrorReference } from "./fake-facts.js";
import type { FakeResponse, FakeStore, RecordReference } from "./fake-store.js";
import { valueAt, isObject, withValueAt, withMessage } from "./fake-values.js";
import { propertyOf } from "../values/objects.js";
import type { TestRequest } from "./test-fetch.js";

/** The outcome of one input. */
interface InputOutcome extends Readonly<Record<ErrorReference, unknown>> {
  /** The key of the record; undefined if there is no such record. */
  readonly key: string | undefined;
  readonly record: unknown;
}

/** Applies every input whose record exists, unless the whole request is rejected. */
export function respondToBatch(
  store: FakeStore,
  facts: FakeBatch,
  request: TestRequest,
): FakeResponse {
  const given = valueAt(request.body, facts.inputs);
  const inputs: readonly unknown[] = Array.isArray(given) ? given : [];
  const references = inputs.map((input) => referenceOf(facts, input, request));
  const fault = tooManyInputs(facts, inputs.length, request) ?? duplicateInput(references);
  if (fault !== undefined)
    return store.respond(facts.refusal, (body) => withMessage(body, facts.errorMessage, fault));
  const outcomes = inputs.map((input, index) =>
    applyInput(store, facts, references[index] ?? referenceOf(facts, input, request), input, index),
  );
  const missing = outcomes.filter(({ key }) => key === undefined);
  const done = outcomes.filter(({ key }) => key !== undefined);
  return store.respond(missing.length > 0 ? facts.partial : facts.answer, (body) =>
    withErrors(facts, withResults(facts, body, done), missing),
  );
}

function referenceOf(
  { key, keyProperty, keyPropertyIn }: FakeBatch,
  input: unknown,
  { body, url }: TestRequest,
): RecordReference {
  if (keyProperty === undefined) return { key: propertyOf(input, key), property: undefined };
  const shared = propertyOf(body, keyProperty) ?? url.searchParams.get(keyProperty);
  return {
    key: propertyOf(input, key),
    property: keyPropertyIn === "request" ? shared : propertyOf(input, keyProperty),
  };
}

function tooManyInputs(
  { maximum, maximumWith = [] }: FakeBatch,
  count: number,
  { body, url }: TestRequest,
): string | undefined {
  const lower = maximumWith.filter(({ field }) =>
    isGiven(propertyOf(body, field) ?? url.searchParams.get(field)),
  );
  const most = Math.min(maximum, ...lower.map((one) => one.maximum));
  return count > most ? `A request takes ${most} inputs at most, not ${count}.` : undefined;
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) || typeof value === "string"
    ? value.length > 0
    : value !== undefined && value !== null;
}

function duplicateInput(references: readonly RecordReference[]): string | undefined {
  const seen = new Set<string>();
  const duplicate = references.find(({ key, property }) => {
    const before = seen.size;
    return seen.add(JSON.stringify([String(key).toLowerCase(), property ?? ""])).size === before;
  });
  return duplicate && `Two inputs of the request name the same record: ${String(duplicate.key)}.`;
}

function applyInput(
  store: FakeStore,
  facts: FakeBatch,
  name: RecordReference,
  input: unknown,
  index: number,
): InputOutcome {
  const { role, trace } = facts;
  const errorTraces = trace === undefined ? undefined : propertyOf(input, trace);
  const key =
    store.find(name, facts.keyAliases) ?? (role === "save-many" ? String(name.key) : undefined);
  const writes = role === "update-many" || role === "save-many";
  const record =
    key !== undefined && writes
      ? store.write(key, changesOf(facts, input))
      : store.records.get(key ?? "");
  if (key !== undefined && role === "delete-many") store.records.delete(key);
  return { key, record, errorKeys: name.key, errorTraces, errorIndexes: index };
}

/** The properties of an input without those that identify the record. */
function changesOf({ key, keyProperty, trace }: FakeBatch, input: unknown): object {
  const identifying: readonly unknown[] = [key, keyProperty, trace];
  return Object.fromEntries(
    Object.entries(input ?? {}).filter(([name]) => !identifying.includes(name)),
  );
}

/** Adds the results, as an array or a map by key, each with the trace id of its input. */
function withResults(
  { results, resultTrace, trace }: FakeBatch,
  body: unknown,
  done: readonly InputOutcome[],
): unknown {
  const path = resultTrace ?? (trace === undefined ? [] : [trace]);
  const records = done.map(({ record, errorTraces: traceId }) =>
    traceId === undefined || path.length === 0 ? record : withValueAt(record, path, traceId),
  );
  const byKey = isObject(valueAt(body, results));
  return withValueAt(
    body,
    results,
    byKey ? Object.fromEntries(done.map(({ key }, index) => [key, records[index]])) : records,
  );
}

/** Adds one error for all missing records if it can name all of them, or else one for each. */
function withErrors(facts: FakeBatch, body: unknown, missing: readonly InputOutcome[]): unknown {
  const { errors, lists } = facts;
  if (errors === undefined || missing.length === 0) return body;
  const entry = (outcomes: readonly InputOutcome[]) => errorOf(facts, outcomes);
  if (isObject(valueAt(body, errors)))
    return withValueAt(
      body,
      errors,
      Object.fromEntries(missing.map((one) => [String(one.errorKeys), entry([one])])),
    );
  const references = errorReferences.filter((name) => facts[name] !== undefined);
  const together = references.length > 0 && references.every((name) => lists.includes(name));
  return withValueAt(
    body,
    errors,
    together ? [entry(missing)] : missing.map((one) => entry([one])),
  );
}

const errorReferences = [
  "errorKeys",
  "errorTraces",
  "errorIndexes",
] as const satisfies readonly ErrorReference[];

function errorOf(facts: FakeBatch, outcomes: readonly InputOutcome[]): unknown {
  const text = `There is no such record: ${outcomes.map(({ errorKeys }) => String(errorKeys)).join(", ")}.`;
  const withText = withMessage(facts.error, facts.errorMessage, text);
  return errorReferences.reduce<unknown>((entry, name) => {
    const values = outcomes.map((one) => one[name]).filter((value) => value !== undefined);
    const path = facts[name];
    if (path === undefined || values.length === 0) return entry;
    return withValueAt(entry, path, facts.lists.includes(name) ? values : values[0]);
  }, withText);
}
