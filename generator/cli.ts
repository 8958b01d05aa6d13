import { Command, CommanderError } from "commander";
import { type ExitCode, exitCodes, runCheck, runGenerate, runInspect, type Terminal } from "./commands.js";
import { type CommandOptions, type Config, parseConfig } from "./config.js";
import { refuse, Refusal } from "./diagnostics.js";
import { readText } from "./load/read/read-text.js";
import { renderDiagnostic, type Texts } from "./report.js";

/** The options of both commands as commander hands them over. */
interface Flags {
  readonly input?: string;
  readonly overlay?: readonly string[];
  readonly allowRef?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly output?: string;
  readonly name?: string;
  readonly packageVersion?: string;
  readonly license?: string;
  readonly config?: string;
  readonly strict?: true;
  readonly verbose?: true;
  readonly debug?: true;
  readonly format?: string;
}

type Run = typeof runGenerate;

interface CommandRow {
  readonly name: string;
  readonly description: string;
  readonly run: Run;
  /** What stands in for options that the command can do without. */
  readonly defaults?: Flags;
}

const commands: readonly CommandRow[] = [
  { name: "generate", description: "read a description and write its package", run: runGenerate },
  {
    name: "check",
    description: "compare a package with what would be generated; write nothing, exit 1 where they differ",
    run: runCheck,
  },
  {
    name: "inspect",
    description: "print each operation as the package will show it; write nothing",
    run: runInspect,
    defaults: { name: "package", output: ".", format: "text" },
  },
];

/** Runs one command line and gives its exit code; nothing but a bug makes it throw, and only under `--debug`. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let flags: Flags = {};
  let code: ExitCode = exitCodes.done;
  const texts = new Map<string, string>();
  const program = buildProgram(terminal, async ({ run, defaults }, given) => {
    flags = given;
    const config = given.config === undefined ? undefined : await readText(given.config);
    if (config !== undefined) texts.set(config.name, config.text);
    const options = commandOptions(given, { ...defaults, ...(config && parseConfig(config)) });
    code = await run(options, { strict: given.strict ?? false, verbose: given.verbose ?? false }, terminal);
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (thrown) {
    return explain(thrown, flags, texts, terminal);
  }
}

function buildProgram(terminal: Terminal, action: (row: CommandRow, flags: Flags) => Promise<void>): Command {
  const trimmed = (write: (line: string) => void) => (text: string) => write(text.trimEnd());
  const program = new Command("specloom")
    .description("Reads an OpenAPI description and writes a complete, publishable TypeScript package.")
    .exitOverride()
    .configureOutput({ writeOut: trimmed(terminal.out), writeErr: trimmed(terminal.error) });
  for (const row of commands) {
    const command = program
      .command(row.name)
      .description(row.description)
      .option("--input <source>", "the OpenAPI description, JSON or YAML: a file, an address, or - for standard input")
      .option("--overlay <file>", "an OpenAPI Overlay to lay over it; repeatable, applied in order", append)
      .option("--allow-ref <name>", "a host or folder that the description may refer to beside its own; repeatable", append)
      .option(
        "--include <selector>",
        "take only these operations: tag:, path:, webhook:, method: or name:, with * and **; repeatable",
        append,
      )
      .option("--exclude <selector>", "leave these operations out; repeatable", append)
      .option("--output <folder>", "the package's folder: new, empty, or written by specloom")
      .option("--name <package>", "the package's npm name")
      .option("--package-version <version>", "the package's version (default: 0.1.0)")
      .option("--license <expression>", "the package's licence, an SPDX expression")
      .option("--config <file>", "a JSON or YAML file with these options; the command line wins over it")
      .option("--strict", "treat warnings as errors")
      .option("--verbose", "tell what was repaired, too")
      .option("--debug", "show the stack trace of an unexpected failure")
      .action((flags: Flags) => action(row, flags));
    if (row.defaults?.format !== undefined)
      command.option("--format <format>", "text, json, or overlay for one that keeps all names", row.defaults.format);
  }
  return program;
}

function append(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}

function commandOptions(flags: Flags, config: Config): CommandOptions {
  const license = flags.license ?? config.license;
  return {
    input: flags.input ?? config.input ?? missing("input"),
    overlays: flags.overlay ?? config.overlays ?? [],
    allowRefs: flags.allowRef ?? config.allowRefs ?? [],
    include: flags.include ?? config.include ?? [],
    exclude: flags.exclude ?? config.exclude ?? [],
    output: flags.output ?? config.output ?? missing("output"),
    name: flags.name ?? config.name ?? missing("name"),
    version: flags.packageVersion ?? config.version ?? "0.1.0",
    ...(license !== undefined && { license }),
    ...(flags.format !== undefined && { format: readFormat(flags.format) }),
  };
}

function readFormat(format: string): NonNullable<CommandOptions["format"]> {
  if (format === "text" || format === "json" || format === "overlay") return format;
  return refuse("usage", undefined, "--format must be text, json or overlay.");
}

function missing(option: string): never {
  return refuse("usage", undefined, `--${option} is missing.`, {
    help: "Give it on the command line or in a file named by --config.",
  });
}

function explain(thrown: unknown, { debug }: Flags, texts: Texts, terminal: Terminal): ExitCode {
  // Commander has already said what is wrong; its own code is 0 where help or the version was asked for.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.refused;
  if (thrown instanceof Refusal && thrown.diagnostics[0].code !== "internal") {
    for (const diagnostic of thrown.diagnostics) terminal.error(renderDiagnostic(diagnostic, texts));
    return exitCodes.refused;
  }
  if (debug) throw thrown;
  terminal.error(`specloom failed, which is a bug of specloom: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  terminal.error("Please report it with the description that caused it; --debug shows where it happened.");
  return exitCodes.bug;
}
