import type { BatchFacts } from "../batch-results/batch-facts.js";
import type { BatchOutcome, BatchSummary } from "../batch-results/batch-outcomes.js";
import { dryRun, type PlannedRequest } from "./batch-dry-run.js";
import { BatchEngine } from "./batch-engine.js";
import { BatchError } from "./batch-error.js";
import type { BatchInputs, BatchOptions } from "./batch-options.js";
import { openSource } from "./input-source.js";
import { iterateOutcomes } from "./outcome-iterator.js";
import type { SendBatch } from "./send-batch-request.js";
import { createSignal } from "./signal.js";

/**
 * A run over any number of inputs. Iterate over it for the outcome of each input, or await it for a summary. It begins when it is iterated or
 * awaited, and reads no faster than it can send. It does not throw because inputs fail; only {@link orThrow} does.
 */
export interface BatchRun<Input, Result, Done extends string>
  extends AsyncIterable<BatchOutcome<Input, Result, Done>>, PromiseLike<BatchSummary<Input>> {
  /** The summary; throws a `BatchError` with the summary if not every input succeeded. */
  orThrow(): Promise<BatchSummary<Input>>;
  /** The requests that the run would send, and the inputs that it would not send. Sends nothing. Use it in place of the run. */
  dryRun(): AsyncGenerator<PlannedRequest<Input>, void, undefined>;
  /** The inputs to send again, once the run is over: the unconfirmed ones, then those that were not read. */
  remaining(): AsyncGenerator<Input, void, undefined>;
}

/** Creates the run of an operation that takes many inputs at once. */
export function runBatch<Input, Result, Done extends string>(
  facts: BatchFacts<Done>,
  send: SendBatch<Input>,
  inputs: BatchInputs<Input>,
  options: BatchOptions<Done, unknown> = {},
): BatchRun<Input, Result, Done> {
  const arrived = createSignal();
  const source = openSource(inputs, () => {
    arrived.notify();
    engine.wake();
  });
  const total = options.total ?? (Array.isArray(inputs) ? inputs.length : undefined);
  const engine = new BatchEngine<Input, Result, Done>(facts, send, { ...options, total }, source);
  const failures: BatchSummary<Input>["failures"][number][] = [];
  let running: Promise<void> | undefined;
  let summary: Promise<BatchSummary<Input>> | undefined;
  let iterated = false;

  async function waitForMore(): Promise<boolean> {
    running ??= engine.run();
    while (engine.outcomes.queue.ready === 0 && !engine.ended) await engine.outcomes.changed.wait();
    return engine.outcomes.queue.ready > 0;
  }

  async function finish(): Promise<void> {
    await running;
    if (engine.fault) throw engine.fault.error;
  }

  function outcomes(): AsyncIterator<BatchOutcome<Input, Result, Done>, undefined, undefined> {
    if (iterated) throw new TypeError("The outcomes of a run can be iterated over once.");
    iterated = true;
    return iterateOutcomes({
      take: () => engine.take(),
      waitForMore,
      finish,
      async leave() {
        // After the last outcome the run has ended already.
        if (!engine.ended) engine.stop({ code: "aborted", message: "The run was left." });
        await (running ??= engine.run());
      },
    });
  }

  async function summarize(): Promise<BatchSummary<Input>> {
    iterated = true;
    while (await waitForMore())
      for (let outcome = engine.take(); outcome; outcome = engine.take())
        if (!("record" in outcome)) failures.push(outcome);
    await finish();
    const { startedAt, read, succeeded, failed, unconfirmed, requests, retries } =
      engine.outcomes.counters;
    const durationMs = performance.now() - startedAt;
    return {
      read,
      succeeded,
      failed,
      unconfirmed,
      requests,
      retries,
      durationMs,
      failures,
      stopped: engine.stopped,
    };
  }

  const summaryOnce = () => (summary ??= summarize());
  return {
    [Symbol.asyncIterator]: outcomes,
    then: (fulfilled, rejected) => summaryOnce().then(fulfilled, rejected),
    async orThrow() {
      const result = await summaryOnce();
      if (result.succeeded < result.read || result.stopped) throw new BatchError(result);
      return result;
    },
    dryRun: () => dryRun(facts, options, source, arrived),
    async *remaining() {
      await running;
      yield* engine.outcomes.unconfirmed;
      yield* source.rest();
    },
  };
}
