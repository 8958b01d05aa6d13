import type { BatchFacts } from "../batch-results/batch-facts.js";
import { openJournal } from "../batch-results/batch-journal.js";
import { measure } from "../batch-results/batch-items.js";
import type { FailedOutcome } from "../batch-results/batch-outcomes.js";
import type { Chunk } from "../batch-results/pending-requests.js";
import {
  InputBuffer,
  type InputBufferOptions,
  type KnownOutcome,
} from "../batch-requests/input-buffer.js";
import type { InputSource } from "./input-source.js";
import type { Signal } from "./signal.js";

/** A request that a run would send. */
export interface PlannedRequest<Input> {
  /** The inputs as they would be sent; empty where inputs after the last request have problems. */
  readonly inputs: readonly Input[];
  /** How many bytes the inputs take. */
  readonly bytes: number;
  /** The inputs since the request before this one that would not be sent, and why. Those that the journal says succeeded are in neither. */
  readonly problems: readonly FailedOutcome<Input>[];
}

/** Plans the requests of a run in which every input succeeds, and sends nothing. */
export async function* dryRun<Input>(
  facts: BatchFacts,
  options: InputBufferOptions,
  source: InputSource<Input>,
  arrived: Signal,
): AsyncGenerator<PlannedRequest<Input>, void, undefined> {
  const buffer = new InputBuffer<Input>(facts, options);
  const { pending } = buffer;
  let known: FailedOutcome<Input>[] = [];
  const planned = (chunk: Chunk<Input>): PlannedRequest<Input> => {
    const request = plan(buffer, chunk, known);
    known = [];
    return request;
  };
  let read = 0;
  try {
    const { journal: file, retryFailures } = options;
    const journal = file && (await openJournal<Input>(file, { retryFailures, readOnly: true }));
    for (;;) {
      const step = source.take();
      if (step === "waiting") await arrived.wait();
      else if (step.done) break;
      else known.push(...knownFailures(buffer.add(step.value, read++, journal)));
      const full = pending.takeFull();
      if (full) yield planned(full);
    }
    for (let chunk = pending.takeFullest(); chunk; chunk = pending.takeFullest())
      yield planned(chunk);
    if (buffer.notSent.length > 0 || known.length > 0) yield planned([]);
    const fault = source.takeFault();
    if (fault) throw fault.error;
  } finally {
    await source.close();
  }
}

function knownFailures<Input>(known: KnownOutcome<Input> | undefined): FailedOutcome<Input>[] {
  if (!known?.error) return [];
  const { index, input } = known.item;
  return [{ status: "failed", index, input, error: known.error, fromJournal: true }];
}

function plan<Input>(
  buffer: InputBuffer<Input>,
  chunk: Chunk<Input>,
  known: readonly FailedOutcome<Input>[],
): PlannedRequest<Input> {
  const problems = buffer.notSent.flatMap((result): FailedOutcome<Input>[] =>
    "failure" in result
      ? [
          {
            status: "failed",
            index: result.item.index,
            input: result.item.input,
            error: result.failure,
          },
        ]
      : [],
  );
  buffer.notSent = [];
  for (const item of chunk) {
    measure(item);
    buffer.release({ item, record: undefined });
  }
  return {
    inputs: chunk.map(({ payload }) => payload),
    bytes: chunk.reduce((sum, { bytes }) => sum + bytes, 0),
    problems: [...known, ...problems].sort((a, b) => a.index - b.index),
  };
}
