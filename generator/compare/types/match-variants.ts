import type { Direction } from "../rules/change-rule.js";
import type { PartComparer } from "./pair-graph.js";
import type { ObjectView } from "./type-view.js";

export interface MatchedVariants {
  readonly matched: readonly (readonly [ObjectView, ObjectView])[];
  readonly removed: readonly ObjectView[];
  readonly added: readonly ObjectView[];
  /** Variants that come or go without a change for callers: their code for another variant fits them. */
  readonly covered: readonly ObjectView[];
}

/** Whether two variants are the same one; the first test that finds a partner wins. */
const tests: readonly ((a: ObjectView, b: ObjectView) => boolean)[] = [
  (a, b) => a.tag !== undefined && a.tag === b.tag && a.key === b.key,
  (a, b) => a.tag !== undefined && a.tag === b.tag,
  (a, b) => a.key !== undefined && a.key === b.key,
  (a, b) => a.tag === undefined && b.tag === undefined && namesOf(a) === namesOf(b),
];

function namesOf({ properties }: ObjectView): string {
  return JSON.stringify([...properties.keys()].sort());
}

/** Matches the variants of two unions by the values that select them, by their names, by their properties, and by what callers can do with them. */
export function matchVariants(
  old: readonly ObjectView[],
  now: readonly ObjectView[],
  direction: Direction,
  breaks: PartComparer["breaks"],
): MatchedVariants {
  const removed = new Set(old);
  const added = new Set(now);
  const matched: (readonly [ObjectView, ObjectView])[] = [];
  const match = (a: ObjectView, b: ObjectView) => {
    removed.delete(a);
    added.delete(b);
    matched.push([a, b]);
  };
  for (const isSame of tests) {
    for (const a of removed) {
      const b = [...added].find((candidate) => isSame(a, candidate));
      if (b !== undefined) match(a, b);
    }
  }
  for (const a of removed) {
    const b = [...added].find((candidate) => !breaks(a, candidate));
    if (b !== undefined) match(a, b);
  }
  const covered = [
    ...[...removed].filter((a) => now.some((b) => !breaks(a, b))),
    ...[...added].filter((b) => direction === "received" && old.some((a) => !breaks(a, b))),
  ];
  for (const variant of covered) {
    removed.delete(variant);
    added.delete(variant);
  }
  for (const a of removed) {
    const b = mostSimilar(a, [...added]);
    if (b !== undefined) match(a, b);
  }
  const [[a, ...otherOld], [b, ...otherNew]] = [[...removed], [...added]];
  if (a !== undefined && b !== undefined && otherOld.length === 0 && otherNew.length === 0) match(a, b);
  return { matched, removed: [...removed], added: [...added], covered };
}

/** The variant that has the most properties in common; values that select two variants tell them apart. */
function mostSimilar({ tag, properties }: ObjectView, candidates: readonly ObjectView[]): ObjectView | undefined {
  const shared = (other: ObjectView) => [...other.properties.keys()].filter((name) => properties.has(name)).length;
  const similar = candidates.filter((other) => (tag === undefined || other.tag === undefined) && shared(other) > 0);
  return similar.reduce<ObjectView | undefined>(
    (best, other) => (best === undefined || shared(other) > shared(best) ? other : best),
    undefined,
  );
}
