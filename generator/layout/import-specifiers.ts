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
export const endings: { readonly [E in ImportExtension]: string } = { ".js": ".js", ".ts": ".ts", none: "" };

/** The text of a module with other endings of its relative imports. */
export function withSpecifiers(text: string, extension: ImportExtension): string {
  return text.replace(
    relativeImport,
    (_, start: string, path: string, end: string) => `${start}${path}${endings[extension]}${end}`,
  );
}

/** The text of a module with other imports, given the path of each module that it imports. */
export function withImports(module: string, text: string, specifierOf: (imported: string) => string): string {
  return text.replace(relativeImport, (_, start: string, path: string, end: string) => {
    const specifier = specifierOf(posix.join(posix.dirname(module), path));
    return `${start}${JSON.stringify(specifier).slice(1, -1)}${end}`;
  });
}

/** How a module names another one, without extension: `./models`. */
export function relativeSpecifier(from: string, module: string): string {
  const path = posix.relative(posix.dirname(from), module);
  return path.startsWith("../") ? path : `./${path}`;
}
