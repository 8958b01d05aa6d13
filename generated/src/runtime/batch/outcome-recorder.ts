import { type BatchItem, type InputResult, isSkip } from "../batch-results/batch-items.js";
import type {
  BatchFailure,
  BatchOutcome,
  BatchReason,
  UnresolvedOutcome,
} from "../batch-results/batch-outcomes.js";
import {
  type BatchCounters,
  createCounters,
  progressOf,
} from "../batch-requests/batch-counters.js";
import type { BatchOptions } from "../batch-results/batch-options.js";
import { createOutcomeQueue, type OutcomeQueue } from "./outcome-queue.js";
import { createSignal, type Signal } from "./signal.js";

/** Counts the outcome of every input that was read, and queues it for the caller. */
export class OutcomeRecorder<Input, Result> {
  readonly counters: BatchCounters = createCounters();
  readonly queue: OutcomeQueue<BatchOutcome<Input, Result>>;
  /** Notified whenever an outcome can be taken, or the run has ended. */
  readonly changed: Signal = createSignal();
  readonly #unresolved: { readonly index: number; readonly input: Input }[] = [];
  readonly #options: Pick<BatchOptions<unknown>, "onProgress" | "total">;
  #resumed = 0;

  constructor(options: BatchOptions<unknown>) {
    this.#options = options;
    this.queue = createOutcomeQueue(options.inOrder ?? false);
  }

  /** The inputs that neither succeeded nor failed, in their order. */
  get unresolved(): readonly Input[] {
    return this.#unresolved.sort((a, b) => a.index - b.index).map(({ input }) => input);
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
      this.queue.add(index, { status: "succeeded", index, input, record: result.record as Result });
    } else if ("failure" in result) {
      this.counters.failed++;
      this.queue.add(index, { status: "failed", index, input, error: result.failure });
    } else {
      const outcome = unresolvedOutcome(index, input, result.reason);
      this.counters[outcome.status]++;
      this.#unresolved.push({ index, input });
      this.queue.add(index, outcome);
    }
  }

  reportProgress(): void {
    const { onProgress, total } = this.#options;
    onProgress?.(progressOf(this.counters, total, this.#resumed));
  }
}

function unresolvedOutcome<Input>(
  index: number,
  input: Input,
  reason: BatchReason,
): UnresolvedOutcome<Input> {
  const { code } = reason;
  return isSkip(code)
    ? { status: "skipped", index, input, reason: { ...reason, code } }
    : { status: "unknown", index, input, reason: { ...reason, code } };
}
