import type { BatchStop } from "../batch-results/batch-outcomes.js";

/** What the new inputs of one request came to, with all requests into which it was divided. */
export interface RequestYield {
  /** How many inputs succeeded, failed for a reason of their own, and are unresolved: skipped, or their outcome is unknown. */
  succeeded: number;
  failed: number;
  unresolved: number;
  /** Whether the service rejected a request as a whole. */
  wasRejected: boolean;
}

/** The run gives up after so many requests in a row that came to nothing, since more of them would only burden the service. */
const maxFruitlessInRow = 3;
/** The run gives up once more requests have failed than this, and than this share of all. */
const [freeFailures, failureShare] = [20, 0.05];

/** Counts what requests come to, and says when to give up. */
export class FailureLimits {
  readonly #requestCount: () => number;
  #fruitlessInRow = 0;
  #failed = 0;

  /** @param requestCount - How many requests were sent so far. */
  constructor(requestCount: () => number) {
    this.#requestCount = requestCount;
  }

  /** How many more requests may fail. */
  get left(): number {
    return Math.max(freeFailures, Math.floor(this.#requestCount() * failureShare)) - this.#failed;
  }

  /** A request has no response, or one that says that it failed. A 429 does not count: the run slows down instead. */
  countFailed(error: unknown): BatchStop | undefined {
    this.#failed++;
    if (this.left >= 0) return undefined;
    return gaveUp(
      `More than ${freeFailures} requests have failed, and more than ${failureShare * 100} % of all.`,
      error,
    );
  }

  /** A request with new inputs is over. */
  countYield(result: RequestYield, error: unknown): BatchStop | undefined {
    this.#fruitlessInRow = isFruitless(result) ? this.#fruitlessInRow + 1 : 0;
    if (this.#fruitlessInRow < maxFruitlessInRow) return undefined;
    return gaveUp(`${maxFruitlessInRow} requests in a row came to nothing.`, error);
  }
}

/** No input succeeded, and none has an error of its own; or some have, but the service rejected the request because of all of them. */
function isFruitless({ succeeded, failed, unresolved, wasRejected }: RequestYield): boolean {
  return succeeded === 0 && unresolved > 0 && (failed === 0 || wasRejected);
}

export function gaveUp(message: string, error: unknown): BatchStop {
  return { code: "gave-up", message: error instanceof Error ? error.message : message, error };
}
