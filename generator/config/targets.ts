import { relative, resolve, sep } from "node:path";
import { refuse } from "../diagnostics.js";
import type { NodePlace } from "../load/tree/node.js";
import { quote } from "../load/tree/quote.js";
import {
  type CommandName,
  type CommandOptions,
  type Config,
  type Flags,
  isConfigFileOption,
  isRuntimeLayout,
  type OptionName,
  type OptionRow,
  optionRows,
  type OptionsOf,
  rowsOf,
} from "../options.js";
import { isElsewhere } from "./read/config-paths.js";
import { closest, listed } from "./suggestions.js";
import type { Hooks } from "./hooks/hooks.js";
import type { ConfigFile } from "./read/read-config.js";

/** One output of a run, with all its options. */
export interface Target {
  /** Its name in `outputs`; absent where a config file does not name it. */
  readonly name?: string;
  readonly options: CommandOptions;
  readonly hooks?: Hooks;
}

/** What the options of a run come from. */
export interface OptionSources {
  readonly command: CommandName;
  readonly flags: Flags;
  readonly file?: ConfigFile;
}

/**
 * The outputs of a run, in the order of the config file: all, or those that the user named.
 *
 * @throws Refusal - `usage` or `config-invalid`.
 */
export function targetsOf(sources: OptionSources, names: readonly string[]): readonly Target[] {
  const { outputs } = sources.file ?? {};
  if (outputs === undefined) {
    if (names.length > 0) refuseNames(names, sources.file);
    const { options = {}, hooks } = sources.file ?? {};
    return [{ options: targetOptions(sources, options, undefined), ...(hooks && { hooks }) }];
  }
  for (const name of names) if (!outputs.has(name)) refuseName(name, [...outputs.keys()]);
  const chosen = [...outputs].filter(([name]) => names.length === 0 || names.includes(name));
  const targets = chosen.map(([name, { options, place, hooks = sources.file?.hooks }]) => ({
    name,
    place,
    options: targetOptions(sources, { ...sources.file?.options, ...options }, { name, place }),
    ...(hooks && { hooks }),
  }));
  if (sources.command !== "inspect") assertApart(targets);
  return withApi(sources.command, targets, names);
}

/** The options of a command: the command line over the config over the defaults. */
export function mergeOptions<C extends CommandName>(command: C, flags: Flags, config: Config): OptionsOf<C> {
  const values = optionRows.map(([name, row]) => [name, mergedValue(command, name, row, flags, config)] as const);
  // The types of both sides follow from the table.
  return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as OptionsOf<C>;
}

function mergedValue(command: CommandName, name: OptionName, row: OptionRow, flags: Flags, config: Config): OptionRow["default"] {
  const inConfig = isConfigFileOption(name) ? config[name] : undefined;
  const value = flags[name] ?? inConfig ?? row.defaultFor?.[command] ?? row.default;
  const elsewhere = row.path === "paths" ? valuesOf(flags[name]).find(isElsewhere) : undefined;
  if (elsewhere !== undefined) refuseElsewhere(row, elsewhere);
  const choices = row.choicesFor?.[command] ?? row.choices;
  if (choices && !valuesOf(value).every((one) => choices.includes(one))) refuseChoice(row, choices, valuesOf(value));
  return value;
}

const commandsForRuntimes: ReadonlySet<CommandName> = new Set(["generate", "check", "watch"]);

/** The outputs that a command is about: a runtime that outputs share has no API to inspect or compare. */
function withApi(command: CommandName, targets: readonly (Target & NamedPlace)[], names: readonly string[]): readonly Target[] {
  if (commandsForRuntimes.has(command)) return targets;
  const named = targets.find(({ name, options }) => names.includes(name) && isRuntimeLayout(options.layout));
  if (named !== undefined)
    refuse(
      "usage",
      named.place,
      `The output ${quote(named.name)} is a runtime, which has no API: \`${command}\` is for the others.`,
    );
  return targets.filter(({ options }) => !isRuntimeLayout(options.layout));
}

