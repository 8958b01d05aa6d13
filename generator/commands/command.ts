import type { CommandName, OptionsOf } from "../options.js";

/** The exit codes of all commands. */
export const exitCodes = {
  done: 0,
  /** `check`: the package differs from what the description gives. */
  drift: 1,
  /** The command line, the config file, or the description cannot be used. Nothing was written. */
  refused: 2,
  /** A bug of specloom. `EX_SOFTWARE` of sysexits. */
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Where a command prints: results go to `out`, diagnostics to `error`, one call for each line. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

/** A command. Each stands in a file of its own, and is a row of the table in `commands.ts`. */
export interface Command<C extends CommandName> {
  /** What `--help` says. */
  readonly description: string;
  /** The arguments that are no options: as commander writes them (`<old>`, `[code]`, `[names...]`), with their help. */
  readonly arguments?: readonly (readonly [syntax: string, help: string])[];
  readonly run: (invocation: Invocation<C>) => Promise<ExitCode>;
}

/** One call of a command. */
export interface Invocation<C extends CommandName> {
  /** The command line over the config file over the defaults. */
  readonly options: OptionsOf<C>;
  /** The arguments that are no options, in their order; those of `[names...]` are one after the other. */
  readonly args: readonly string[];
  readonly terminal: Terminal;
}
