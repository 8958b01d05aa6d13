/** What became of one input of a batch run; every input that was read gets exactly one. */
export type BatchOutcome<Input, Result, Done extends string> =
  BatchSuccess<Input, Result, Done> | FailedOutcome<Input> | UnconfirmedOutcome<Input>;

export interface BatchSuccess<Input, Result, Done extends string> {
  readonly status: Done;
  /** The position of the input, from 0. */
  readonly index: number;
  readonly input: Input;
  readonly record: Result;
}

/** The service, or a check before sending, said no to this input: it was not carried out. */
export interface FailedOutcome<Input> {
  readonly status: "failed";
  readonly index: number;
  readonly input: Input;
  readonly error: BatchFailure;
}

/** Nobody said what became of this input. */
export interface UnconfirmedOutcome<Input> {
  readonly status: "unconfirmed";
  readonly index: number;
  readonly input: Input;
  readonly reason: BatchReason;
}

/** Why an input failed. */
export interface BatchFailure {
  /** The service's own kind of error; `INVALID_INPUT`, `DUPLICATE` or `SUPERSEDED` where it was not sent. */
  readonly category: string;
  readonly message: string;
  /** The property of the input that is to blame, where the service names it. */
  readonly property?: string | undefined;
  /** Identifies the request to the service's support. */
  readonly correlationId?: string | undefined;
  /** How many requests carried the input. */
  readonly attempts: number;
  /** What the service said, whole. */
  readonly details?: unknown;
}

/** Why it is not known what became of an input. */
export interface BatchReason {
  /**
   * - `not-sent`: the run ended before the input was sent. Not carried out.
   * - `refused`: the service refused the request for a reason that is not this input's, a limit or a missing right. Not carried out.
   * - `unanswered`: the input was sent, and no answer came, or one that does not tell. It may have been carried out.
   * - `unfinished`: the service says that it did not carry the request through. It may have been carried out.
   * - `unnamed`: the service answered, and neither a result nor an error names the input. It may have been carried out.
   */
  readonly code: "not-sent" | "refused" | "unanswered" | "unfinished" | "unnamed";
  readonly message: string;
  readonly correlationId?: string | undefined;
  /** How many requests carried the input. */
  readonly attempts: number;
  /** What ended the request, or the run. */
  readonly error?: unknown;
}

/** Everything about a run, once it is over. */
export interface BatchSummary<Input> {
  /** `succeeded + failed + unconfirmed`, always. */
  readonly read: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly unconfirmed: number;
  /** How many requests were sent, attempts included. */
  readonly requests: number;
  /** How many of them were sent a second time. */
  readonly retries: number;
  readonly durationMs: number;
  /** All that did not succeed, but for what iterating has handed out already. */
  readonly failures: readonly (FailedOutcome<Input> | UnconfirmedOutcome<Input>)[];
  /** Why the run ended before its inputs did; undefined where it did not. `remaining()` gives what is left. */
  readonly stopped?: BatchStop | undefined;
}

/** Why a run ended early. */
export interface BatchStop {
  /** `gave-up`: what was sent next would have failed like the last, because of a used up limit or a missing right for instance. */
  readonly code: "aborted" | "deadline" | "gave-up";
  readonly message: string;
  readonly error?: unknown;
}

/** How far a run is. */
export type BatchProgress<Done extends string> = {
  /** How many succeeded. */ readonly [Name in Done]: number;
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
  /** Milliseconds until the end, where it is known how many inputs there are. */
  readonly eta: number | undefined;
};
