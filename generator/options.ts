import { apiLayouts, importExtensions, layouts, optionalEntries, parts, runtimeLayouts } from "./option-choices.js";
import type { Layout, SharedRuntime } from "./option-choices.js";
import { optionsOfOneCommand } from "./options-of-one-command.js";
import { runOptions } from "./run-options.js";

export * from "./option-choices.js";

/**
 * Every option of the command line and of its config file: one row an option, under its name in the code and in the config file. The types
 * below, the parser of the command line (`cli.ts`) and the reader of config files (`config/`) follow from this table.
 */

export const commandNames = ["generate", "check", "watch", "inspect", "compare", "adopt", "explain", "init"] as const;

export type CommandName = (typeof commandNames)[number];

/** The commands that read a description and make its package. The others take only options that all take. */
const packageCommands = ["generate", "check", "watch", "inspect", "compare", "adopt"] as const satisfies readonly CommandName[];

export type PackageCommand = (typeof packageCommands)[number];

/** `init` takes the options that it writes into a config file. */
const commandsWithInit = [...packageCommands, "init"] as const;

export interface OptionRow {
  /** The flag, and a placeholder for its value. */
  readonly flag: string;
  readonly help: string;
  /** `strings` is a flag that may be repeated, and a list in the config file; `boolean` is a flag without a value. */
  readonly type: "string" | "strings" | "boolean";
  /** The only values allowed, for `strings` of each item. */
  readonly choices?: readonly string[];
  /** The choices of single commands, where not all of `choices` are theirs. */
  readonly choicesFor?: { readonly [C in CommandName]?: readonly string[] };
  /** Whether the config file may set it. */
  readonly inConfigFile: boolean;
  /**
   * Whether a value in the config file is relative to that file: if it is neither a URL nor standard input, always because it can be only a
   * path, or only where it is written like a folder.
   */
  readonly path?: "sources" | "paths" | "folders";
  /** Whether a command fails without it. */
  readonly required?: true;
  /** The layouts for which a command fails without it. */
  readonly requiredForLayouts?: readonly Layout[];
  /** The layouts that do without it though it is required. */
  readonly notForLayouts?: readonly Layout[];
  readonly default?: string | readonly string[] | boolean;
  /** Defaults of single commands. */
  readonly defaultFor?: { readonly [C in CommandName]?: string };
  /** False if no file of a package depends on it. */
  readonly affectsFiles?: false;
  /** The commands that take it; all, where this is absent. */
  readonly commands?: readonly CommandName[];
}

const defaultVersion = "0.1.0";

export const optionTable = {
  input: {
    flag: "--input <source>",
    help: "the OpenAPI description, JSON or YAML: a file, an address, or - for standard input",
    commands: commandsWithInit,
    type: "string",
    inConfigFile: true,
    path: "sources",
    required: true,
    notForLayouts: runtimeLayouts,
    defaultFor: { compare: "-" },
  },
  overlays: {
    flag: "--overlay <file>",
    help: "an OpenAPI Overlay to lay over it; repeatable, applied in order",
    commands: packageCommands,
    type: "strings",
    inConfigFile: true,
    path: "sources",
    default: [],
  },
  allowRefs: {
    flag: "--allow-ref <name>",
    help: "a host or folder that the description may refer to beside its own; repeatable",
    commands: commandsWithInit,
    type: "strings",
    inConfigFile: true,
    path: "folders",
    default: [],
  },
  include: {
    flag: "--include <selector>",
    help: "take only these operations: tag:, path:, webhook:, method: or name:, with * and **; repeatable",
    commands: packageCommands,
    type: "strings",
    inConfigFile: true,
    default: [],
  },
  exclude: {
    flag: "--exclude <selector>",
    help: "leave these operations out; repeatable",
    commands: packageCommands,
    type: "strings",
    inConfigFile: true,
    default: [],
  },
  entries: {
    flag: "--entry <name>",
    help: "an optional entry point of the package: openapi, the types that openapi-fetch uses; repeatable",
    commands: packageCommands,
    type: "strings",
    choices: optionalEntries,
    inConfigFile: true,
    default: [],
  },
  layout: {
    flag: "--layout <layout>",
    help: "what is written: an npm package, source for a folder within an application, types, or a runtime that outputs share",
    commands: commandsWithInit,
    type: "string",
    choices: layouts,
    choicesFor: { init: apiLayouts },
    inConfigFile: true,
    default: "package",
  },
  parts: {
    flag: "--part <name>",
    help: "of the layout source: models, functions, class or testing; repeatable (default: all but testing)",
    commands: packageCommands,
    type: "strings",
    choices: parts,
    inConfigFile: true,
    default: [],
  },
  importExtension: {
    flag: "--import-extension <extension>",
    help: "of the layouts source, types and runtime: how modules import each other, .js, .ts or none",
    commands: packageCommands,
    type: "string",
    choices: importExtensions,
    inConfigFile: true,
    default: ".js",
  },
  runtimeFolder: {
    flag: "--runtime-folder <folder>",
    help: "of the layout source: the output of layout runtime whose modules it imports, instead of its own",
    commands: packageCommands,
    type: "string",
    inConfigFile: true,
    path: "paths",
  },
  runtimePackage: {
    flag: "--runtime-package <package>",
    help: "of the layouts package and source: the package of layout runtime-package that it imports, as in @acme/runtime@1.2.0",
    commands: packageCommands,
    type: "string",
    inConfigFile: true,
  },
  output: {
    flag: "--output <folder>",
    help: "the folder to write: new, empty, or written by specloom",
    commands: commandsWithInit,
    type: "string",
    inConfigFile: true,
    path: "paths",
    required: true,
    defaultFor: { inspect: ".", compare: "." },
    affectsFiles: false,
  },
  name: {
    flag: "--name <package>",
    help: "the package's npm name; of other layouts, what names the class (default: the API's title)",
    commands: commandsWithInit,
    type: "string",
    inConfigFile: true,
    requiredForLayouts: ["package", "runtime-package"],
    defaultFor: { inspect: "package", compare: "package" },
  },
  version: {
    flag: "--package-version <version>",
    help: `the package's version (default: ${defaultVersion})`,
    commands: packageCommands,
    type: "string",
    inConfigFile: true,
    default: defaultVersion,
  },
  license: {
    flag: "--license <expression>",
    help: "the package's licence, an SPDX expression",
    commands: commandsWithInit,
    type: "string",
    inConfigFile: true,
  },
  licenseFile: {
    flag: "--license-file <file>",
    help: "a file that the package gets as its LICENSE",
    commands: packageCommands,
    type: "string",
    inConfigFile: true,
    path: "sources",
  },
  changelog: {
    flag: "--changelog <file>",
    help: "a file that the package gets as its CHANGELOG.md; `adopt` adds to it",
    commands: packageCommands,
    type: "string",
    inConfigFile: true,
    path: "sources",
  },
  templates: {
    flag: "--templates <folder>",
    help: "a folder of templates of your own for the package's README",
    commands: packageCommands,
    type: "string",
    inConfigFile: true,
    path: "paths",
  },
  repository: {
    flag: "--repository <url>",
    help: "the package's source repository, which npm needs for provenance: a URL, or github:owner/name",
    commands: packageCommands,
    type: "string",
    inConfigFile: true,
  },
  config: {
    flag: "--config <file>",
    commands: packageCommands,
    help: "a config file; without it and --input, the nearest `specloom.config.…` or `package.json`",
    type: "string",
    inConfigFile: false,
    affectsFiles: false,
  },
  strict: {
    flag: "--strict",
    help: "treat warnings as errors",
    commands: packageCommands,
    type: "boolean",
    inConfigFile: false,
    default: false,
    affectsFiles: false,
  },
  ...runOptions,
  ...optionsOfOneCommand,
} as const satisfies { readonly [name: string]: OptionRow };

