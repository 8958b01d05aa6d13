import { posix } from "node:path";
import type { Files } from "../files.js";

/** What modules import and export, read from their text by the forms that people and formatters write; anything else is passed over. */

const declarations =
  /^export\s+(?:declare\s+)?(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|class|const|let|var|interface|type|enum|namespace)\s+([\w$]+)/gm;
const lists = /^export\s+(?:type\s+)?\{([^}]*)\}/gm;
const namespaces = /^export\s+(?:type\s+)?\*\s+as\s+([\w$]+)\s+from/gm;
const stars = /^export\s+(?:type\s+)?\*\s+from\s+["']([^"']+)["']/gm;
const imports =
  /^(?:import|export)\s+(?:type\s+)?(?:([\w$]+|\*\s+as\s+[\w$]+)\s*,?\s*)?(?:\{([^}]*)\}\s*)?(?:\*\s+)?from\s+["'](\.[^"']*)["']/gm;

/** The names that a module exports; undefined if there is no such module. */
export function exportedNames(
  path: string,
  files: Files,
  seen: ReadonlySet<string> = new Set(),
): ReadonlySet<string> | undefined {
  const text = files.get(path);
  if (text === undefined || seen.has(path)) return undefined;
  const found = [declarations, namespaces].flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = ""]) => name));
  const listed = [...text.matchAll(lists)].flatMap(([, names = ""]) => namesOf(names).map(({ exported }) => exported));
  const starred = [...text.matchAll(stars)].flatMap(([, from = ""]) => [
    ...(exportedNames(modulePath(path, from, files) ?? "", files, new Set([...seen, path])) ?? []),
  ]);
  return new Set([...found, ...listed, ...starred]);
}

/** An import of a module by another of the same output. */
export interface ModuleImport {
  readonly from: string;
  /** The names that must be exported there. */
  readonly names: readonly string[];
  /** Where it stands in the text. */
  readonly offset: number;
}

/** The relative imports of a module. */
export function importsOf(text: string): readonly ModuleImport[] {
  return [...text.matchAll(imports)].map((match) => ({
    from: match[3] ?? "",
    names: namesOf(match[2] ?? "").map(({ imported }) => imported),
    offset: match.index,
  }));
}

/** The path of the module that a specifier names, with any of the endings that applications write. */
export function modulePath(from: string, specifier: string, files: Files): string | undefined {
  const path = posix.join(posix.dirname(from), specifier);
  const stem = path.replace(/\.(?:js|ts|jsx|tsx)$/, "");
  return [`${stem}.ts`, `${stem}.tsx`, `${path}/index.ts`].find((candidate) => files.has(candidate));
}

/** The names in braces: `a`, `type a`, `a as b`. */
function namesOf(list: string): readonly { readonly imported: string; readonly exported: string }[] {
  return list
    .split(",")
    .map((item) => item.trim().replace(/^type\s+/, ""))
    .filter((item) => item !== "")
    .map((item) => {
      const [imported = "", exported = imported] = item.split(/\s+as\s+/);
      return { imported, exported };
    });
}
