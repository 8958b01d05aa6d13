import { type BatchItem, recordKeyOf, recordKeysOf } from "../batch-results/batch-items.js";
import type { BatchOptions } from "./batch-options.js";

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

class KeyQueues<Input> implements RecordQueues<Input> {
  waiting = 0;
  /** Most records have one item at a time, which needs no array. */
  readonly #queues = new Map<string, BatchItem<Input> | BatchItem<Input>[]>();
  /** The keys of records whose later items must not be sent. */
  readonly #blocked = new Set<string>();
  readonly #onDuplicate: BatchOptions["onDuplicate"];
  readonly #seen: Set<string> | undefined;

  constructor(onDuplicate: BatchOptions["onDuplicate"]) {
    this.#onDuplicate = onDuplicate;
    this.#seen = onDuplicate === "error" ? new Set() : undefined;
  }

  admit(item: BatchItem<Input>): Admission<Input> {
    // The way of nearly every input, and the general one below in short.
    if (!item.newKeys && !this.#seen) {
      const key = recordKeyOf(item);
      if (!this.#queues.has(key) && (this.#blocked.size === 0 || !this.#blocked.has(key))) {
        this.#queues.set(key, item);
        return "send";
      }
    }
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
    if (!item.newKeys) {
      const key = recordKeyOf(item);
      if (this.#queues.get(key) === item) {
        this.#queues.delete(key);
        return none;
      }
    }
    return recordKeysOf(item).flatMap((key): readonly BatchItem<Input>[] => {
      const next = this.#itemsAt(key)[1];
      this.#remove(item, key);
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
        const items = this.#itemsAt(key);
        const later = items.slice(items.indexOf(one) + 1);
        this.#remove(one, key);
        left.push(...later.filter((follower) => !removed.includes(follower)));
        removed.push(...later.filter((follower) => !removed.includes(follower)));
      }
    this.waiting -= removed.length;
    return removed;
  }

  remember(item: BatchItem<Input>): void {
    this.#seen?.add(recordKeysOf(item)[0] ?? "");
  }

  clear(): readonly BatchItem<Input>[] {
    this.waiting = 0;
    const all = [...this.#queues.values()].flatMap((items) => (Array.isArray(items) ? items : []));
    return [...new Set(all)].filter(({ behind }) => behind > 0);
  }

  #itemsAt(key: string): readonly BatchItem<Input>[] {
    const items = this.#queues.get(key);
    return Array.isArray(items) ? items : items ? [items] : none;
  }

  #enqueue(item: BatchItem<Input>, key: string): void {
    const items = this.#queues.get(key);
    if (!items) {
      this.#queues.set(key, item);
      return;
    }
    item.behind++;
    if (Array.isArray(items)) items.push(item);
    else this.#queues.set(key, [items, item]);
  }

  #remove(item: BatchItem<Input>, key: string): void {
    const items = this.#itemsAt(key).filter((one) => one !== item);
    const [first] = items;
    if (!first) this.#queues.delete(key);
    else this.#queues.set(key, items.length === 1 ? first : items);
  }

  /**
   * The last item of the record, if the item may take its place: only while it has not been sent, by this or an earlier run, and where neither
   * changes the record's key.
   */
  #replaceable(item: BatchItem<Input>, key: string): BatchItem<Input> | undefined {
    const last = this.#itemsAt(key).at(-1);
    return last && !last.sent && !last.ambiguous && !last.newKeys && !item.newKeys
      ? last
      : undefined;
  }

  #replace(last: BatchItem<Input>, item: BatchItem<Input>, key: string): "send" | "wait" {
    const items = this.#itemsAt(key).map((one) => (one === last ? item : one));
    this.#queues.set(key, items.length === 1 ? item : items);
    item.behind = last.behind;
    return item.behind === 0 ? "send" : "wait";
  }
}
