import type { BatchFacts } from "../batch-results/batch-facts.js";
import type { Chunk } from "../batch-results/pending-requests.js";
import { Intake, type IntakeOptions } from "./input-buffer.js";
import { measure } from "../batch-results/batch-items.js";
import type { FailedOutcome } from "../batch-results/batch-outcomes.js";
import type { Source } from "./input-source.js";
import type { Bell } from "./signal.js";

/** A request that a run would send. */
export interface PlannedRequest<Input> {
  /** What it would carry, as it would be sent; empty where problems came after the last request. */
  readonly inputs: readonly Input[];
  /** How many bytes the inputs take. */
  readonly bytes: number;
  /** The inputs since the request before that would not be sent, and why. */
  readonly problems: readonly FailedOutcome<Input>[];
}

/** Goes through the inputs as a run does in which everything succeeds, without sending anything. */
export async function* dryRun<Input>(
  facts: BatchFacts,
  options: IntakeOptions,
  source: Source<Input>,
  arrived: Bell,
): AsyncGenerator<PlannedRequest<Input>, void, undefined> {
  const intake = new Intake<Input>(facts, options);
  let read = 0;
  for (;;) {
    const step = source.take();
    if (step === "waiting") await arrived.wait();
    else if (step.done) break;
    else intake.admit(step.value, read++);
    const full = intake.groups.full();
    if (full) yield plan(intake, full);
  }
  for (let chunk = intake.groups.flush(); chunk; chunk = intake.groups.flush()) yield plan(intake, chunk);
  if (intake.refused.length > 0) yield plan(intake, []);
  if (source.fault) throw source.fault.error;
}

function plan<Input>(intake: Intake<Input>, chunk: Chunk<Input>): PlannedRequest<Input> {
  const problems = intake.refused.flatMap((fate): FailedOutcome<Input>[] =>
    "failure" in fate ? [{ status: "failed", index: fate.item.index, input: fate.item.input, error: fate.failure }] : [],
  );
  intake.refused = [];
  for (const item of chunk) {
    measure(item);
    intake.release({ item, record: undefined });
  }
  return { inputs: chunk.map(({ wire }) => wire), bytes: chunk.reduce((sum, { bytes }) => sum + bytes, 0), problems };
}
