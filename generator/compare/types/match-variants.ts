import type { ObjectView } from "./type-view.js";

export interface MatchedVariants {
  readonly matched: readonly (readonly [ObjectView, ObjectView])[];
  readonly removed: readonly ObjectView[];
  readonly added: readonly ObjectView[];
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

/** Matches the variants of two unions by the values that select them, by their names, and by their properties. */
export function matchVariants(old: readonly ObjectView[], now: readonly ObjectView[]): MatchedVariants {
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
  const [[a, ...otherOld], [b, ...otherNew]] = [[...removed], [...added]];
  if (a !== undefined && b !== undefined && otherOld.length === 0 && otherNew.length === 0) match(a, b);
  return { matched, removed: [...removed], added: [...added] };
}
