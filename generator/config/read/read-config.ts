import { refuse } from "../../diagnostics.js";
import { fieldsOf, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { Node, NodePlace } from "../../load/tree/node.js";
import { quote, typeName } from "../../load/tree/quote.js";
import { type Config, isConfigFileOption, type OptionRow, optionTable } from "../../options.js";
import { closest, listed } from "../suggestions.js";
import { configRows, fileFields } from "../config-fields.js";
import { configPath } from "./config-paths.js";
import type { Hooks } from "../hooks/hooks.js";
import { assertHooks, readHooks } from "./read-hooks.js";
import type { ConfigTree } from "./value-node.js";

/** What a config file says. */
export interface ConfigFile {
  /** The options beside `outputs`: those of the only output, or of all outputs that do not say otherwise. */
  readonly options: Config;
  readonly hooks?: Hooks;
  readonly outputs?: ReadonlyMap<string, OutputConfig>;
  readonly place: NodePlace;
}

export interface OutputConfig {
  readonly options: Config;
  readonly hooks?: Hooks;
  readonly place: NodePlace;
}

/** How a config file writes the value of an option, by the option's type. */
const readers = {
  string: { read: stringOf, expected: "a string" },
  strings: { read: readStrings, expected: "a list of strings" },
} as const;

/**
 * Reads a config.
 *
 * @throws Refusal - `config-invalid` where an option is unknown or has a value that it cannot have.
 */
export function readConfig({ root, functions }: ConfigTree): ConfigFile {
  assertMap(root, "A config");
  const { $schema, outputs, ...fields } = Object.fromEntries(fieldsOf(root));
  if ($schema !== undefined && stringOf($schema) === undefined)
    refuse("config-invalid", $schema.place, "`$schema` must be a string.");
  const file = {
    ...readOutput(fields, Object.keys(fileFields), functions),
    place: root.place,
    ...(outputs && { outputs: readOutputs(outputs, functions) }),
  };
  assertHooks(functions, [file, ...(file.outputs?.values() ?? [])]);
  return file;
}

function readOutputs(node: Node, functions: ConfigTree["functions"]): ReadonlyMap<string, OutputConfig> {
  assertMap(node, "`outputs`");
  const outputs = [...fieldsOf(node)].map(([name, output]) => {
    assertMap(output, `The output ${quote(name)}`);
    return [name, { ...readOutput(Object.fromEntries(fieldsOf(output)), [], functions), place: output.place }] as const;
  });
  if (outputs.length === 0) refuse("config-invalid", node.place, "`outputs` is empty, so there is nothing to generate.");
  return new Map(outputs);
}

function readOutput(
  { hooks, ...options }: { readonly [name: string]: Node },
  others: readonly string[],
  functions: ConfigTree["functions"],
): Omit<OutputConfig, "place"> {
  return { options: readOptions(options, others), ...(hooks && { hooks: readHooks(hooks, functions) }) };
}

function assertMap(node: Node, what: string): void {
  if (node.kind !== "map") refuse("config-invalid", node.place, `${what} must be a map of options, not ${typeName(node)}.`);
}

function readOptions(fields: { readonly [name: string]: Node }, others: readonly string[]): Config {
  return Object.fromEntries(Object.entries(fields).map(([name, node]) => [name, readOption(name, node, others)]));
}

function readOption(name: string, node: Node, others: readonly string[]): string | readonly string[] {
  if (!isConfigFileOption(name)) refuseUnknown(name, node, others);
  const row: OptionRow = optionTable[name];
  const { read, expected } = readers[row.type === "strings" ? "strings" : "string"];
  const value = read(node);
  if (value === undefined) refuse("config-invalid", node.place, `\`${name}\` must be ${expected}, not ${typeName(node)}.`);
  for (const one of valueNodes(node)) assertChoice(name, one, row.choices);
  return typeof value === "string" ? configPath(name, row, value, node) : value.map((one) => configPath(name, row, one, node));
}

function valueNodes(node: Node): readonly Node[] {
  return node.kind === "list" ? node.items : [node];
}

function assertChoice(name: string, node: Node, choices: OptionRow["choices"]): void {
  const value = stringOf(node) ?? "";
  if (choices === undefined || choices.includes(value)) return;
  refuse("config-invalid", node.place, `\`${name}\` cannot be ${quote(value)}.${closest(value, choices)}`, {
    help: `Write ${listed(choices)}.`,
  });
}

function refuseUnknown(name: string, node: Node, others: readonly string[]): never {
  const names = [...configRows.map(([option]) => option), ...others];
  const near = closest(name, names);
  const advice = near === "" ? { help: `The options are ${names.join(", ")}.` } : {};
  refuse("config-invalid", node.place, `${quote(name)} is no option of a config file.${near}`, advice);
}

function readStrings(node: Node): readonly string[] | undefined {
  const values = node.kind === "list" ? itemsOf(node).map(stringOf) : undefined;
  return values?.every((value) => value !== undefined) ? values : undefined;
}
