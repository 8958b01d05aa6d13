/** Where a command prints: results go to `out`, diagnostics to `error`, one call for each line. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  /** Whether somebody can answer questions: both the input and the output are a terminal. */
  readonly isInteractive?: boolean;
  /** Whether `error` is a terminal on which a line may come and go. */
  readonly showsProgress?: boolean;
  readonly progress?: Progress;
}

/** Shows how far a run is. */
export interface Progress {
  /** What the run is at now; undefined where it has come to an end. */
  readonly stage: (stage: string | undefined) => void;
}
