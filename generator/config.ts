import { dirname, join, relative } from "node:path";
import { refuse } from "./diagnostics.js";
import { isUri } from "./load/documents/location.js";
import type { Node } from "./load/tree/node.js";
import { isFolderName } from "./load/read/read-referenced.js";
import { parse } from "./load/parse/parse.js";
import { standardInput } from "./load/read/read-text.js";
import type { Text } from "./load/documents/source.js";
import type { GenerateOptions } from "./options.js";

/** All that a command needs to know: where the texts come from, where the package goes, what it is called. */
export interface CommandOptions extends GenerateOptions {
  readonly input: string;
  readonly overlays: readonly string[];
  readonly output: string;
  /** Hosts and folders that the description may refer to, beside its own. */
  readonly allowRefs: readonly string[];
  /** Of `inspect`. */
  readonly format?: "text" | "json" | "overlay";
}

/** The fields of a config file; paths are relative to it. Command line options win over them. */
const fields = {
  input: { read: oneString, path: true },
  overlays: { read: strings, path: true },
  output: { read: oneString, path: true },
  allowRefs: { read: strings, path: true },
  name: { read: oneString, path: false },
  version: { read: oneString, path: false },
  license: { read: oneString, path: false },
  include: { read: strings, path: false },
  exclude: { read: strings, path: false },
} as const;

type Field = keyof typeof fields;

/** The options of a config file. */
export type Config = { readonly [F in Field]?: CommandOptions[F] };

/**
 * Reads a config file's text.
 *
 * @throws Refusal - `config-invalid` where a field is unknown or of the wrong type, `syntax` where the text does not parse.
 */
export function parseConfig(text: Text): Config {
  const { root } = parse(text, (diagnostic) => {
    if (diagnostic.severity === "error") refuse(diagnostic.code, diagnostic.place, diagnostic.message);
  });
  const folder = dirname(text.name);
  return Object.fromEntries([...root.fields].map(([name, node]) => [name, readField(name, node, folder)]));
}

function readField(name: string, node: Node, folder: string): string | readonly string[] {
  if (!isField(name)) {
    refuse("config-invalid", node.place, `\`${name}\` is no option of a config file.`, {
      help: `The options are ${Object.keys(fields).join(", ")}.`,
    });
  }
  const { read, path } = fields[name];
  const value = read(node);
  if (value === undefined)
    refuse("config-invalid", node.place, `\`${name}\` must be ${read === strings ? "a list of strings" : "a string"}.`);
  if (!path) return value;
  const fromHere = (target: string) =>
    isElsewhere(target) || (name === "allowRefs" && !isFolderName(target)) ? target : pathFromHere(join(folder, target), name);
  return typeof value === "string" ? fromHere(value) : value.map(fromHere);
}

/** A path relative to the folder in which the command runs. That of a folder to allow must not look like a host. */
function pathFromHere(path: string, name: Field): string {
  const way = relative("", path) || ".";
  return name === "allowRefs" && !isFolderName(way) ? `./${way}` : way;
}

/** Whether a text names something that is not relative to any folder. */
function isElsewhere(target: string): boolean {
  return target === standardInput || isUri(target);
}

function isField(name: string): name is Field {
  return Object.hasOwn(fields, name);
}

function oneString(node: Node): string | undefined {
  return node.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

function strings(node: Node): readonly string[] | undefined {
  const values = node.kind === "list" ? node.items.map(oneString) : undefined;
  return values?.every((value) => value !== undefined) ? values : undefined;
}
