import type { BatchFacts } from "../batch-results/batch-facts.js";
import {
  type BatchItem,
  createItemFactory,
  type InputResult,
  type ItemFactory,
  reasonCodeOf,
  rejectedResult,
} from "../batch-results/batch-items.js";
import type { OpenJournal } from "../batch-results/batch-journal.js";
import type { BatchFailure } from "../batch-results/batch-outcomes.js";
import { createPendingRequests, type PendingRequests } from "../batch-results/pending-requests.js";
import type { BatchOptions } from "../batch-results/batch-options.js";
import { createRecordQueues, type RecordQueues } from "./record-queues.js";
import { maximumBytesOf, maximumInputsOf } from "./request-limits.js";

export type InputBufferOptions = Pick<
  BatchOptions<unknown>,
  "params" | "onDuplicate" | "maximumBytes" | "journal" | "retryFailures"
>;

/** An input with an outcome of an earlier run. */
export interface KnownOutcome<Input> {
  readonly item: BatchItem<Input>;
  /** Why it failed; undefined if it succeeded. */
  readonly error: BatchFailure | undefined;
}

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
    const run = Math.random().toString(36).slice(2, 8);
    this.#items = createItemFactory(facts, params, run, options.journal !== undefined);
  }

  /**
   * Takes an input. Gives its outcome if the journal of an earlier run has it: then the input is not sent.
   *
   * @throws TypeError if the journal belongs to other inputs.
   */
  add(
    input: Input,
    index: number,
    journal: Pick<OpenJournal<Input>, "find"> | undefined,
  ): KnownOutcome<Input> | undefined {
    const item = this.#items.create(input, index);
    const known = journal?.find(item);
    if (known?.kind === "done" || known?.kind === "failed") {
      this.queues.remember(item);
      return { item, error: known.kind === "failed" ? known.error : undefined };
    }
    if (known?.kind === "doubtful") item.ambiguous = true;
    if (item.invalid) this.notSent.push(rejectedResult(item, item.invalid));
    else this.#admit(item);
    return undefined;
  }

  #admit(item: BatchItem<Input>): void {
    const admission = this.queues.admit(item);
    if (admission === "send") this.pending.add(item);
    else if (admission === "blocked") this.notSent.push(blockedResult(item));
    else if (admission === "duplicate")
      this.notSent.push(
        rejectedResult(item, failureOf("DUPLICATE", "An earlier input names the same record.")),
      );
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

  /** The next item of the record may be sent, unless this one is unresolved: then it must be sent again first, by another run. */
  release(result: InputResult<Input>): void {
    if ("reason" in result) {
      this.notSent.push(...this.queues.block(result.item).map(blockedResult));
      return;
    }
    for (const next of this.queues.release(result.item)) this.pending.add(next);
  }

  /** Removes all items. */
  clear(): readonly BatchItem<Input>[] {
    const left: BatchItem<Input>[] = [];
    for (let chunk = this.pending.takeFullest(); chunk; chunk = this.pending.takeFullest())
      left.push(...chunk);
    return [...left, ...this.queues.clear()];
  }
}

function blockedResult<Input>(item: BatchItem<Input>): InputResult<Input> {
  const message = "An earlier input of the same record was skipped, or its outcome is unknown.";
  return { item, reason: { code: reasonCodeOf(item), message, attempts: item.attempts } };
}

function failureOf(category: string, message: string) {
  return { category, message, attempts: 0 };
}
