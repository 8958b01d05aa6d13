import { type Item, measure } from "./batch-items.js";

/** What travels in one request. */
export type Chunk<Input> = readonly Item<Input>[];

/** The items that wait for a request, group by group. */
export interface Groups<Input> {
  /** How many wait. */
  readonly size: number;
  add(item: Item<Input>): void;
  /** Takes one out that is not needed any more. */
  remove(item: Item<Input>): void;
  /** A request that has no room for more. */
  full(): Chunk<Input> | undefined;
  /** The fullest request, with room or without. */
  flush(): Chunk<Input> | undefined;
}

interface Filling<Input> {
  readonly group: string;
  readonly items: Item<Input>[];
  bytes: number;
}

/** Cuts requests at a number of items and a number of bytes. An item that is too large by itself travels alone. */
export function createGroups<Input>(maximum: number, maximumBytes: number): Groups<Input> {
  const filling = new Map<string, Filling<Input>>();
  const ready: Item<Input>[][] = [];
  let size = 0;
  /** The one that the item before went to: most inputs have the same group. */
  let last: Filling<Input> | undefined;
  const begin = (group: string): Filling<Input> => {
    const begun: Filling<Input> = { group, items: [], bytes: 0 };
    filling.set(group, begun);
    return begun;
  };
  const cut = ({ group, items }: Filling<Input>): void => {
    filling.delete(group);
    last = undefined;
    if (items.length > 0) ready.push(items);
  };
  /** Only where the guess is too much are the items measured. */
  const isTooMuch = (group: Filling<Input>, item: Item<Input>): boolean => {
    if (group.bytes + item.bytes <= maximumBytes) return false;
    for (const one of [...group.items, item]) measure(one);
    group.bytes = group.items.reduce((sum, { bytes }) => sum + bytes, 0);
    return group.bytes + item.bytes > maximumBytes;
  };
  const fillingOf = (item: Item<Input>): Filling<Input> => {
    const group = last?.group === item.group ? last : filling.get(item.group);
    if (!group || !isTooMuch(group, item)) return group ?? begin(item.group);
    cut(group);
    return begin(item.group);
  };
  const full = (): Chunk<Input> | undefined => {
    let chunk = ready.shift();
    // All that was in it may have been taken out.
    while (chunk?.length === 0) chunk = ready.shift();
    size -= chunk?.length ?? 0;
    return chunk;
  };
  return {
    get size() {
      return size;
    },
    add(item) {
      const group = fillingOf(item);
      group.items.push(item);
      group.bytes += item.bytes;
      size++;
      last = group;
      if (group.items.length >= maximum) cut(group);
    },
    remove(item) {
      for (const items of [...ready, filling.get(item.group)?.items ?? []]) {
        const position = items.indexOf(item);
        if (position < 0) continue;
        items.splice(position, 1);
        size--;
      }
    },
    full,
    flush() {
      const largest = [...filling.values()].sort((a, b) => b.items.length - a.items.length)[0];
      if (largest) cut(largest);
      return full();
    },
  };
}
