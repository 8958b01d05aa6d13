import type { BatchSummary } from "../batch-results/batch-outcomes.js";
import { hasBrand, brandErrors } from "../errors/brand.js";

/** Not every input of a batch run succeeded; the summary says which, and why. Only `orThrow` throws it. */
export class BatchError<Input = unknown> extends Error {
  declare readonly summary: BatchSummary<Input>;

  constructor(summary: BatchSummary<Input>) {
    super(describe(summary));
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

function describe({ read, succeeded, failures, stopped }: BatchSummary<unknown>): string {
  const [first] = failures;
  const reason =
    first &&
    (first.status === "failed"
      ? `${first.error.category}: ${first.error.message}`
      : first.reason.message);
  const end = stopped ? ` The run ended early: ${stopped.message}` : "";
  return `${read - succeeded} of ${read} inputs did not succeed${first ? `; input ${first.index}: ${reason ?? ""}` : "."}${end}`;
}
