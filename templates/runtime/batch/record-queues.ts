import { type BatchItem, recordKeyOf } from "../batch-results/batch-items.js";
import type { BatchOptions } from "./batch-options.js";

/** A queue for each record: one of its items at a time is pending or in flight, and the later ones wait. */
export interface RecordQueues<Input> {
  /** How many items wait for an earlier one of the same record. */
  readonly waiting: number;
  /** Whether the item may be sent, must wait, replaces another one, or must not be sent at all. */
  admit(item: BatchItem<Input>): Admission<Input>;
  /** The item succeeded or failed: gives the next one of the record. */
  release(item: BatchItem<Input>): BatchItem<Input> | undefined;
  /** The item is unconfirmed, so no later one of the record may be sent before it: gives those that wait. */
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
  /** The current item of each record; `blocked` where no other may follow. */
  const current = new Map<string, BatchItem<Input> | "blocked">();
  const seen = onDuplicate === "error" ? new Set<string>() : undefined;
  let waiting = 0;
  const enqueue = (first: BatchItem<Input>, item: BatchItem<Input>): "wait" => {
    waiting++;
    (first.followers ??= []).push(item);
    return "wait";
  };
  /** Replaces an earlier item only while it has not been sent. */
  const supersede = (
    recordKey: string,
    first: BatchItem<Input>,
    item: BatchItem<Input>,
  ): Admission<Input> => {
    if (!first.sent) {
      current.set(recordKey, item);
      return { then: "send", superseded: first };
    }
    const superseded = first.followers?.pop();
    if (superseded) waiting--;
    enqueue(first, item);
    return superseded ? { then: "wait", superseded } : "wait";
  };
  const admit = (item: BatchItem<Input>): Admission<Input> => {
    const recordKey = recordKeyOf(item);
    if (seen) {
      if (seen.has(recordKey)) return "duplicate";
      seen.add(recordKey);
    }
    const first = current.get(recordKey);
    if (first === "blocked") return "blocked";
    if (first)
      return onDuplicate === "last-wins" ? supersede(recordKey, first, item) : enqueue(first, item);
    current.set(recordKey, item);
    return "send";
  };
  return {
    get waiting() {
      return waiting;
    },
    admit,
    release(item) {
      const next = item.followers?.shift();
      if (!next) {
        current.delete(recordKeyOf(item));
        return undefined;
      }
      waiting--;
      next.followers = item.followers;
      item.followers = undefined;
      current.set(recordKeyOf(next), next);
      return next;
    },
    block(item) {
      const followers = item.followers ?? [];
      item.followers = undefined;
      waiting -= followers.length;
      current.set(recordKeyOf(item), "blocked");
      return followers;
    },
    remember: (item) => void seen?.add(recordKeyOf(item)),
    clear() {
      waiting = 0;
      return [...current.values()].flatMap((first) =>
        first === "blocked" ? [] : (first.followers?.splice(0) ?? []),
      );
    },
  };
}
