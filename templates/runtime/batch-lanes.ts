import { laneOf, type Item } from "./batch-items.js";
import type { BatchOptions } from "./batch-options.js";

/** Keeps inputs of one record apart: one at a time is waiting for a request or on its way, the others stand in line. */
export interface Lanes<Input> {
  /** How many stand in line. */
  readonly held: number;
  /** Whether the item may go; which other one it takes the place of; or that it must not go at all. */
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

export interface Admission<Input> {
  readonly verdict: "go" | "held" | "duplicate" | "blocked";
  readonly superseded?: Item<Input> | undefined;
}

interface Lane<Input> {
  current: Item<Input>;
  /** Most records have one input, and no line. */
  line: Item<Input>[] | undefined;
  blocked: boolean;
}

export function createLanes<Input>(policy: BatchOptions["onDuplicate"]): Lanes<Input> {
  const lanes = new Map<string, Lane<Input>>();
  const seen = policy === "error" ? new Set<string>() : undefined;
  let held = 0;
  const hold = (lane: Lane<Input>, item: Item<Input>): Admission<Input> => {
    held++;
    (lane.line ??= []).push(item);
    return { verdict: "held" };
  };
  /** Nothing of the earlier one was sent, so nothing is lost by leaving it out. */
  const supersede = (lane: Lane<Input>, item: Item<Input>): Admission<Input> => {
    if (!lane.current.sent) {
      const superseded = lane.current;
      lane.current = item;
      return { verdict: "go", superseded };
    }
    const superseded = lane.line?.pop();
    if (superseded) held--;
    return { ...hold(lane, item), superseded };
  };
  return {
    get held() {
      return held;
    },
    admit(item) {
      const name = laneOf(item);
      if (seen?.has(name)) return { verdict: "duplicate" };
      seen?.add(name);
      const lane = lanes.get(name);
      if (lane?.blocked) return { verdict: "blocked" };
      if (lane) return policy === "last-wins" ? supersede(lane, item) : hold(lane, item);
      lanes.set(name, { current: item, line: undefined, blocked: false });
      return { verdict: "go" };
    },
    release(item) {
      const name = laneOf(item);
      const lane = lanes.get(name);
      if (lane?.current !== item) return undefined;
      const next = lane.line?.shift();
      if (!next) lanes.delete(name);
      else {
        held--;
        lane.current = next;
      }
      return next;
    },
    block(item) {
      const lane = lanes.get(laneOf(item));
      if (lane?.current !== item) return [];
      lane.blocked = true;
      const line = lane.line?.splice(0) ?? [];
      held -= line.length;
      return line;
    },
    remember: (item) => void seen?.add(laneOf(item)),
    clear() {
      held = 0;
      return [...lanes.values()].flatMap(({ line }) => line?.splice(0) ?? []);
    },
  };
}
