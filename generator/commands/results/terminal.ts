/** Where a command prints: results go to `out`, diagnostics to `error`, one call for each line. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
  /** Whether somebody can answer questions: both the input and the output are a terminal. */
  readonly isInteractive?: boolean;
}
