import type { DeclaredProgram } from "./declared-program.js";
import { ts } from "./typescript.js";

/** A name that a module exports. */
export interface Export {
  readonly name: string;
  /** What it leads to, through all re-exports. A module, if it is `export * as name`. */
  readonly target: ts.Symbol;
  /** Whether it is exported by `export type`, so that a class or a function cannot be called by it. */
  readonly isTypeOnly: boolean;
}

/** The exports of a module, sorted by name. */
export function exportsOf(file: ts.SourceFile, { checker }: DeclaredProgram): readonly Export[] {
  const module = checker.getSymbolAtLocation(file);
  if (module === undefined) return [];
  const starred = typeOnlyStars(file, checker);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => ({
      name: symbol.name,
      target: targetOf(symbol, checker),
      isTypeOnly: isTypeOnly(symbol, checker) || (!isNamedIn(symbol, file) && starred.has(symbol.name)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a name leads to: an import or an export leads to the declaration. */
export function targetOf(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function isNamedIn(symbol: ts.Symbol, file: ts.SourceFile): boolean {
  return (symbol.declarations ?? []).some((declaration) => declaration.getSourceFile() === file);
}

/** The names that only `export type * from` gives. */
function typeOnlyStars(file: ts.SourceFile, checker: ts.TypeChecker): ReadonlySet<string> {
  const names = (isType: boolean) =>
    file.statements.flatMap((statement) => {
      if (!ts.isExportDeclaration(statement) || statement.exportClause !== undefined || statement.isTypeOnly !== isType)
        return [];
      const module = statement.moduleSpecifier && checker.getSymbolAtLocation(statement.moduleSpecifier);
      return module === undefined ? [] : checker.getExportsOfModule(module).map(({ name }) => name);
    });
  const values = new Set(names(false));
  return new Set(names(true).filter((name) => !values.has(name)));
}

/** Whether a step on the way from a name to its declaration is `export type` or `import type`. */
function isTypeOnly(symbol: ts.Symbol, checker: ts.TypeChecker, seen: ReadonlySet<ts.Symbol> = new Set()): boolean {
  if (seen.has(symbol)) return false;
  return (symbol.declarations ?? []).some((declaration) => {
    if (ts.isImportClause(declaration) && declaration.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
    if (!ts.isExportSpecifier(declaration) && !ts.isImportSpecifier(declaration)) return false;
    if (ts.isTypeOnlyImportOrExportDeclaration(declaration)) return true;
    const next = nextOf(declaration, checker);
    return next !== undefined && isTypeOnly(next, checker, new Set([...seen, symbol]));
  });
}

/** What a specifier names, one step further. */
function nextOf(specifier: ts.ExportSpecifier | ts.ImportSpecifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { moduleSpecifier } = ts.isExportSpecifier(specifier) ? specifier.parent.parent : specifier.parent.parent.parent;
  if (moduleSpecifier === undefined)
    return ts.isExportSpecifier(specifier) ? checker.getExportSpecifierLocalTargetSymbol(specifier) : undefined;
  const module = checker.getSymbolAtLocation(moduleSpecifier);
  return module && checker.tryGetMemberInModuleExports((specifier.propertyName ?? specifier.name).text, module);
}
