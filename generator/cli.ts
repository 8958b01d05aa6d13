import { CommanderError, Command as CommanderCommand, Option } from "commander";
import { type Command, type ExitCode, exitCodes, type Invocation, type Terminal } from "./commands/command.js";
import { commands } from "./commands/commands.js";
import { parseConfig } from "./config.js";
import { refuse, Refusal } from "./diagnostics.js";
import { buildInfo } from "./load/read/build-info.js";
import { readText } from "./load/read/read-text.js";
import {
  type CommandName,
  commandNames,
  type Config,
  type Flags,
  isConfigFileOption,
  type OptionRow,
  optionRows,
  type OptionsOf,
  rowsOf,
} from "./options.js";
import { printable, renderDiagnostic, type Texts } from "./report.js";

/** Runs one command line and returns its exit code. It throws nothing; a bug of specloom has an exit code of its own. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let flags: Flags = {};
  let code: ExitCode = exitCodes.done;
  const texts = new Map<string, string>();
  const program = buildProgram(terminal, async (command, given, positional) => {
    flags = given;
    const config = given.config === undefined ? undefined : await readText(given.config);
    if (config !== undefined) texts.set(config.name, config.text);
    const options = mergeOptions(command, given, config === undefined ? {} : parseConfig(config));
    code = await runCommand(commands, command, { options, args: positional, terminal });
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (thrown) {
    return reportFailure(thrown, flags, texts, terminal);
  }
}

type Action = (command: CommandName, flags: Flags, args: readonly string[]) => Promise<void>;

/** The table is a parameter, so that the compiler relates the command to its options. */
function runCommand<C extends CommandName>(
  table: { readonly [N in C]: Command<N> },
  name: C,
  invocation: Invocation<C>,
): Promise<ExitCode> {
  return table[name].run(invocation);
}

function buildProgram(terminal: Terminal, action: Action): CommanderCommand {
  const trimmed = (write: (line: string) => void) => (text: string) => {
    for (const line of text.trimEnd().split("\n")) write(printable(line));
  };
  const program = new CommanderCommand("specloom")
    .description("Reads an OpenAPI description and writes a complete, publishable TypeScript package.")
    .version(buildInfo.version, "--version", "print the version")
    .exitOverride()
    .configureOutput({ writeOut: trimmed(terminal.out), writeErr: trimmed(terminal.error) });
  for (const name of commandNames) {
    const command = program.command(name).description(commands[name].description);
    for (const [, { flag, help, type }] of rowsOf(name))
      command.addOption(type === "strings" ? new Option(flag, help).argParser(append) : new Option(flag, help));
    for (const [syntax, help] of commands[name].arguments ?? []) command.argument(syntax, help);
    command.action(() => action(name, readFlags(name, command.opts()), command.args));
  }
  return program;
}

function append(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}

/** Commander names a value after its flag (`packageVersion`); the rest of the code names it as the table does (`version`). */
function readFlags(command: CommandName, values: { readonly [attribute: string]: unknown }): Flags {
  return Object.fromEntries(rowsOf(command).map(([name, { flag }]) => [name, values[new Option(flag).attributeName()]]));
}

/** The command line takes precedence over the config file, and both over the defaults. */
function mergeOptions<C extends CommandName>(command: C, flags: Flags, config: Config): OptionsOf<C> {
  const taken = rowsOf(command);
  const values = optionRows.map(([name, row]) => {
    const inConfig = isConfigFileOption(name) ? config[name] : undefined;
    const value = flags[name] ?? inConfig ?? row.defaultFor?.[command] ?? row.default;
    if (value === undefined && row.required && taken.some(([other]) => other === name)) refuseMissing(row);
    if (row.choices && !valuesOf(value).every((one) => row.choices?.includes(one))) refuseChoice(row, row.choices);
    return [name, value];
  });
  // The types of both sides follow from the table.
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as OptionsOf<C>;
}

function valuesOf(value: OptionRow["default"]): readonly string[] {
  return typeof value === "object" ? value : value === undefined ? [] : [String(value)];
}

function refuseMissing({ flag }: OptionRow): never {
  refuse("usage", undefined, `${nameOf(flag)} is missing.`, {
    help: "Give it on the command line or in a file named by --config.",
  });
}

function refuseChoice({ flag }: OptionRow, choices: readonly string[]): never {
  const listed = new Intl.ListFormat("en-GB", { type: "disjunction" }).format(choices);
  refuse("usage", undefined, `${nameOf(flag)} must be ${listed}.`);
}

/** `--input <source>` without its placeholder. */
function nameOf(flag: string): string {
  return flag.replace(/ .*/, "");
}

function reportFailure(thrown: unknown, { debug }: Flags, texts: Texts, terminal: Terminal): ExitCode {
  // Commander has already printed its message. Its exit code is 0 where help was requested.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.refused;
  if (thrown instanceof Refusal && thrown.diagnostics[0].code !== "internal") {
    for (const diagnostic of thrown.diagnostics) terminal.error(renderDiagnostic(diagnostic, texts));
    return exitCodes.refused;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  terminal.error(`specloom failed, which is a bug of specloom: ${printable(message)}`);
  const stack = debug === true && thrown instanceof Error ? (thrown.stack ?? "").split("\n") : [];
  for (const line of stack) terminal.error(printable(line));
  terminal.error("Please report it with the description that caused it; --debug shows where it happened.");
  return exitCodes.bug;
}