interface NamedPlace {
  readonly name: string;
  readonly place: NodePlace;
}

function targetOptions({ command, flags, file }: OptionSources, config: Config, output: NamedPlace | undefined): CommandOptions {
  const merged = mergeOptions(command, flags, config);
  const options: Flags = merged;
  const { layout } = merged;
  const isRequired = ({ required, requiredForLayouts = [], notForLayouts = [] }: OptionRow) =>
    (required === true && !notForLayouts.includes(layout)) || requiredForLayouts.includes(layout);
  const missing = rowsOf(command).find(([name, row]) => isRequired(row) && options[name] === undefined);
  if (missing !== undefined) refuseMissing(...missing, file, output);
  // No required option is missing.
  return options as CommandOptions;
}

function valuesOf(value: OptionRow["default"]): readonly string[] {
  return typeof value === "object" ? value : value === undefined ? [] : [String(value)];
}

function refuseMissing(
  name: OptionName,
  { flag }: OptionRow,
  file: ConfigFile | undefined,
  output: NamedPlace | undefined,
): never {
  if (output !== undefined)
    refuse("config-invalid", output.place, `The output ${quote(output.name)} has no ${quote(name)}.`, {
      help: `Add it there, or beside \`outputs\` if it is the same for all.`,
    });
  const where = file === undefined ? "in a config file" : `as ${quote(name)} in ${file.place.source}`;
  refuse("usage", undefined, `${nameOf(flag)} is missing.`, { help: `Give it on the command line, or ${where}.` });
}

function refuseChoice({ flag }: OptionRow, choices: readonly string[], values: readonly string[]): never {
  const wrong = values.find((value) => !choices.includes(value)) ?? "";
  refuse("usage", undefined, `${nameOf(flag)} must be ${listed(choices)}.${closest(wrong, choices)}`);
}

/** Results are written to folders, not to standard output or to a server. A folder may have such a name: `./-`. */
function refuseElsewhere({ flag }: OptionRow, value: string): never {
  refuse("usage", undefined, `${nameOf(flag)} must be a path, not ${quote(value)}.`, {
    help: `Write ${quote(`./${value}`)} for a folder of that name.`,
  });
}

/** `--input <source>` without its placeholder. */
function nameOf(flag: string): string {
  return flag.replace(/ .*/, "");
}

function refuseNames(names: readonly string[], file: ConfigFile | undefined): never {
  const what = file === undefined ? "there is no config file" : `${file.place.source} has no \`outputs\``;
  refuse("usage", undefined, `The output ${quote(names[0] ?? "")} is not known, since ${what}.`, {
    help: "Outputs are named in the field `outputs` of a config file. The description is named by --input.",
  });
}

function refuseName(name: string, known: readonly string[]): never {
  refuse("usage", undefined, `There is no output ${quote(name)} in the config file.${closest(name, known)}`, {
    help: `Its outputs are ${known.join(", ")}.`,
  });
}

/** Two outputs cannot share a folder, nor can one be inside the other: a run for one would find files of the other there. */
function assertApart(targets: readonly (Target & NamedPlace)[]): void {
  for (const [index, target] of targets.entries())
    for (const other of targets.slice(0, index)) {
      const report = target.options.apiReport;
      if (report !== undefined && other.options.apiReport !== undefined && resolve(report) === resolve(other.options.apiReport))
        refuse(
          "config-invalid",
          target.place,
          `The outputs ${quote(other.name)} and ${quote(target.name)} have one API report: ${quote(report)}.`,
          {
            help: "Give each output an `apiReport` of its own.",
          },
        );
      const isInside =
        isWithin(target.options.output, other.options.output) || isWithin(other.options.output, target.options.output);
      if (!isInside) continue;
      const folders = `${quote(other.options.output)} and ${quote(target.options.output)}`;
      refuse("config-invalid", target.place, `The outputs ${quote(other.name)} and ${quote(target.name)} overlap: ${folders}.`, {
        help: "Give each output a folder of its own, not inside that of another. --output is for one output: name it.",
      });
    }
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && resolve(way) !== way);
}
