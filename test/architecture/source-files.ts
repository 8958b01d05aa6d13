import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

/** The sources of the generator and of the runtime, as paths below the repository, and what each imports. */

export const root = join(import.meta.dirname, "../..");

export interface Import {
  readonly from: string;
  /** The path of the imported file below the repository, or the name of a package. */
  readonly to: string;
  /** False for `import type`. */
  readonly value: boolean;
}

export function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${folder}/${path.replaceAll("\\", "/")}`)
    .sort();
}

/** Every folder below a folder, itself included. */
export function foldersBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .concat(folder)
    .sort();
}

export function text(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function importsOf(path: string): readonly Import[] {
  const file = ts.createSourceFile(path, text(path), ts.ScriptTarget.ESNext, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, value: boolean) => {
    if (specifier !== undefined && ts.isStringLiteral(specifier))
      found.push({ from: path, to: resolveSpecifier(path, specifier.text), value });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.phaseModifier !== ts.SyntaxKind.TypeKeyword);
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, !node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], true);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function resolveSpecifier(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return relative(root, join(root, from, "..", specifier))
    .replaceAll("\\", "/")
    .replace(/\.js$/, ".ts");
}

export const generator = sourcesBelow("generator");
export const runtime = sourcesBelow("templates/runtime");
export const imports: readonly Import[] = [...generator, ...runtime].flatMap(importsOf);

/** All that a file imports for values, directly or through other files, and the file itself. */
export function reachedFrom(path: string): ReadonlySet<string> {
  const reached = new Set([path]);
  for (const reader of reached) for (const { from, to, value } of imports) if (from === reader && value) reached.add(to);
  return reached;
}

/** Files that import each other, directly or through others (Tarjan's strongly connected components). */
export function cyclesAmong(paths: readonly string[]): readonly (readonly string[])[] {
  const targets = new Map(paths.map((path) => [path, imports.filter(({ from }) => from === path).map(({ to }) => to)]));
  const state = new Map<string, { readonly index: number; low: number; open: boolean }>();
  const stack: string[] = [];
  const cycles: (readonly string[])[] = [];
  const visit = (path: string) => {
    const own = { index: state.size, low: state.size, open: true };
    state.set(path, own);
    stack.push(path);
    for (const target of targets.get(path) ?? []) {
      if (!targets.has(target)) continue;
      const other = state.get(target) ?? visit(target);
      if (other.open) own.low = Math.min(own.low, other.low);
    }
    if (own.low !== own.index) return own;
    const members = stack.splice(stack.indexOf(path));
    for (const member of members) {
      const closed = state.get(member);
      if (closed !== undefined) closed.open = false;
    }
    if (members.length > 1) cycles.push(members.sort());
    return own;
  };
  for (const path of paths) if (!state.has(path)) visit(path);
  return cycles;
}
