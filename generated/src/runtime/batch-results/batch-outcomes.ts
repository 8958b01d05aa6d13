/** The outcome of one input of a batch run; every input that was read gets exactly one. */
export type BatchOutcome<Input, Result, Done extends string> =
  BatchSuccess<Input, Result, Done> | FailedOutcome<Input> | UnconfirmedOutcome<Input>;

export interface BatchSuccess<Input, Result, Done extends string> {
  readonly status: Done;
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

/** It is unknown whether this input was carried out, or certain that it was not, but not because of the input itself. */
export interface UnconfirmedOutcome<Input> {
  readonly status: "unconfirmed";
  readonly index: number;
  readonly input: Input;
  readonly reason: BatchReason;
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

/** Why an input is unconfirmed. */
export interface BatchReason {
  /**
   * - `not-sent`: the run ended before the input was sent. Not carried out.
   * - `refused`: the service refused the request, but not because of this input: a rate limit, a missing scope. Not carried out.
   * - `unanswered`: the input was sent, and there was no response, or none that says what happened. It may have been carried out.
   * - `unfinished`: the service says that it did not complete the request. It may have been carried out.
   * - `unnamed`: the service responded, and neither a result nor an error names the input. It may have been carried out.
   */
  readonly code: "not-sent" | "refused" | "unanswered" | "unfinished" | "unnamed";
  readonly message: string;
  readonly correlationId?: string | undefined;
  /** How many requests contained the input. */
  readonly attempts: number;
  /** The error that ended the request, or the run. */
  readonly error?: unknown;
}

/** The result of a whole run. */
export interface BatchSummary<Input> {
  /** Always `succeeded + failed + unconfirmed`. */
  readonly read: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly unconfirmed: number;
  /** How many requests were sent, retries included. */
  readonly requests: number;
  /** How many of the requests were retries. */
  readonly retries: number;
  readonly durationMs: number;
  /** The outcomes that are no success, except those that were iterated over already. */
  readonly failures: readonly (FailedOutcome<Input> | UnconfirmedOutcome<Input>)[];
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
export type BatchProgress<Done extends string> = {
  /** How many inputs succeeded. */ readonly [Name in Done]: number;
} & {
  readonly read: number;
  /** How many inputs have been in a request. */
  readonly sent: number;
  readonly failed: number;
  readonly unconfirmed: number;
  readonly requests: number;
  readonly retries: number;
  /** Inputs a second, over the whole run. */
  readonly rate: number;
  /** Milliseconds until the end, where the number of inputs is known. */
  readonly eta: number | undefined;
};
