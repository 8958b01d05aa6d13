import type { BatchOutcome, SimplePublicObject, SimplePublicObjectBatchInput } from "../../generated/src/index.js";
import { type Reason, reasonOfUnresolved, reasonOfFailure } from "./reasons.js";

/** One record to change. */
export interface Update {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
  /** A unique property that `id` is a value of; without it, `id` is the record's own id. */
  readonly idProperty?: string;
}

/** The outcome of one update, as it is printed; every update has exactly one. */
export type Outcome =
  | { readonly status: "updated"; readonly update: Update }
  | { readonly status: "refused" | "skipped" | "unknown"; readonly update: Update; readonly reason: Reason };

/** An outcome of the package. */
type RunOutcome = BatchOutcome<SimplePublicObjectBatchInput, SimplePublicObject>;

export function outcomeOf(outcome: RunOutcome, update: Update): Outcome {
  if (outcome.status === "succeeded") return { status: "updated", update };
  if (outcome.status === "failed") return { status: "refused", update, reason: reasonOfFailure(outcome.error) };
  return { status: outcome.status, update, reason: reasonOfUnresolved(outcome.reason) };
}

/** The outcome of an update that a run did not read because it ended early. */
export function notRead(update: Update): Outcome {
  const reason = { category: "NOT_SENT", message: "The run ended before." };
  return { status: "skipped", update, reason };
}