type Table = typeof optionTable;

export type OptionName = keyof Table;

type ValueOf<Row extends OptionRow> = {
  readonly string: ChoiceOf<Row>;
  readonly strings: readonly ChoiceOf<Row>[];
  readonly boolean: boolean;
}[Row["type"]];

type ChoiceOf<Row extends OptionRow> = Row extends { readonly choices: readonly (infer Choice)[] } ? Choice : string;

type NamesOf<Row> = { [N in OptionName]: Table[N] extends Row ? N : never }[OptionName];

type AlwaysSet = NamesOf<{ readonly required: true } | { readonly default: unknown }>;

/** The options of a command that reads a description: the command line over the config file over the defaults. */
export type CommandOptions = { readonly [N in AlwaysSet]: ValueOf<Table[N]> } & {
  readonly [N in Exclude<OptionName, AlwaysSet>]?: ValueOf<Table[N]>;
};

/** The options of any command. */
export type OptionsOf<C extends CommandName> = C extends PackageCommand
  ? CommandOptions
  : Omit<CommandOptions, NamesOf<{ readonly required: true }>>;

/** The options that a config file may set. */
export type ConfigFileOption = NamesOf<{ readonly inConfigFile: true }>;

/** The options of a config file. */
export type Config = { readonly [N in ConfigFileOption]?: ValueOf<Table[N]> };

/** The options that were given on the command line, before `choices` is checked. */
export type Flags = { readonly [N in OptionName]?: ValueOf<Omit<Table[N], "choices">> };

type OptionOfSelection = "include" | "exclude" | "entries" | "parts";
type OptionOfOutput = OptionOfSelection | "name" | "license" | "repository" | "layout" | "importExtension" | "runtimePackage";

/** The options on which a package depends: all that `generate()` takes. */
export interface GenerateOptions extends Pick<CommandOptions, "version">, Partial<Pick<CommandOptions, OptionOfOutput>> {
  /** The folder of the runtime, as a path from the folder of the output. */
  readonly runtimeFolder?: string;
}

/** The options from which a package is planned. */
export interface PlanOptions extends GenerateOptions {
  readonly name: string;
  /** Whether the package has a CHANGELOG.md, which `package.json` must list for npm to pack it. */
  readonly hasChangelog?: boolean;
  readonly runtime?: SharedRuntime;
}

export function isPackageCommand(command: CommandName): command is PackageCommand {
  return packageCommands.some((name) => name === command);
}

/** Every option with its row, in the order of the help text. */
export const optionRows = Object.entries(optionTable) as readonly (readonly [OptionName, OptionRow])[];

/** The options that a command takes, in the order of the help text. */
export function rowsOf(command: CommandName): typeof optionRows {
  return optionRows.filter(([, { commands = commandNames }]) => commands.includes(command));
}

export function isConfigFileOption(name: string): name is ConfigFileOption {
  return optionRows.some(([option, { inConfigFile }]) => option === name && inConfigFile);
}
