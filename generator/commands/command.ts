import type { Target } from "../config/targets.js";
import type { Refusal } from "../diagnostics.js";
import type { SourceText } from "../load/documents/source.js";
import type { CommandName, Flags, OptionsOf } from "../options.js";
import type { Reporter } from "./results/reporter.js";
import type { Terminal } from "./results/terminal.js";

export type { Terminal } from "./results/terminal.js";

/** The exit codes of all commands. */
export const exitCodes = {
  done: 0,
  /** `check`: the package differs from what the description gives. `compare`: the verdict is as bad as `--fail-on`. */
  drift: 1,
  /** The command line, the config file, or the description cannot be used. Nothing was written. */
  refused: 2,
  /** A bug of specloom. `EX_SOFTWARE` of sysexits. */
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A command. Each stands in a file of its own, and is a row of the table in `commands.ts`. */
export interface Command<C extends CommandName> {
  /** What `--help` of the command says. */
  readonly description: string;
  /** What `--help` of specloom says about the command, in a few words. */
  readonly summary: string;
  /** A command line that `--help` shows. */
  readonly example: string;
  /** The arguments that are no options: as commander writes them (`<old>`, `[code]`, `[names...]`), with their help. */
  readonly arguments?: readonly (readonly [syntax: string, help: string])[];
  /** Whether its optional arguments name outputs of a config file, and whether it works on several of them. */
  readonly takesOutputs?: "one" | "several" | "of one description";
  readonly run: (invocation: Invocation<C>) => Promise<ExitCode>;
}

/** One call of a command. */
export interface Invocation<C extends CommandName> {
  /** The command line over the config file over the defaults. With several outputs, those of the first. */
  readonly options: OptionsOf<C>;
  /** What the command line alone says. */
  readonly flags: Flags;
  /** The outputs of the run: one, unless the command takes several; none, if the command does not read a description. */
  readonly targets: readonly Target[];
  /** The arguments that are no options, in their order; those of `[names...]` are one after the other. Names of outputs are not among them. */
  readonly args: readonly string[];
  readonly terminal: Terminal;
  readonly reporter: Reporter;
  /** The config file, and its outputs as they are now. */
  readonly config: {
    readonly path?: string;
    readonly reload: () => Promise<readonly Target[]>;
    /** Whether files were put back that a killed `adopt` had left half written. */
    readonly isMended: boolean;
  };
  /** Makes a text known, so that the refusal of it shows its lines. */
  readonly onText: (text: SourceText) => void;
  /** Prints a refusal as the command line does where a command throws it. */
  readonly tell: (refusal: Refusal) => void;
}

/** The names of outputs among the arguments of a command, and the others. */
export function splitArguments(
  { arguments: syntax = [], takesOutputs }: Pick<Command<CommandName>, "arguments" | "takesOutputs">,
  given: readonly string[],
): { readonly names: readonly string[]; readonly args: readonly string[] } {
  const required = syntax.filter(([name]) => name.startsWith("<")).length;
  return takesOutputs === undefined
    ? { names: [], args: given }
    : { names: given.slice(required), args: given.slice(0, required) };
}

/** The arguments of a command that works on several outputs. */
export const outputNames = [["[names...]", "outputs of the config file; without names, all of them"]] as const;

/** The exit code of several outputs: a refusal counts more than a difference. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  return codes.reduce<ExitCode>((worst, code) => (code > worst ? code : worst), exitCodes.done);
}
