import { jsonpath, type JSONPathQuery } from "json-p3";
import type { Json } from "../../load/tree/node.js";
import type { Steps } from "./steps.js";

/** A value that a query selects, and its location. */
export interface Selected {
  readonly value: Json;
  readonly parent?: Selected;
  readonly key: string;
}

/** What the evaluation of a query needs beside the query. */
export interface Evaluation {
  readonly root: Json;
  readonly steps: Steps;
  /** Whether a filter selects a value (`filter-expressions.ts`, which evaluates queries in turn). */
  readonly isSelected: (filter: FilterExpression, value: Json, evaluation: Evaluation) => boolean;
}

export type FilterExpression = InstanceType<typeof jsonpath.expressions.FilterExpression>;

type Segment = JSONPathQuery["segments"][number];
type Selector = Segment["selectors"][number];

export function selectedRoot(value: Json): Selected {
  return { value, key: "" };
}

export function pathOf({ parent, key }: Selected): readonly string[] {
  const path: string[] = [];
  for (let [above, name]: [Selected | undefined, string] = [parent, key]; above; [above, name] = [above.parent, above.key])
    path.push(name);
  return path.reverse();
}

/** What a segment selects below these values, without duplicates: they would multiply with each segment. */
export function selectDistinct(segment: Segment, from: readonly Selected[], evaluation: Evaluation): readonly Selected[] {
  const found = selectSegment(segment, from, evaluation);
  if (segment.selectors.length === 1 && !(isDescendant(segment) && from.length > 1)) return [...found];
  const distinct = new Map<string, Selected>();
  for (const one of found) {
    evaluation.steps.spend(stepsOfPath);
    const path = JSON.stringify(pathOf(one));
    if (!distinct.has(path)) distinct.set(path, one);
  }
  return [...distinct.values()];
}

/** A location that is compared with others costs about as much as so many values. */
const stepsOfPath = 5;

/** All that a query selects, with duplicates, in the order of RFC 9535: `count()` counts them. */
export function selectAll({ segments }: JSONPathQuery, start: Json, evaluation: Evaluation): readonly Selected[] {
  let found: readonly Selected[] = [selectedRoot(start)];
  for (const segment of segments) found = [...selectSegment(segment, found, evaluation)];
  return found;
}

function* selectSegment(segment: Segment, from: readonly Selected[], evaluation: Evaluation): Generator<Selected> {
  for (const start of from)
    for (const one of isDescendant(segment) ? descendants(start, evaluation) : [start])
      for (const selector of segment.selectors) {
        evaluation.steps.spend();
        for (const key of keysOf(selector, one.value, evaluation)) yield member(one, key, evaluation);
      }
}

/** The library does not export the classes of segments. */
function isDescendant(segment: Segment): boolean {
  return "visit" in segment;
}

function* descendants(start: Selected, evaluation: Evaluation): Generator<Selected> {
  const stack = [start];
  for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
    yield one;
    const members: Selected[] = [];
    for (const [key] of membersOf(one.value)) members.push(member(one, key, evaluation));
    for (const next of members.reverse()) stack.push(next);
  }
}

function member(parent: Selected, key: string, { steps }: Evaluation): Selected {
  steps.spend();
  return { value: memberValue(parent.value, key), parent, key };
}

function memberValue(value: Json, key: string): Json {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(key)] ?? null;
  return isObject(value) ? (value[key] ?? null) : null;
}

/** The members of an array or object; other values have none. */
export function membersOf(value: Json): readonly (readonly [key: string, value: Json])[] {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item, index) => [String(index), item]);
  return isObject(value) ? Object.entries(value) : [];
}

export function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const { NameSelector, IndexSelector, SliceSelector, WildcardSelector, FilterSelector } = jsonpath.selectors;

function keysOf(selector: Selector, value: Json, evaluation: Evaluation): readonly string[] {
  if (selector instanceof NameSelector) return isObject(value) && Object.hasOwn(value, selector.name) ? [selector.name] : [];
  if (selector instanceof WildcardSelector) return membersOf(value).map(([key]) => key);
  if (selector instanceof FilterSelector)
    return membersOf(value).flatMap(([key, item]) => (evaluation.isSelected(selector.expression, item, evaluation) ? [key] : []));
  if (!Array.isArray(value)) return [];
  if (selector instanceof IndexSelector) return indexKeys(selector.index, value.length);
  if (selector instanceof SliceSelector) return sliceKeys(selector, value.length);
  throw new Error(`the selector \`${selector.toString()}\` is not supported`);
}

function indexKeys(index: number, length: number): readonly string[] {
  const position = index < 0 ? length + index : index;
  return position >= 0 && position < length ? [String(position)] : [];
}

/** RFC 9535, 2.3.4.2.2. */
function sliceKeys({ start, stop, step = 1 }: InstanceType<typeof SliceSelector>, length: number): readonly string[] {
  const bound = (position: number, least: number, most: number) =>
    Math.min(Math.max(position < 0 ? position + length : position, least), most);
  const keys: string[] = [];
  if (step > 0) {
    const end = bound(stop ?? length, 0, length);
    for (let index = bound(start ?? 0, 0, length); index < end; index += step) keys.push(String(index));
  }
  if (step < 0) {
    const end = stop === undefined ? -1 : bound(stop, -1, length - 1);
    for (let index = bound(start ?? length - 1, -1, length - 1); index > end; index += step) keys.push(String(index));
  }
  return keys;
}
