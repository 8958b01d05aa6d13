/**
 * TypeScript multiplies the unions of an intersection out, and refuses a type (TS2590) once that gives this many alternatives.
 */
export const alternativeLimit = 100_000;

/**
 * Which parts of an intersection keep their types, by the number of alternatives of each: as many as stay below the limit together, those with
 * the fewest alternatives first. Equal parts are kept in their order.
 */
export function keptParts(counts: readonly number[], limit = alternativeLimit): readonly boolean[] {
  const kept = counts.map(() => false);
  let product = 1;
  for (const { count, index } of counts.map((count, index) => ({ count, index })).sort((a, b) => a.count - b.count)) {
    if (count > 1 && product * count >= limit) break;
    product *= count;
    kept[index] = true;
  }
  return kept;
}

export function productOf(counts: readonly number[]): number {
  return counts.reduce((product, count) => product * count, 1);
}

export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
