/** How the pages of an operation are numbered. They end after the total, if it is known, and after an empty page. */
export interface PageNumbering {
  /** The offset or page number of the first page, which is the default of the parameter. */
  readonly first: number;
  /** The number of all items, or of all pages; unknown unless it is a number. */
  readonly total?: unknown;
}

/** The parameters of the next page by offset; undefined after an empty page and after the last item. */
export function nextOffset<Params>(
  params: Params | undefined,
  key: keyof Params,
  count: number,
  { first, total }: PageNumbering,
): Params | undefined {
  return advance(
    params,
    key,
    first,
    count,
    count === 0 || isLast(total, numberAt(params, key, first) - first + count),
  );
}

/** The parameters of the next page by page number; undefined after an empty page and after the last one. */
export function nextPage<Params>(
  params: Params | undefined,
  key: keyof Params,
  count: number,
  { first, total }: PageNumbering,
): Params | undefined {
  return advance(
    params,
    key,
    first,
    1,
    count === 0 || isLast(total, numberAt(params, key, first) - first + 1),
  );
}

function advance<Params>(
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

/** Some services say 0 instead of a total that they do not know. */
function isLast(total: unknown, reached: number): boolean {
  return typeof total === "number" && total > 0 && reached >= total;
}
