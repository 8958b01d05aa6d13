import type { BatchFacts } from "../batch-results/batch-facts.js";
import { createGroups, type Groups } from "../batch-results/pending-requests.js";
import { createItemMaker, type Item, type ItemMaker } from "../batch-results/batch-items.js";
import { createLanes, type Lanes } from "./record-queues.js";
import { maximumBytesOf, maximumOf } from "./request-limits.js";
import type { BatchOptions } from "./batch-options.js";
import type { BatchReason } from "../batch-results/batch-outcomes.js";
import type { Fate } from "../batch-results/request-decision.js";

export type IntakeOptions = Pick<BatchOptions<string, unknown>, "params" | "onDuplicate" | "maximumBytes">;

/** Where inputs become items: numbered, checked, kept apart from others of their record, and put together for requests. */
export class Intake<Input> {
  readonly maximum: number;
  readonly groups: Groups<Input>;
  readonly lanes: Lanes<Input>;
  /** What became of inputs that were never sent. */
  refused: Fate<Input>[] = [];
  readonly #items: ItemMaker<Input>;

  constructor(facts: BatchFacts, options: IntakeOptions) {
    const { params, onDuplicate } = options;
    this.maximum = maximumOf(facts, params);
    this.groups = createGroups(this.maximum, maximumBytesOf(facts, options));
    this.lanes = createLanes(onDuplicate);
    this.#items = createItemMaker(facts, params, Math.random().toString(36).slice(2, 8));
  }

  /** @param isSettled - An earlier run has dealt with it. */
  admit(input: Input, index: number, isSettled = false): void {
    const item = this.#items.make(input, index);
    if (isSettled) this.lanes.remember(item);
    else if (item.fault) this.refused.push({ item, failure: item.fault });
    else this.#line(item);
  }

  #line(item: Item<Input>): void {
    const admission = this.lanes.admit(item);
    if (admission === "go") this.groups.add(item);
    else if (admission === "blocked") this.refused.push({ item, reason: overtaking });
    else if (admission === "duplicate")
      this.refused.push({ item, failure: refusal("DUPLICATE", "An earlier input names the same record.") });
    else if (admission !== "held") {
      const { superseded, then } = admission;
      this.groups.remove(superseded);
      this.refused.push({ item: superseded, failure: refusal("SUPERSEDED", "A later input names the same record.") });
      if (then === "go") this.groups.add(item);
    }
  }

  /** The next of the record may go. An input without a verdict lets none pass: it must be sent before them, another time. */
  release(fate: Fate<Input>): void {
    if ("reason" in fate) {
      for (const item of this.lanes.block(fate.item)) this.refused.push({ item, reason: overtaking });
      return;
    }
    const next = this.lanes.release(fate.item);
    if (next) this.groups.add(next);
  }

  /** Takes out all that is not sent. */
  clear(): readonly Item<Input>[] {
    const left: Item<Input>[] = [];
    for (let chunk = this.groups.flush(); chunk; chunk = this.groups.flush()) left.push(...chunk);
    return [...left, ...this.lanes.clear()];
  }
}

const overtaking: BatchReason = { code: "not-sent", message: "An earlier input of the same record has no verdict.", attempts: 0 };

function refusal(category: string, message: string) {
  return { category, message, attempts: 0 };
}
