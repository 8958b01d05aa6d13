import { type BatchItem, measure } from "./batch-items.js";

/** The items of one request. */
export type Chunk<Input> = readonly BatchItem<Input>[];

/** The items that wait to be sent, gathered into requests of one group each. */
export interface PendingRequests<Input> {
  /** How many items wait. */
  readonly size: number;
  add(item: BatchItem<Input>): void;
  /** Takes out an item that is not to be sent any more. */
  remove(item: BatchItem<Input>): void;
  /** Takes a request that has no room for more. */
  takeFull(): Chunk<Input> | undefined;
  /** Takes a full request or else the fullest one. */
  takeFullest(): Chunk<Input> | undefined;
}

interface PendingRequest<Input> {
  readonly group: string;
  /** The keys before and after, for items that change keys. */
  readonly keys: Set<string>;
  items: BatchItem<Input>[];
  bytes: number;
}

/** Limits requests to a number of items and a number of bytes. An item that is too large by itself gets a request of its own. */
export function createPendingRequests<Input>(
  maximum: number,
  maximumBytes: number,
): PendingRequests<Input> {
  const open = new Map<string, PendingRequest<Input>>();
  const full: BatchItem<Input>[][] = [];
  let size = 0;
  /** The request that the item before was added to: most inputs have the same group. */
  let last: PendingRequest<Input> | undefined;
  const begin = (group: string): PendingRequest<Input> => {
    const begun: PendingRequest<Input> = { group, keys: new Set(), items: [], bytes: 0 };
    open.set(group, begun);
    return begun;
  };
  const finish = (request: PendingRequest<Input>): void => {
    open.delete(request.group);
    last = undefined;
    if (request.items.length > 0) full.push(request.items);
    // What a map has deleted it may keep in memory for long: see `AbortListeners`.
    request.items = [];
  };
  /** Measures the items only where the upper bounds exceed the limit. */
  const exceedsBytes = (request: PendingRequest<Input>, item: BatchItem<Input>): boolean => {
    if (request.bytes + item.bytes <= maximumBytes) return false;
    for (const one of [...request.items, item]) measure(one);
    request.bytes = request.items.reduce((sum, { bytes }) => sum + bytes, 0);
    return request.bytes + item.bytes > maximumBytes;
  };
  const requestFor = (item: BatchItem<Input>): PendingRequest<Input> => {
    const group = requestGroupOf(item);
    const request = last?.group === group ? last : open.get(group);
    if (!request || !(exceedsBytes(request, item) || sharesKey(request, item)))
      return request ?? begin(group);
    finish(request);
    return begin(group);
  };
  const takeFull = (): Chunk<Input> | undefined => {
    let chunk = full.shift();
    // All of its items may have been removed.
    while (chunk?.length === 0) chunk = full.shift();
    size -= chunk?.length ?? 0;
    return chunk;
  };
  return {
    get size() {
      return size;
    },
    add(item) {
      const request = requestFor(item);
      request.items.push(item);
      request.bytes += item.bytes;
      for (const key of item.newKeys ? keysOf(item) : []) request.keys.add(key);
      size++;
      last = request;
      if (request.items.length >= maximum) finish(request);
    },
    remove(item) {
      for (const items of [...full, open.get(requestGroupOf(item))?.items ?? []]) {
        const position = items.indexOf(item);
        if (position < 0) continue;
        items.splice(position, 1);
        size--;
      }
    },
    takeFull,
    takeFullest() {
      const fullest = [...open.values()].sort((a, b) => b.items.length - a.items.length)[0];
      if (fullest) finish(fullest);
      return takeFull();
    },
  };
}

/** Inputs that change their record's key are not sent twice, so they share no request with inputs that may be. */
function requestGroupOf({ group, newKeys }: BatchItem<unknown>): string {
  return newKeys ? `${group}\n` : group;
}

/** A result is matched by the key before or after; so no two items of a request have one in common. */
function sharesKey({ keys }: PendingRequest<unknown>, item: BatchItem<unknown>): boolean {
  return keys.size > 0 && keysOf(item).some((key) => keys.has(key));
}

function keysOf({ key, newKeys = [] }: BatchItem<unknown>): readonly string[] {
  return [key, ...newKeys];
}
