import { laneOf, type Item } from "../batch-results/batch-items.js";
import type { BatchOptions } from "./batch-options.js";

/** Keeps inputs of one record apart: one at a time is waiting for a request or on its way, the others stand in line. */
export interface Lanes<Input> {
  /** How many stand in line. */
  readonly held: number;
  /** Whether the item may go; that it takes the place of another one; or that it must not go at all. */
  admit(item: Item<Input>): Admission<Input>;
  /** The item has a verdict: whose turn it is now. */
  release(item: Item<Input>): Item<Input> | undefined;
  /** The item has none, so no later one may pass it: gives those that stand in line. */
  block(item: Item<Input>): readonly Item<Input>[];
  /** An earlier run has dealt with it. */
  remember(item: Item<Input>): void;
  /** Takes out all that stand in line. */
  clear(): readonly Item<Input>[];
}

export type Admission<Input> =
  "go" | "held" | "duplicate" | "blocked" | { readonly then: "go" | "held"; readonly superseded: Item<Input> };

export function createLanes<Input>(policy: BatchOptions["onDuplicate"]): Lanes<Input> {
  /** The item of each record whose turn it is; `blocked` where none may follow. */
  const lanes = new Map<string, Item<Input> | "blocked">();
  const seen = policy === "error" ? new Set<string>() : undefined;
  let held = 0;
  const hold = (first: Item<Input>, item: Item<Input>): "held" => {
    held++;
    (first.line ??= []).push(item);
    return "held";
  };
  /** Nothing of the earlier one was sent, so nothing is lost by leaving it out. */
  const supersede = (name: string, first: Item<Input>, item: Item<Input>): Admission<Input> => {
    if (!first.sent) {
      lanes.set(name, item);
      return { then: "go", superseded: first };
    }
    const superseded = first.line?.pop();
    if (superseded) held--;
    hold(first, item);
    return superseded ? { then: "held", superseded } : "held";
  };
  const admit = (item: Item<Input>): Admission<Input> => {
    const name = laneOf(item);
    if (seen) {
      if (seen.has(name)) return "duplicate";
      seen.add(name);
    }
    const first = lanes.get(name);
    if (first === "blocked") return "blocked";
    if (first) return policy === "last-wins" ? supersede(name, first, item) : hold(first, item);
    lanes.set(name, item);
    return "go";
  };
  return {
    get held() {
      return held;
    },
    admit,
    release(item) {
      const next = item.line?.shift();
      if (!next) {
        lanes.delete(laneOf(item));
        return undefined;
      }
      held--;
      next.line = item.line;
      item.line = undefined;
      lanes.set(laneOf(next), next);
      return next;
    },
    block(item) {
      const line = item.line ?? [];
      item.line = undefined;
      held -= line.length;
      lanes.set(laneOf(item), "blocked");
      return line;
    },
    remember: (item) => void seen?.add(laneOf(item)),
    clear() {
      held = 0;
      return [...lanes.values()].flatMap((first) => (first === "blocked" ? [] : (first.line?.splice(0) ?? [])));
    },
  };
}
