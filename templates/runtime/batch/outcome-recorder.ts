import type { BatchFacts } from "../batch-results/batch-facts.js";
import type { BatchOptions } from "./batch-options.js";
import { createOutlet, type Outlet } from "./outcome-queue.js";
import type { BatchOutcome } from "../batch-results/batch-outcomes.js";
import { createTally, progressOf, type Tally } from "./batch-counters.js";
import type { Fate } from "../batch-results/request-decision.js";
import { type Bell, createBell } from "./signal.js";

/** Accounts for every input that was read: one outcome each, counted, and handed out once. */
export class Ledger<Input, Result, Done extends string> {
  readonly tally: Tally = createTally();
  readonly outlet: Outlet<BatchOutcome<Input, Result, Done>>;
  /** Rung whenever an outcome, or the end, can be taken. */
  readonly news: Bell = createBell();
  /** The inputs without a verdict, each before later ones of the same record. */
  readonly unconfirmed: Input[] = [];
  readonly #done: Done;
  readonly #options: Pick<BatchOptions<Done, unknown>, "onProgress" | "total">;
  #resumed = 0;

  constructor(facts: BatchFacts<Done>, options: BatchOptions<Done, unknown>) {
    this.#done = facts.done;
    this.#options = options;
    this.outlet = createOutlet(options.inOrder ?? false);
  }

  /** Counts an input whose outcome an earlier run has handed out. */
  resume(index: number, kind: "done" | "failed"): void {
    this.#resumed++;
    this.tally[kind === "done" ? "succeeded" : "failed"]++;
    this.outlet.skip(index);
    this.news.ring();
  }

  enter(fate: Fate<Input>): void {
    const { index, input } = fate.item;
    if ("record" in fate) {
      this.tally.succeeded++;
      // The record has the type that the description gives it; nothing checks it at run time.
      this.outlet.put(index, { status: this.#done, index, input, record: fate.record as Result });
    } else if ("failure" in fate) {
      this.tally.failed++;
      this.outlet.put(index, { status: "failed", index, input, error: fate.failure });
    } else {
      this.tally.unconfirmed++;
      this.unconfirmed.push(input);
      this.outlet.put(index, { status: "unconfirmed", index, input, reason: fate.reason });
    }
  }

  report(): void {
    const { onProgress, total } = this.#options;
    onProgress?.(progressOf(this.tally, this.#done, total, this.#resumed));
  }
}
