import type { DeclaredProgram } from "./declared-program.js";
import type { EntryModule } from "./entry-modules.js";
import { exportsOf, targetOf } from "./module-exports.js";
import { ts } from "./typescript.js";

/** A declaration of the report. It stands once, in the first entry point that exports it. */
export interface CollectedItem {
  /** The entry point, or `notExported`. */
  readonly entry: string;
  readonly name: string;
  readonly symbol: ts.Symbol;
}

/** A line of an entry point. */
export interface CollectedExport {
  readonly name: string;
  readonly symbol: ts.Symbol;
  /** Whether it is a class, a function or a constant of which only the type is exported. */
  readonly isTypeOnly: boolean;
}

export interface Collected {
  /** The entry points with what they export. `export * as name` is an entry point of its own. */
  readonly entries: ReadonlyMap<string, readonly CollectedExport[]>;
  readonly items: ReadonlyMap<ts.Symbol, CollectedItem>;
  /** The entry points of modules that are exported as a whole, or named by `typeof import`. */
  readonly namespaces: ReadonlyMap<ts.Symbol, string>;
}

/** The section of declarations that callers see, but cannot import. */
export const notExported = "Not exported";

/** Everything that callers see: what the entry points export, and what the types of that refer to. */
export function collectDeclarations(modules: readonly EntryModule[], program: DeclaredProgram): Collected {
  const entries = new Map<string, readonly CollectedExport[]>();
  const items = new Map<ts.Symbol, CollectedItem>();
  const namespaces = new Map<ts.Symbol, string>();
  const waiting = modules.flatMap(({ entry, path }) => {
    const file = program.file(path);
    return file === undefined ? [] : [{ entry, file }];
  });
  for (const { entry, file } of waiting) {
    const symbol = program.checker.getSymbolAtLocation(file);
    if (symbol !== undefined && !namespaces.has(symbol)) namespaces.set(symbol, entry);
  }
  for (const { entry, file } of waiting) {
    const exports = exportsOf(file, program);
    entries.set(
      entry,
      exports.map(({ name, target, isTypeOnly }) => ({ name, symbol: target, isTypeOnly: isTypeOnly && isValue(target) })),
    );
    const taken = new Set<string>();
    for (const { name, target } of exports) {
      const module = target.declarations?.find(ts.isSourceFile);
      if (module === undefined) addItem(items, taken, entry, name, target);
      else if (!namespaces.has(target)) {
        namespaces.set(target, `${entry}#${name}`);
        waiting.push({ entry: `${entry}#${name}`, file: module });
      }
    }
  }
  return { entries, namespaces, items: withReferred(items, program) };
}

export function isValue({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Value) !== 0;
}

/** @param taken - The names of the items that the entry point has already. */
function addItem(
  items: Map<ts.Symbol, CollectedItem>,
  taken: Set<string>,
  entry: string,
  exported: string,
  symbol: ts.Symbol,
): void {
  if (items.has(symbol) || (symbol.declarations ?? []).length === 0) return;
  const name = freeName(canBeDeclared(exported) ? exported : defaultName(symbol), taken);
  taken.add(name);
  items.set(symbol, { entry, name, symbol });
}

/** `export { remove as delete }`: not every name of an export can be declared. */
function canBeDeclared(name: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, name);
  const token = scanner.scan();
  const isWord = token === ts.SyntaxKind.Identifier || token > ts.SyntaxKind.LastFutureReservedWord;
  return isWord && scanner.getTokenEnd() === name.length;
}

function defaultName({ name, declarations = [] }: ts.Symbol): string {
  const [declared] = declarations.flatMap((one) => ts.getNameOfDeclaration(one) ?? []);
  return declared !== undefined && ts.isIdentifier(declared) ? declared.text : name === "default" ? "defaultExport" : name;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
  return free;
}

/** The items, and what their types refer to that no entry point exports: named as it is declared. */
function withReferred(exported: ReadonlyMap<ts.Symbol, CollectedItem>, program: DeclaredProgram): Collected["items"] {
  const referred = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    const symbol = ts.isIdentifier(node) ? referredSymbol(node, program) : undefined;
    if (symbol !== undefined && !exported.has(symbol)) referred.add(symbol);
    ts.forEachChild(node, visit);
  };
  for (const symbol of exported.keys()) symbol.declarations?.forEach(visit);
  for (const symbol of referred) symbol.declarations?.forEach(visit);
  const items = new Map(exported);
  const taken = new Set([...exported.values()].map(({ name }) => name));
  for (const symbol of [...referred].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))) {
    const name = freeName(defaultName(symbol), taken);
    taken.add(name);
    items.set(symbol, { entry: notExported, name, symbol });
  }
  return items;
}

const declared =
  ts.SymbolFlags.Interface |
  ts.SymbolFlags.Class |
  ts.SymbolFlags.TypeAlias |
  ts.SymbolFlags.Enum |
  ts.SymbolFlags.Function |
  ts.SymbolFlags.Variable |
  ts.SymbolFlags.Namespace;

/** The declaration of a module that an identifier refers to; undefined for members, parameters and what the package does not declare. */
export function referredSymbol(node: ts.Identifier, { checker }: DeclaredProgram): ts.Symbol | undefined {
  const found = checker.getSymbolAtLocation(node);
  if (found === undefined) return undefined;
  const symbol = targetOf(found, checker);
  const isOfModule = (symbol.flags & declared) !== 0 && (symbol.declarations ?? []).some(isAtTop);
  return isOfModule ? symbol : undefined;
}

function isAtTop(declaration: ts.Declaration): boolean {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return !ts.isSourceFile(statement) && ts.isSourceFile(statement.parent);
}
