import type { BatchFacts } from "../batch-results/batch-facts.js";
import type { BatchItem, InputResult } from "../batch-results/batch-items.js";
import type { BatchFailure, BatchOutcome } from "../batch-results/batch-outcomes.js";
import { type BatchCounters, createCounters, progressOf } from "./batch-counters.js";
import type { BatchOptions } from "./batch-options.js";
import { createOutcomeQueue, type OutcomeQueue } from "./outcome-queue.js";
import { createSignal, type Signal } from "./signal.js";

/** Counts the outcome of every input that was read, and queues it for the caller. */
export class OutcomeRecorder<Input, Result, Done extends string> {
  readonly counters: BatchCounters = createCounters();
  readonly queue: OutcomeQueue<BatchOutcome<Input, Result, Done>>;
  /** Notified whenever an outcome can be taken, or the run has ended. */
  readonly changed: Signal = createSignal();
  readonly #unconfirmed: { readonly index: number; readonly input: Input }[] = [];
  readonly #done: Done;
  readonly #options: Pick<BatchOptions<Done, unknown>, "onProgress" | "total">;
  #resumed = 0;

  constructor(facts: BatchFacts<Done>, options: BatchOptions<Done, unknown>) {
    this.#done = facts.done;
    this.#options = options;
    this.queue = createOutcomeQueue(options.inOrder ?? false);
  }

  /** The unconfirmed inputs, in the order of the inputs. */
  get unconfirmed(): readonly Input[] {
    return this.#unconfirmed.sort((a, b) => a.index - b.index).map(({ input }) => input);
  }

  /** Counts an input whose outcome is known from an earlier run. Only that run had the record of one that succeeded. */
  resume({ index, input }: BatchItem<Input>, error: BatchFailure | undefined): void {
    this.#resumed++;
    this.counters[error ? "failed" : "succeeded"]++;
    if (error) this.queue.add(index, { status: "failed", index, input, error, fromJournal: true });
    else this.queue.skip(index);
    this.changed.notify();
  }

  add(result: InputResult<Input>): void {
    const { index, input } = result.item;
    if ("record" in result) {
      this.counters.succeeded++;
      // The description gives the type of the record; it is not validated at run time.
      this.queue.add(index, { status: this.#done, index, input, record: result.record as Result });
    } else if ("failure" in result) {
      this.counters.failed++;
      this.queue.add(index, { status: "failed", index, input, error: result.failure });
    } else {
      this.counters.unconfirmed++;
      this.#unconfirmed.push({ index, input });
      this.queue.add(index, { status: "unconfirmed", index, input, reason: result.reason });
    }
  }

  reportProgress(): void {
    const { onProgress, total } = this.#options;
    onProgress?.(progressOf(this.counters, this.#done, total, this.#resumed));
  }
}
