import { CommanderError, Command as CommanderCommand, Option } from "commander";
import { type Command, type ExitCode, exitCodes, type Invocation, splitArguments, type Terminal } from "./commands/command.js";
import { commands } from "./commands/commands.js";
import { mendInterrupted } from "./commands/adoption/interrupted.js";
import { outputsOfOneDescription } from "./config/shared-description.js";
import { mergeOptions, type Target, targetsOf } from "./config/targets.js";
import type { SourceText } from "./load/documents/source.js";
import { commandHelp, programHelp } from "./commands/results/help.js";
import { progressOn, withProgress } from "./commands/results/progress-line.js";
import { jsonReporter, type Reporter, textReporter } from "./commands/results/reporter.js";
import { refuse, Refusal } from "./diagnostics.js";
import { buildInfo } from "./load/read/build-info.js";
import { type CommandName, commandNames, type Flags, isPackageCommand, rowsOf } from "./options.js";
import { printable, renderDiagnostic, type Texts } from "./report.js";

/** Runs one command line and returns its exit code. It throws nothing; a bug of specloom has an exit code of its own. */
export async function main(args: readonly string[], given: Terminal): Promise<ExitCode> {
  const isShown = given.showsProgress === true && !asksForJson(args) && !args.includes("--quiet");
  const terminal = isShown ? withProgress(given, progressOn(process.stderr)) : given;
  let flags: Flags = {};
  let code: ExitCode = exitCodes.done;
  const texts = new Map<string, string>();
  const reporter = reporterFor(args, terminal, texts);
  const program = buildProgram(asksForJson(args) ? silent(terminal) : terminal, args, async (command, options, positional) => {
    flags = options;
    const onText = ({ name, text }: SourceText) => void texts.set(name, text);
    const invocation = await prepareRun(command, options, positional, onText, reporter);
    const tell = ({ diagnostics }: Refusal) => {
      for (const diagnostic of diagnostics) terminal.error(renderDiagnostic(diagnostic, texts));
    };
    code = await runCommand(commands, command, { ...invocation, terminal, reporter, onText, tell });
  });
  // It prints scripts for shells, and what they complete.
  if (args[0] === "complete") await import("./commands/completion.js").then(({ addCompletion }) => addCompletion(program));
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (thrown) {
    return reportFailure(thrown, flags, reporter, terminal);
  } finally {
    terminal.progress?.stage(undefined);
  }
}

/** Asked of the arguments themselves, since a program gets a refusal of them as JSON, too. */
function asksForJson(args: readonly string[]): boolean {
  return args[0] !== "complete" && args.some((arg, index) => `${args[index - 1] ?? ""}=${arg}`.endsWith("--format=json"));
}

function reporterFor(args: readonly string[], terminal: Terminal, texts: Texts): Reporter {
  const command = commandNames.find((name) => name === args[0]) ?? null;
  return asksForJson(args) ? jsonReporter(command, terminal, texts) : textReporter(terminal, texts);
}

/** Commander's own messages are told as JSON. */
function silent({ out }: Terminal): Terminal {
  return { out, error: () => undefined };
}

type Action = (command: CommandName, flags: Flags, args: readonly string[]) => Promise<void>;

/** The outputs and options of a run, from the command line and the config file. */
async function prepareRun(
  command: CommandName,
  flags: Flags,
  given: readonly string[],
  onText: (text: SourceText) => void,
  reporter: Reporter,
): Promise<Omit<Invocation<CommandName>, "terminal" | "reporter" | "onText" | "tell">> {
  if (!isPackageCommand(command)) {
    const options = mergeOptions(command, flags, {});
    return { options, flags, targets: [], args: given, config: { reload: () => Promise.resolve([]), isMended: false } };
  }
  const path = await configPathOf(flags);
  const isMended = path !== undefined && (await mendInterrupted(path, command, flags.dryRun !== true, reporter.note));
  const { takesOutputs } = commands[command];
  const { names, args } = splitArguments(commands[command], given);
  const reload = async (): Promise<readonly Target[]> => {
    // The parsers take longer to load than all else that a run with nothing to do needs.
    const { loadConfig } = path === undefined ? {} : await import("./config/read/load-config.js");
    const file = path === undefined ? undefined : await loadConfig?.(path, onText);
    const sources = { command, flags, ...(file && { file }) };
    const named = targetsOf(sources, names);
    return takesOutputs === "of one description" ? outputsOfOneDescription(named, targetsOf(sources, [])) : named;
  };
  const targets = await reload();
  const [first] = targets;
  if (first === undefined || (targets.length > 1 && takesOutputs !== "several" && takesOutputs !== "of one description"))
    refuseSeveral(command, targets);
  const config = { reload, isMended, ...(path !== undefined && { path }) };
  return { options: first.options, flags, targets, args, config };
}

