import { posix } from "node:path";
import type { Files } from "../files.js";

/** What modules import and export, read from their text by the forms that people and formatters write; anything else is passed over. */

const declarations =
  /^export\s+(?:declare\s+)?(?:default\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|class|const|let|var|interface|type|enum|namespace)\s+([\w$]+)/gm;
const lists = /^export\s+(?:type\s+)?\{([^{}]*)\}/gm;
const namespaces = /^export\s+(?:type\s+)?\*\s+as\s+([\w$]+)\s+from/gm;
const stars = /^export\s+(?:type\s+)?\*\s+from\s+["']([^"']+)["']/gm;
const relativeSpecifiers = /\bfrom\s*["'](\.[^"'\n]*)["']/g;
const statementStarts = /^(?:import|export)\b/gm;
const importClause = /^(?:import|export)\b[\w$*{},\s]*$/;

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

/** The relative imports of a module: what stands between the beginning of a statement and its specifier. */
export function importsOf(text: string): readonly ModuleImport[] {
  let end = 0;
  return [...text.matchAll(relativeSpecifiers)].flatMap(({ 0: matched, 1: from = "", index }) => {
    const before = text.slice(end, index);
    const start = [...before.matchAll(statementStarts)].at(-1)?.index;
    const offset = end + (start ?? 0);
    end = index + matched.length;
    const clause = before.slice(start);
    if (start === undefined || !importClause.test(clause)) return [];
    const [, names = ""] = /\{([^{}]*)\}/.exec(clause) ?? [];
    return [{ from, names: namesOf(names).map(({ imported }) => imported), offset }];
  });
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
      const [imported = "", , exported = imported] = item.split(/\s+/);
      return { imported, exported };
    });
}
