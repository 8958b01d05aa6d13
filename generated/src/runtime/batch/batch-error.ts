import type { BatchSummary } from "../batch-results/batch-outcomes.js";
import { hasBrand, brandErrors } from "../errors/brand.js";

/**
 * Not every input of a batch run succeeded; the summary says which, and why. `orThrow` throws it, and so does awaiting a run whose inputs or
 * journal cannot be read, or in which a hook fails: that error is its `cause` then.
 */
export class BatchError<Input = unknown> extends Error {
  declare readonly summary: BatchSummary<Input>;

  /** @param fault - The error of the program that ended the run. */
  constructor(summary: BatchSummary<Input>, fault?: { readonly error: unknown }) {
    super(describe(summary, fault), fault && { cause: fault.error });
    Object.assign(this, { summary });
  }

  static {
    brandErrors(this.prototype, "BatchError");
  }
}

/** Whether an error is a {@link BatchError} of this package, whichever copy of the package threw it. */
export function isBatchError(error: unknown): error is BatchError {
  return hasBrand(error, "BatchError");
}

function describe(
  { read, succeeded, failures, unresolved, stopped }: BatchSummary<unknown>,
  fault: { readonly error: unknown } | undefined,
): string {
  if (fault) {
    const message = fault.error instanceof Error ? fault.error.message : String(fault.error);
    return `${message} (${succeeded} of the ${read} inputs that were read succeeded before.)`;
  }
  const [first] = [...failures, ...unresolved];
  const reason =
    first &&
    (first.status === "failed"
      ? `${first.error.category}: ${first.error.message}`
      : first.reason.message);
  const end = stopped ? ` The run ended early: ${stopped.message}` : "";
  return `${read - succeeded} of ${read} inputs did not succeed${first ? `; input ${first.index}: ${reason ?? ""}` : "."}${end}`;
}
