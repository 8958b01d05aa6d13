/** When pages that are counted end, besides after an empty one. */
export interface Counting {
  /** What the first page has where the parameter is left out. */
  readonly first: number;
  /** The number after the last: of all items, or of all pages. Unknown where it is no number. */
  readonly total?: unknown;
}

/** The parameters of the next page by the position of its first item; undefined after an empty page and after the last item. */
export function nextOffset<Params>(
  params: Params | undefined,
  key: keyof Params,
  count: number,
  { first, total }: Counting,
): Params | undefined {
  return countOn(params, key, first, count, count === 0 || isLast(total, numberAt(params, key, first) - first + count));
}

/** The parameters of the next page by its number; undefined after an empty page and after the last one. */
export function nextPage<Params>(
  params: Params | undefined,
  key: keyof Params,
  count: number,
  { first, total }: Counting,
): Params | undefined {
  return countOn(params, key, first, 1, count === 0 || isLast(total, numberAt(params, key, first) - first + 1));
}

function countOn<Params>(
  params: Params | undefined,
  key: keyof Params,
  first: number,
  step: number,
  ended: boolean,
): Params | undefined {
  return ended ? undefined : ({ ...params, [key]: numberAt(params, key, first) + step } as Params);
}

function numberAt<Params>(params: Params | undefined, key: keyof Params, first: number): number {
  const given: unknown = params?.[key];
  return typeof given === "number" ? given : first;
}

/** A total of zero beside items is no total. */
function isLast(total: unknown, reached: number): boolean {
  return typeof total === "number" && total > 0 && reached >= total;
}
