/** The outcome of one input of a batch run; every input that was read gets exactly one. */
export type BatchOutcome<Input, Result> =
  SucceededOutcome<Input, Result> | FailedOutcome<Input> | UnresolvedOutcome<Input>;

/** What neither succeeded nor failed, and is sent by the next run. */
export type UnresolvedOutcome<Input> = SkippedOutcome<Input> | UnknownOutcome<Input>;

/** The service's response has a result for this input. */
export interface SucceededOutcome<Input, Result> {
  readonly status: "succeeded";
  /** The position of the input, from 0. */
  readonly index: number;
  readonly input: Input;
  readonly record: Result;
}

/** The service, or a check before sending, refused this input: it was not carried out. */
export interface FailedOutcome<Input> {
  readonly status: "failed";
  readonly index: number;
  readonly input: Input;
  readonly error: BatchFailure;
  /** Whether it failed in an earlier run with the same journal. Failures of earlier runs are reported again, successes are not. */
  readonly fromJournal?: true;
}

/** This input was certainly not carried out, for a reason that is not its own. It may be sent again. */
export interface SkippedOutcome<Input> {
  readonly status: "skipped";
  readonly index: number;
  readonly input: Input;
  readonly reason: BatchReason<SkipCode>;
}

/** It is unknown whether this input was carried out. */
export interface UnknownOutcome<Input> {
  readonly status: "unknown";
  readonly index: number;
  readonly input: Input;
  readonly reason: BatchReason<DoubtCode>;
}

/** Why an input failed. */
export interface BatchFailure {
  /** The service's own error category; `INVALID_INPUT`, `DUPLICATE` or `SUPERSEDED` for an input that was not sent. */
  readonly category: string;
  readonly message: string;
  /** The property of the input that caused the failure, if the service names it. */
  readonly property?: string | undefined;
  /** Identifies the request to the service's support. */
  readonly correlationId?: string | undefined;
  /** How many requests contained the input. */
  readonly attempts: number;
  /** The error of the service, unchanged. */
  readonly details?: unknown;
}

/**
 * Why an input was skipped.
 *
 * - `not-sent`: the run ended before the input was sent.
 * - `refused`: the service refused the request, but not because of this input: a rate limit, a missing scope.
 */
export type SkipCode = "not-sent" | "refused";

/**
 * Why it is unknown what happened to an input.
 *
 * - `unanswered`: the input was sent, and there was no response, or none that says what happened.
 * - `unfinished`: the service says that it did not complete the request.
 * - `unnamed`: the service responded, and neither a result nor an error names the input.
 */
export type DoubtCode = "unanswered" | "unfinished" | "unnamed";

/** Why an input was skipped, or why it is unknown what happened to it. */
export interface BatchReason<Code = SkipCode | DoubtCode> {
  readonly code: Code;
  readonly message: string;
  readonly correlationId?: string | undefined;
  /** How many requests contained the input. */
  readonly attempts: number;
  /** The error that ended the request, or the run. */
  readonly error?: unknown;
}

/** The result of a whole run. */
export interface BatchSummary<Input> {
  /** Always `succeeded + failed + skipped + unknown`. */
  readonly read: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly unknown: number;
  /** How many requests were sent, retries included. */
  readonly requests: number;
  /** How many of the requests were retries. */
  readonly retries: number;
  readonly durationMs: number;
  /** The inputs that failed, except those that were iterated over already. */
  readonly failures: readonly FailedOutcome<Input>[];
  /** The inputs that were skipped and those of which it is unknown, except those that were iterated over already. */
  readonly unresolved: readonly UnresolvedOutcome<Input>[];
  /** Why the run ended before its inputs did; undefined if it did not. `remaining()` gives the inputs that are left. */
  readonly stopped?: BatchStop | undefined;
}

/** Why a run ended early. */
export interface BatchStop {
  /** `gave-up`: further requests would have failed like the last one, because of a used-up rate limit or a missing scope for instance. */
  readonly code: "aborted" | "deadline" | "gave-up";
  readonly message: string;
  readonly error?: unknown;
}

/** The progress of a run. */
export interface BatchProgress {
  readonly read: number;
  /** How many inputs have been in a request. */
  readonly sent: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly unknown: number;
  readonly requests: number;
  readonly retries: number;
  /** Inputs a second, over the whole run. */
  readonly rate: number;
  /** Milliseconds until the end, where the number of inputs is known. */
  readonly eta: number | undefined;
}
