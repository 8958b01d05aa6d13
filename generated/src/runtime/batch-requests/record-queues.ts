import { type BatchItem, recordKeyOf, recordKeysOf } from "../batch-results/batch-items.js";
import type { BatchOptions } from "../batch-results/batch-options.js";

/**
 * A queue for each key of a record: the first of its items is pending or in flight, and the later ones wait. An item that changes its record's
 * key stands in the queues of both keys, and is sent when it is the first of both.
 */
export interface RecordQueues<Input> {
  /** How many items wait for an earlier one of the same record. */
  readonly waiting: number;
  /** Whether the item may be sent, must wait, replaces another one, or must not be sent at all. */
  admit(item: BatchItem<Input>): Admission<Input>;
  /** The item succeeded or failed: gives those that may be sent now. */
  release(item: BatchItem<Input>): readonly BatchItem<Input>[];
  /** The item is unresolved, so no later one of the record may be sent before it: gives those that wait. */
  block(item: BatchItem<Input>): readonly BatchItem<Input>[];
  /** Notes the record of an item whose outcome is known from an earlier run. */
  remember(item: BatchItem<Input>): void;
  /** Removes all waiting items. */
  clear(): readonly BatchItem<Input>[];
}

export type Admission<Input> =
  | "send"
  | "wait"
  | "duplicate"
  | "blocked"
  | { readonly then: "send" | "wait"; readonly superseded: BatchItem<Input> };

export function createRecordQueues<Input>(
  onDuplicate: BatchOptions["onDuplicate"],
): RecordQueues<Input> {
  return new KeyQueues<Input>(onDuplicate);
}

const none: readonly never[] = [];

/** The items of a key in their order. The first may be absent: see {@link KeyQueues.#single}. */
type Queue<Input> = (BatchItem<Input> | undefined)[];

class KeyQueues<Input> implements RecordQueues<Input> {
  waiting = 0;
  /**
   * The keys of which there is one item. Nearly all are, so only the keys are kept: a map with the items would take a tenth of the time of a
   * run, most of it for the garbage collector. `last-wins` needs the item, and so keeps it in a queue.
   */
  readonly #single: Set<string> | undefined;
  readonly #queues = new Map<string, Queue<Input>>();
  /** The keys of records whose later items must not be sent. */
  readonly #blocked = new Set<string>();
  readonly #onDuplicate: BatchOptions["onDuplicate"];
  readonly #seen: Set<string> | undefined;

  constructor(onDuplicate: BatchOptions["onDuplicate"]) {
    this.#onDuplicate = onDuplicate;
    this.#single = onDuplicate === "last-wins" ? undefined : new Set();
    this.#seen = onDuplicate === "error" ? new Set() : undefined;
  }

  admit(item: BatchItem<Input>): Admission<Input> {
    return this.#admitSingle(item) ? "send" : this.#admitToQueues(item);
  }

  /** The way of nearly every input, in short: no other item has the key. */
  #admitSingle(item: BatchItem<Input>): boolean {
    if (item.newKeys || this.#seen || !this.#single) return false;
    const key = recordKeyOf(item);
    if (this.#blocked.size > 0 && this.#blocked.has(key)) return false;
    if (this.#queues.size > 0 && this.#queues.has(key)) return false;
    const { size } = this.#single;
    // One look-up instead of two.
    return this.#single.add(key).size > size;
  }

  #admitToQueues(item: BatchItem<Input>): Admission<Input> {
    const keys = recordKeysOf(item);
    const [first = ""] = keys;
    if (this.#seen?.has(first)) return "duplicate";
    this.#seen?.add(first);
    if (keys.some((key) => this.#blocked.has(key))) {
      // Later items of its new key must not overtake it either.
      for (const key of keys) this.#blocked.add(key);
      return "blocked";
    }
    const superseded =
      this.#onDuplicate === "last-wins" ? this.#replaceable(item, first) : undefined;
    if (superseded) return { then: this.#replace(superseded, item, first), superseded };
    for (const key of keys) this.#enqueue(item, key);
    if (item.behind === 0) return "send";
    this.waiting++;
    return "wait";
  }

  release(item: BatchItem<Input>): readonly BatchItem<Input>[] {
    if (!item.newKeys && this.#single?.delete(recordKeyOf(item))) return none;
    return recordKeysOf(item).flatMap((key): readonly BatchItem<Input>[] => {
      const [next] = this.#remove(item, key);
      if (!next || --next.behind > 0) return none;
      this.waiting--;
      return [next];
    });
  }

  block(item: BatchItem<Input>): readonly BatchItem<Input>[] {
    const removed: BatchItem<Input>[] = [];
    const left = [item];
    for (let one = left.pop(); one; one = left.pop())
      for (const key of recordKeysOf(one)) {
        this.#blocked.add(key);
        const later = this.#remove(one, key).filter((follower) => !removed.includes(follower));
        left.push(...later);
        removed.push(...later);
      }
    this.waiting -= removed.length;
    return removed;
  }

  remember(item: BatchItem<Input>): void {
    this.#seen?.add(recordKeysOf(item)[0] ?? "");
  }

  clear(): readonly BatchItem<Input>[] {
    this.waiting = 0;
    const all = new Set([...this.#queues.values()].flat());
    return [...all].filter(
      (item): item is BatchItem<Input> => item !== undefined && item.behind > 0,
    );
  }

  #enqueue(item: BatchItem<Input>, key: string): void {
    const items = this.#single?.delete(key) ? [undefined] : (this.#queues.get(key) ?? []);
    if (items.length > 0) item.behind++;
    items.push(item);
    this.#queues.set(key, items);
  }

  /** Takes an item out of the queue of a key, and gives those behind it. */
  #remove(item: BatchItem<Input>, key: string): BatchItem<Input>[] {
    this.#single?.delete(key);
    const items = this.#queues.get(key) ?? [];
    // An item that has none of the queue's places is the absent one.
    const position = items.includes(item) ? items.indexOf(item) : items.indexOf(undefined);
    if (position < 0) return [];
    items.splice(position, 1);
    if (items.length === 0) this.#queues.delete(key);
    return items.slice(position).flatMap((follower) => follower ?? []);
  }

  /**
   * The last item of the record, if the item may take its place: only while it has not been sent, by this or an earlier run, and where neither
   * changes the record's key.
   */
  #replaceable(item: BatchItem<Input>, key: string): BatchItem<Input> | undefined {
    const last = this.#queues.get(key)?.at(-1);
    return last && !last.sent && !last.ambiguous && !last.newKeys && !item.newKeys
      ? last
      : undefined;
  }

  #replace(last: BatchItem<Input>, item: BatchItem<Input>, key: string): "send" | "wait" {
    const items = this.#queues.get(key) ?? [];
    items[items.indexOf(last)] = item;
    item.behind = last.behind;
    return item.behind === 0 ? "send" : "wait";
  }
}
