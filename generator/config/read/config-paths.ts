import { dirname, isAbsolute, join, relative } from "node:path";
import { refuse } from "../../diagnostics.js";
import { isAbsoluteUri } from "../../load/documents/location.js";
import { isFolderName } from "../../load/read/read-referenced.js";
import { standardInput } from "../../load/read/read-text.js";
import type { Node } from "../../load/tree/node.js";
import { quote } from "../../load/tree/quote.js";
import type { OptionRow } from "../../options.js";

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

/** The value of an option as the command line would give it: paths in a config file are relative to that file. */
export function configPath(name: string, { path }: OptionRow, value: string, node: Node): string {
  if (path === undefined) return value;
  return resolvers[path](value, dirname(node.place.source)) ?? refusePath(name, value, node);
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
export function isElsewhere(value: string): boolean {
  return value === standardInput || isAbsoluteUri(value);
}
