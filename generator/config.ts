import { dirname, isAbsolute, join, relative } from "node:path";
import { refuse } from "./diagnostics.js";
import { isAbsoluteUri } from "./load/documents/location.js";
import type { Node } from "./load/tree/node.js";
import { isFolderName } from "./load/read/read-referenced.js";
import { quote } from "./load/tree/quote.js";
import { parse } from "./load/parse/parse.js";
import { standardInput } from "./load/read/read-text.js";
import type { SourceText } from "./load/documents/source.js";
import { type Config, isConfigFileOption, optionRows, optionTable } from "./options.js";

/** How a config file spells the value of an option, by the option's type. */
const readers = {
  string: { read: readString, expected: "a string" },
  strings: { read: readStrings, expected: "a list of strings" },
} as const;

/** Turns a value of a config file in `folder` into one that is relative to the working directory; undefined if it cannot be one. */
const resolvers = {
  sources: (value: string, folder: string) => (isElsewhere(value) ? value : fromWorkingDirectory(value, folder)),
  paths: (value: string, folder: string) => (isElsewhere(value) ? undefined : fromWorkingDirectory(value, folder)),
  folders: (value: string, folder: string) => {
    if (isElsewhere(value) || !isFolderName(value)) return value;
    const path = fromWorkingDirectory(value, folder);
    // Without a slash the name of a folder would be read as that of a host.
    return isFolderName(path) ? path : `./${path}`;
  },
} as const;

/**
 * Reads a config file's text.
 *
 * @throws Refusal - `config-invalid` where an option is unknown or has a value that it cannot have, `syntax` where the text does not parse.
 */
export function parseConfig(text: SourceText): Config {
  const { root } = parse(text, (diagnostic) => {
    if (diagnostic.severity === "error") refuse(diagnostic.code, diagnostic.place, diagnostic.message);
  });
  const folder = dirname(text.name);
  return Object.fromEntries([...root.fields].map(([name, node]) => [name, readOption(name, node, folder)]));
}

function readOption(name: string, node: Node, folder: string): string | readonly string[] {
  if (!isConfigFileOption(name)) {
    const names = optionRows.filter(([, { inConfigFile }]) => inConfigFile).map(([option]) => option);
    refuse("config-invalid", node.place, `\`${name}\` is no option of a config file.`, {
      help: `The options are ${names.join(", ")}.`,
    });
  }
  const row = optionTable[name];
  const { read, expected } = readers[row.type];
  const value = read(node);
  if (value === undefined) refuse("config-invalid", node.place, `\`${name}\` must be ${expected}.`);
  if (!("path" in row)) return value;
  const resolve = (path: string) => resolvers[row.path](path, folder) ?? refusePath(name, path, node);
  return typeof value === "string" ? resolve(value) : value.map(resolve);
}

function refusePath(name: string, value: string, node: Node): never {
  refuse("config-invalid", node.place, `\`${name}\` must be a path, not ${quote(value)}.`, {
    help: "Write a path that is relative to the config file, or an absolute one.",
  });
}

/** An absolute path stays as it is. */
function fromWorkingDirectory(path: string, folder: string): string {
  return isAbsolute(path) ? path : relative("", join(folder, path)) || ".";
}

/** Whether a value is relative to no folder: standard input, or an absolute URI. */
function isElsewhere(value: string): boolean {
  return value === standardInput || isAbsoluteUri(value);
}

function readString(node: Node): string | undefined {
  return node.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

function readStrings(node: Node): readonly string[] | undefined {
  const values = node.kind === "list" ? node.items.map(readString) : undefined;
  return values?.every((value) => value !== undefined) ? values : undefined;
}
