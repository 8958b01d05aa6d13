import type { BatchFacts } from "../batch-results/batch-facts.js";
import type { BatchOutcome, BatchSummary } from "../batch-results/batch-outcomes.js";
import { dryRun, type PlannedRequest } from "./batch-dry-run.js";
import { BatchEngine } from "./batch-engine.js";
import { checkBatchNumbers } from "./batch-numbers.js";
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
  /**
   * The inputs to send again, once the run is over: the unconfirmed ones, then those that were not read, both in order. Call it at once when
   * the run has ended, or before: otherwise the source of the inputs is closed.
   */
  remaining(): AsyncGenerator<Input, void, undefined>;
}

/** Creates the run of an operation that takes many inputs at once. */
export function runBatch<Input, Result, Done extends string>(
  facts: BatchFacts<Done>,
  send: SendBatch<Input>,
  inputs: BatchInputs<Input>,
  options: BatchOptions<Done, unknown> = {},
): BatchRun<Input, Result, Done> {
  checkBatchNumbers(options);
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
  let mayClose = true;
  let dryRunStarted = false;

  /** The run is over, and its caller knows. Who wants what is left calls `remaining()` now; otherwise the source may close its file. */
  function closeUnlessWanted(): void {
    if (source.ended) return;
    setTimeout(() => {
      // An error of the source must not hide that of the run.
      if (mayClose) source.close().catch(() => undefined);
    });
  }

  function start(): Promise<void> {
    if (dryRunStarted)
      throw new TypeError(
        "A dry run takes the place of the run: create another run for the same inputs.",
      );
    return (running ??= engine.run());
  }

  async function waitForMore(): Promise<boolean> {
    void start();
    while (engine.outcomes.queue.ready === 0 && !engine.ended) await engine.outcomes.changed.wait();
    return engine.outcomes.queue.ready > 0;
  }

  async function finish(): Promise<void> {
    await running;
    closeUnlessWanted();
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
        await start();
        closeUnlessWanted();
      },
    });
  }

  async function summarize(): Promise<BatchSummary<Input>> {
    iterated = true;
    while (await waitForMore())
      for (let outcome = engine.take(); outcome; outcome = engine.take())
        if (!("record" in outcome)) failures.push(outcome);
    await running;
    closeUnlessWanted();
    const { startedAt, read, succeeded, failed, unconfirmed, requests, retries } =
      engine.outcomes.counters;
    const durationMs = performance.now() - startedAt;
    const counts = { read, succeeded, failed, unconfirmed, requests, retries };
    const result = { ...counts, durationMs, failures, stopped: engine.stopped };
    if (engine.fault) throw new BatchError(result, engine.fault);
    return result;
  }

  async function* remaining(): AsyncGenerator<Input, void, undefined> {
    if (!running && !dryRunStarted)
      throw new TypeError("The run has not started: until then, all inputs remain.");
    try {
      await running;
      yield* engine.outcomes.unconfirmed;
      yield* source.rest();
    } finally {
      await source.close();
    }
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
    dryRun() {
      if (running) throw new TypeError("A dry run takes the place of the run, which has started.");
      dryRunStarted = true;
      return dryRun(facts, options, source, arrived);
    },
    remaining() {
      mayClose = false;
      return remaining();
    },
  };
}