/** Without `--config` the config file is looked for, unless `--input` names a description that it may know nothing about. */
async function configPathOf({ config, input }: Flags): Promise<string | undefined> {
  if (config !== undefined || input !== undefined) return config;
  const { findConfigFile } = await import("./config/read/find-config.js");
  return findConfigFile();
}

function refuseSeveral(command: CommandName, targets: readonly Target[]): never {
  const known = targets.flatMap(({ name }) => name ?? []);
  refuse("usage", undefined, `\`specloom ${command}\` works on one output, and the config file has several.`, {
    help:
      commands[command].takesOutputs === "one"
        ? `Name one of them after the other arguments: ${known.join(", ")}.`
        : "Name a config file of one output with --config.",
  });
}

/** The table is a parameter, so that the compiler relates the command to its options. */
function runCommand<C extends CommandName>(
  table: { readonly [N in C]: Command<N> },
  name: C,
  invocation: Invocation<C>,
): Promise<ExitCode> {
  return table[name].run(invocation);
}

function buildProgram(terminal: Terminal, args: readonly string[], action: Action): CommanderCommand {
  const trimmed = (write: (line: string) => void) => (text: string) => {
    for (const line of text.trimEnd().split("\n")) write(printable(line));
  };
  const program = new CommanderCommand("specloom")
    .version(buildInfo.version, "--version", "print the version")
    .exitOverride()
    .configureOutput({ writeOut: trimmed(terminal.out), writeErr: trimmed(terminal.error) })
    .configureHelp({ formatHelp: (command) => helpOf(command.name(), args.includes("--verbose")) });
  for (const name of commandNames) {
    const command = program.command(name).description(commands[name].description);
    for (const [, { flag, help, type }] of rowsOf(name))
      command.addOption(type === "strings" ? new Option(flag, help).argParser(append) : new Option(flag, help));
    for (const [syntax, help] of commands[name].arguments ?? []) command.argument(syntax, help);
    command.action(() => action(name, readFlags(name, command.opts()), command.args));
  }
  return program;
}

function helpOf(name: string, explainsAll: boolean): string {
  const command = commandNames.find((known) => known === name);
  const summaries = commandNames.map((one) => [one, commands[one].summary] as const);
  const lines = command === undefined ? programHelp(summaries) : commandHelp(command, commands[command], explainsAll);
  return lines.join("\n");
}

function append(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}

/** Commander names a value after its flag (`packageVersion`); the rest of the code names it as the table does (`version`). */
function readFlags(command: CommandName, values: { readonly [attribute: string]: unknown }): Flags {
  return Object.fromEntries(rowsOf(command).map(([name, { flag }]) => [name, values[new Option(flag).attributeName()]]));
}

function reportFailure(thrown: unknown, { debug }: Flags, reporter: Reporter, terminal: Terminal): ExitCode {
  if (thrown instanceof CommanderError) return reportUsage(thrown, reporter);
  if (thrown instanceof Refusal && thrown.diagnostics[0].code !== "internal") {
    reporter.refusal(thrown.diagnostics);
    return exitCodes.refused;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  reporter.bug(message);
  const stack = debug === true && thrown instanceof Error ? (thrown.stack ?? "").split("\n") : [];
  for (const line of stack) terminal.error(printable(line));
  return exitCodes.bug;
}

/** Commander has printed its message for people. Its exit code is 0 where help was requested. */
function reportUsage({ exitCode, message }: CommanderError, reporter: Reporter): ExitCode {
  if (exitCode === 0) return exitCodes.done;
  const [what = "", advice] = message.replace(/^error: /, "").split("\n");
  reporter.usage(what, advice?.replace(/^\(|\)$/g, ""));
  return exitCodes.refused;
}
