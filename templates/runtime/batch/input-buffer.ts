import type { BatchFacts } from "../batch-results/batch-facts.js";
import {
  type BatchItem,
  createItemFactory,
  type InputResult,
  type ItemFactory,
} from "../batch-results/batch-items.js";
import type { BatchReason } from "../batch-results/batch-outcomes.js";
import { createPendingRequests, type PendingRequests } from "../batch-results/pending-requests.js";
import type { BatchOptions } from "./batch-options.js";
import { createRecordQueues, type RecordQueues } from "./record-queues.js";
import { maximumBytesOf, maximumInputsOf } from "./request-limits.js";

export type InputBufferOptions = Pick<
  BatchOptions<string, unknown>,
  "params" | "onDuplicate" | "maximumBytes"
>;

/** Turns inputs into requests: each input is numbered and checked, kept apart from others of its record, and added to a request. */
export class InputBuffer<Input> {
  readonly maximum: number;
  readonly pending: PendingRequests<Input>;
  readonly queues: RecordQueues<Input>;
  /** The results of inputs that are not sent. */
  notSent: InputResult<Input>[] = [];
  readonly #items: ItemFactory<Input>;

  constructor(facts: BatchFacts, options: InputBufferOptions) {
    const { params, onDuplicate } = options;
    this.maximum = maximumInputsOf(facts, params);
    this.pending = createPendingRequests(this.maximum, maximumBytesOf(facts, options));
    this.queues = createRecordQueues(onDuplicate);
    this.#items = createItemFactory(facts, params, Math.random().toString(36).slice(2, 8));
  }

  /** @param isSettled - Whether the outcome is known from an earlier run. */
  add(input: Input, index: number, isSettled = false): void {
    const item = this.#items.create(input, index);
    if (isSettled) this.queues.remember(item);
    else if (item.invalid) this.notSent.push({ item, failure: item.invalid });
    else this.#admit(item);
  }

  #admit(item: BatchItem<Input>): void {
    const admission = this.queues.admit(item);
    if (admission === "send") this.pending.add(item);
    else if (admission === "blocked") this.notSent.push({ item, reason: earlierUnconfirmed });
    else if (admission === "duplicate")
      this.notSent.push({
        item,
        failure: failureOf("DUPLICATE", "An earlier input names the same record."),
      });
    else if (admission !== "wait") {
      const { superseded, then } = admission;
      this.pending.remove(superseded);
      this.notSent.push({
        item: superseded,
        failure: failureOf("SUPERSEDED", "A later input names the same record."),
      });
      if (then === "send") this.pending.add(item);
    }
  }

  /** The next item of the record may be sent, unless this one is unconfirmed: then it must be sent again first, by another run. */
  release(result: InputResult<Input>): void {
    if ("reason" in result) {
      for (const item of this.queues.block(result.item))
        this.notSent.push({ item, reason: earlierUnconfirmed });
      return;
    }
    const next = this.queues.release(result.item);
    if (next) this.pending.add(next);
  }

  /** Removes all items. */
  clear(): readonly BatchItem<Input>[] {
    const left: BatchItem<Input>[] = [];
    for (let chunk = this.pending.takeFullest(); chunk; chunk = this.pending.takeFullest())
      left.push(...chunk);
    return [...left, ...this.queues.clear()];
  }
}

const earlierUnconfirmed: BatchReason = {
  code: "not-sent",
  message: "An earlier input of the same record is unconfirmed.",
  attempts: 0,
};

function failureOf(category: string, message: string) {
  return { category, message, attempts: 0 };
}
