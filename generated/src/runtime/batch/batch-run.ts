import type { BatchFacts } from "../batch-results/batch-facts.js";
import type {
  BatchOutcome,
  BatchSummary,
  FailedOutcome,
  UnresolvedOutcome,
} from "../batch-results/batch-outcomes.js";
import { dryRun, type PlannedRequest } from "./batch-dry-run.js";
import { BatchEngine } from "./batch-engine.js";
import { checkBatchNumbers } from "./batch-numbers.js";
import { BatchError } from "./batch-error.js";
import type { BatchInputs, BatchOptions } from "../batch-results/batch-options.js";
import { openSource } from "./input-source.js";
import { iterateOutcomes } from "./outcome-iterator.js";
import type { SendBatch } from "../batch-requests/send-batch-request.js";
import { createSignal } from "./signal.js";

/**
 * A run over any number of inputs. Nothing is read or sent until it is iterated over, for the outcome of each input, or awaited, for a
 * summary, or until {@link start} is called. It reads no faster than it can send. It does not throw because inputs fail; only
 * {@link orThrow} does.
 */
export interface BatchRun<Input, Result>
  extends AsyncIterable<BatchOutcome<Input, Result>>, PromiseLike<BatchSummary<Input>> {
  /** Begins the run at once, for its summary: await it later, or not at all. An error that nobody awaits is an unhandled rejection. */
  start(): void;
  /** The summary; throws a `BatchError` with the summary if not every input succeeded. */
  orThrow(): Promise<BatchSummary<Input>>;
  /** The requests that the run would send, and the inputs that it would not send. Sends nothing. Use it in place of the run. */
  dryRun(): AsyncGenerator<PlannedRequest<Input>, void, undefined>;
  /**
   * The inputs to send again, once the run is over: those that were skipped or whose outcome is unknown, then those that were not read, both in order. Call it at once when
   * the run has ended, or before: otherwise the source of the inputs is closed.
   */
  remaining(): AsyncGenerator<Input, void, undefined>;
  /** The last of the {@link remaining} inputs: those that were not read, and so have no outcome. Use it in place of `remaining()`. */
  unread(): AsyncGenerator<Input, void, undefined>;
}

/** Creates the run of an operation that takes many inputs at once. */
export function runBatch<Input, Result>(
  facts: BatchFacts,
  send: SendBatch<Input>,
  inputs: BatchInputs<Input>,
  options: BatchOptions<unknown> = {},
): BatchRun<Input, Result> {
  checkBatchNumbers(options);
  const arrived = createSignal();
  const source = openSource(inputs, () => {
    arrived.notify();
    engine.wake();
  });
  const total = options.total ?? (Array.isArray(inputs) ? inputs.length : undefined);
  const engine = new BatchEngine<Input, Result>(facts, send, { ...options, total }, source);
  const failures: FailedOutcome<Input>[] = [];
  const unresolved: UnresolvedOutcome<Input>[] = [];
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

  function outcomes(): AsyncIterator<BatchOutcome<Input, Result>, undefined, undefined> {
    if (iterated)
      throw new TypeError(
        "The outcomes of a run can be iterated over once, and not after start(), orThrow() or await.",
      );
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
        if (outcome.status === "failed") failures.push(outcome);
        else if (outcome.status !== "succeeded") unresolved.push(outcome);
    await running;
    closeUnlessWanted();
    const { startedAt, read, succeeded, failed, skipped, unknown, requests, retries } =
      engine.outcomes.counters;
    const durationMs = performance.now() - startedAt;
    const counts = { read, succeeded, failed, skipped, unknown, requests, retries };
    const result = { ...counts, durationMs, failures, unresolved, stopped: engine.stopped };
    if (engine.fault) throw new BatchError(result, engine.fault);
    return result;
  }

  async function* rest(withUnresolved: boolean): AsyncGenerator<Input, void, undefined> {
    if (!running && !dryRunStarted)
      throw new TypeError("The run has not started: until then, all inputs remain.");
    try {
      await running;
      if (withUnresolved) yield* engine.outcomes.unresolved;
      yield* source.rest();
    } finally {
      await source.close();
    }
  }

  const summaryOnce = () => (summary ??= summarize());
  return {
    [Symbol.asyncIterator]: outcomes,
    then: (fulfilled, rejected) => summaryOnce().then(fulfilled, rejected),
    start() {
      void summaryOnce();
    },
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
      return rest(true);
    },
    unread() {
      mayClose = false;
      return rest(false);
    },
  };
}
