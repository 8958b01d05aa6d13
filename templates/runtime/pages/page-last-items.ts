/**
 * The parameters of the page after the last item of this one; undefined after the last page: if the service says that no more follow, or if it
 * does not say so and the page is empty. A page that cannot be continued although it is not the last is an error, since the list would have
 * ended too early.
 */
export function nextAfter<Params, Item>(
  params: Params | undefined,
  key: keyof Params,
  items: readonly Item[] | null | undefined,
  keyOf: (item: Item) => unknown,
  more?: unknown,
): Params | undefined {
  const last = items?.slice(-1) ?? [];
  if (more === false || (last.length === 0 && more !== true)) return undefined;
  const [cursor] = last.map(keyOf);
  if (typeof cursor === "number" || (typeof cursor === "string" && cursor !== ""))
    return { ...params, [key]: cursor } as Params;
  throw new Error(
    "The list has more items, but the page has no last item with a key to continue after.",
  );
}
