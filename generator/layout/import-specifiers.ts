import { posix } from "node:path";
import type { ImportExtension } from "../options.js";

/**
 * Modules import each other by one form only, in the text that is printed and in the templates: a line that ends with `from "./path.js";`. No
 * line of a literal or of a comment has this form, since literals are printed on one line, and comments begin with `*`.
 */
const relativeImport = /^((?:import|export|\}) .*?from ")(\.{1,2}\/[\w$./-]+)\.js(";)$/gm;

/** The paths of the modules that a module imports. */
export function importedModules(module: string, text: string): readonly string[] {
  return [...text.matchAll(relativeImport)].map(([, , path = ""]) => posix.join(posix.dirname(module), path));
}

/** What stands after the path of a module. */
const endings: { readonly [E in ImportExtension]: string } = { ".js": ".js", ".ts": ".ts", none: "" };

/** The text of a module with other endings of its relative imports, and with other paths where `move` gives one. */
export function withSpecifiers(
  text: string,
  extension: ImportExtension,
  move: (path: string) => string = (path) => path,
): string {
  return text.replace(
    relativeImport,
    (_, start: string, path: string, end: string) => `${start}${move(path)}${endings[extension]}${end}`,
  );
}
