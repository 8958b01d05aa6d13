import { createClient } from "../../../templates/runtime/call/client.js";
import type { Journal } from "../../../templates/runtime/batch-results/batch-journal.js";
import type { BatchOutcome, BatchSummary } from "../../../templates/runtime/batch-results/batch-outcomes.js";
import type { BatchInputs, BatchOptions } from "../../../templates/runtime/batch-results/batch-options.js";
import { runBatch } from "../../../templates/runtime/batch/batch-run.js";
import { isBatchError } from "../../../templates/runtime/batch/batch-error.js";
import { path } from "../../../templates/runtime/values/path.js";
import type { LedgerCase, Mishaps } from "./ledger-cases.js";
import { ledgerFacts, type LedgerInput, type LedgerRecord, type LedgerService } from "./ledger-service.js";

export type LedgerOutcome = BatchOutcome<LedgerInput, LedgerRecord>;

/** What a program has after a run, from the run alone. */
export interface RunAccount {
  readonly outcomes: readonly LedgerOutcome[];
  readonly summary: BatchSummary<LedgerInput>;
  /** Whether the run ended with an error of the program, the source or the journal. */
  readonly failed: boolean;
  readonly remaining: readonly LedgerInput[];
  /** The error with which `remaining()` ended. */
  readonly remainingError: unknown;
  readonly sourceWasClosed: boolean;
}

class Mishap extends Error {}

/** Throws at the call with this number, and from then on. */
function failingAt(number: number | undefined): () => void {
  let calls = 0;
  return () => {
    if (number !== undefined && calls++ >= number) throw new Mishap(`call ${calls}`);
  };
}

function sourceOf(list: readonly LedgerInput[], { sourceKind, sourceThrowsAt, returnThrows }: Mishaps) {
  const state = { ended: false, returned: false };
  const step = failingAt(sourceThrowsAt);
  let position = 0;
  const next = (): IteratorResult<LedgerInput, undefined> => {
    try {
      step();
    } catch (error) {
      state.ended = true;
      throw error;
    }
    const value = list[position++];
    if (value) return { done: false, value };
    state.ended = true;
    return { done: true, value: undefined };
  };
  const close = () => {
    state.returned = true;
    if (returnThrows) throw new Mishap("return");
    return { done: true as const, value: undefined };
  };
  const asynchronous = async <Value>(work: () => Value): Promise<Value> => {
    if (sourceKind === "slow") await new Promise((resolve) => setTimeout(resolve, 3));
    return work();
  };
  const sources: Readonly<Record<Mishaps["sourceKind"], () => BatchInputs<LedgerInput>>> = {
    array: () => list,
    sync: () => ({ [Symbol.iterator]: () => ({ next, return: close }) }),
    async: () => ({ [Symbol.asyncIterator]: () => ({ next: () => asynchronous(next), return: () => asynchronous(close) }) }),
    slow: () => ({ [Symbol.asyncIterator]: () => ({ next: () => asynchronous(next), return: () => asynchronous(close) }) }),
    stream: () =>
      new ReadableStream<LedgerInput>(
        {
          pull(controller) {
            const { done, value } = next();
            if (done) controller.close();
            else controller.enqueue(value);
          },
          cancel: () => void close(),
        },
        { highWaterMark: 0 },
      ),
  };
  return { source: sources[sourceKind](), state };
}

function failing(journal: Journal, { journalFails, journalFailsAt }: Mishaps): Journal {
  const call = failingAt(journalFailsAt);
  return {
    async *read() {
      for await (const line of journal.read()) {
        if (journalFails === "read") call();
        yield line;
      }
    },
    append(line) {
      if (journalFails === "append at once") call();
      return (async () => {
        await new Promise((resolve) => setTimeout(resolve, 0));
        if (journalFails === "append") call();
        await journal.append(line);
        if (journalFails === "append after writing") call();
      })();
    },
  };
}

export async function accountOf(
  service: LedgerService,
  list: readonly LedgerInput[],
  { options }: LedgerCase,
  mishap: Mishaps,
  journal: Journal | undefined,
): Promise<RunAccount> {
  service.plan = [...mishap.answers];
  const controller = new AbortController();
  const hook = failingAt(mishap.hookThrowsAt);
  const hooks = { [mishap.hook]: () => (hook(), "t") };
  const isClients = mishap.hookOf === "client" || mishap.hook === "accessToken";
  let requests = 0;
  const client = createClient({
    baseUrl: "http://ledger.test",
    accessToken: "t",
    fetch: (url, init) => {
      if (requests++ === mishap.abortsAtRequest) controller.abort(new Mishap("aborted"));
      return service.fetch(url, init);
    },
    ...(isClients && mishap.hook !== "onProgress" && hooks),
  });
  const { source, state } = sourceOf(list, mishap);
  const runOptions: BatchOptions = {
    ...options,
    deadlineMs: mishap.deadlineMs,
    signal: controller.signal,
    ...(journal && { journal: failing(journal, mishap), retryFailures: mishap.retryFailures }),
    ...(mishap.hook === "onProgress" || !isClients ? hooks : {}),
  };
  const run = runBatch<LedgerInput, LedgerRecord>(
    ledgerFacts,
    (inputs, call) => client.send({ method: "POST", path: path`/things/v3/batch`, body: { inputs }, idempotent: true }, call),
    source,
    runOptions,
  );
  if (mishap.abortsAfterMs !== undefined) setTimeout(() => controller.abort(), mishap.abortsAfterMs);
  const outcomes: LedgerOutcome[] = [];
  const left: LedgerOutcome[] = [];
  if (!mishap.awaits) await iterate(run, outcomes, mishap.leavesAt);
  let failed = false;
  const summary = await (async () => run)().catch((error: unknown) => {
    if (!isBatchError(error)) throw error;
    failed = true;
    return error.summary as BatchSummary<LedgerInput>;
  });
  left.push(...summary.failures, ...summary.unresolved);
  const { remaining, remainingError } = await readRemaining(run);
  await new Promise((resolve) => setTimeout(resolve, 10));
  return {
    outcomes: [...outcomes, ...left],
    summary,
    failed,
    remaining,
    remainingError,
    sourceWasClosed: state.ended || state.returned,
  };
}

/** Takes outcomes until the end, an error of the program, or the point where the consumer leaves. */
async function iterate(
  run: AsyncIterable<LedgerOutcome>,
  outcomes: LedgerOutcome[],
  leavesAt: number | undefined,
): Promise<void> {
  if (leavesAt === 0) {
    await run[Symbol.asyncIterator]().return?.();
    return;
  }
  try {
    for await (const outcome of run) if (outcomes.push(outcome) === leavesAt) break;
  } catch (error) {
    if (!(error instanceof Mishap) && !String(error).includes("The journal belongs")) throw error;
  }
}

async function readRemaining(run: { remaining(): AsyncIterable<LedgerInput> }) {
  const remaining: LedgerInput[] = [];
  try {
    for await (const input of run.remaining()) remaining.push(input);
    return { remaining, remainingError: undefined };
  } catch (error) {
    return { remaining, remainingError: error };
  }
}
