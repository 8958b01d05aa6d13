import type { SendBatch } from "./send-batch-request.js";
import { dryRun, type PlannedRequest } from "./batch-dry-run.js";
import { Engine } from "./batch-engine.js";
import { BatchError } from "./batch-error.js";
import type { BatchFacts } from "../batch-results/batch-facts.js";
import type { BatchInputs, BatchOptions } from "./batch-options.js";
import { iterateOutcomes } from "./outcome-iterator.js";
import type { BatchOutcome, BatchSummary } from "../batch-results/batch-outcomes.js";
import { openSource } from "./input-source.js";
import { createBell } from "./signal.js";

/**
 * A run over any number of inputs. Iterated, it gives the outcome of each, exactly one; awaited, a summary. Nothing is read or sent before
 * either, and nothing is read faster than it can be sent. That inputs fail is no error: only {@link orThrow} makes it one.
 */
export interface BatchRun<Input, Result, Done extends string>
  extends AsyncIterable<BatchOutcome<Input, Result, Done>>, PromiseLike<BatchSummary<Input>> {
  /** The summary, or a `BatchError` that holds it, where not every input succeeded. */
  orThrow(): Promise<BatchSummary<Input>>;
  /** The requests that the run would send, with the problems found on the way; nothing is sent. In place of the run, not beside it. */
  dryRun(): AsyncGenerator<PlannedRequest<Input>, void, undefined>;
  /** What to send next time, once the run is over: the inputs without a verdict, then those that were not read. */
  remaining(): AsyncGenerator<Input, void, undefined>;
}

/** Makes the run of an operation that takes many inputs at once. */
export function runBatch<Input, Result, Done extends string>(
  facts: BatchFacts<Done>,
  send: SendBatch<Input>,
  inputs: BatchInputs<Input>,
  options: BatchOptions<Done, unknown> = {},
): BatchRun<Input, Result, Done> {
  const arrived = createBell();
  const source = openSource(inputs, () => {
    arrived.ring();
    engine.wake();
  });
  const total = options.total ?? (Array.isArray(inputs) ? inputs.length : undefined);
  const engine = new Engine<Input, Result, Done>(facts, send, { ...options, total }, source);
  const failures: BatchSummary<Input>["failures"][number][] = [];
  let running: Promise<void> | undefined;
  let summary: Promise<BatchSummary<Input>> | undefined;
  let taken = false;

  /** Waits until outcomes can be taken; false once there will be none. */
  async function more(): Promise<boolean> {
    running ??= engine.run();
    while (engine.ledger.outlet.ready === 0 && !engine.over) await engine.ledger.news.wait();
    return engine.ledger.outlet.ready > 0;
  }

  async function finish(): Promise<void> {
    await running;
    if (engine.fault) throw engine.fault.error;
  }

  function outcomes(): AsyncIterator<BatchOutcome<Input, Result, Done>, undefined, undefined> {
    if (taken) throw new TypeError("The outcomes of a run can be iterated over once.");
    taken = true;
    return iterateOutcomes({
      take: () => engine.take(),
      more,
      finish,
      async leave() {
        // Where all were taken it is over already.
        if (!engine.over) engine.stop({ code: "aborted", message: "The run was left." });
        await (running ??= engine.run());
      },
    });
  }

  async function summarize(): Promise<BatchSummary<Input>> {
    taken = true;
    while (await more())
      for (let outcome = engine.take(); outcome; outcome = engine.take()) if (!("record" in outcome)) failures.push(outcome);
    await finish();
    const { began, read, succeeded, failed, unconfirmed, requests, retries } = engine.ledger.tally;
    const durationMs = performance.now() - began;
    return { read, succeeded, failed, unconfirmed, requests, retries, durationMs, failures, stopped: engine.stopped };
  }

  const whole = () => (summary ??= summarize());
  return {
    [Symbol.asyncIterator]: outcomes,
    then: (fulfilled, rejected) => whole().then(fulfilled, rejected),
    async orThrow() {
      const result = await whole();
      if (result.succeeded < result.read || result.stopped) throw new BatchError(result);
      return result;
    },
    dryRun: () => dryRun(facts, options, source, arrived),
    async *remaining() {
      await running;
      yield* engine.ledger.unconfirmed;
      yield* source.rest();
    },
  };
}
