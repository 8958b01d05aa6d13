import { refuse } from "../../diagnostics.js";
import type { SourceText } from "../../load/documents/source.js";
import { notExported } from "./collect-declarations.js";
import { parseReportText } from "./report-text.js";
import { ts } from "./typescript.js";

/** A declaration of a report, with its overloads and merged parts. */
export interface ReportItem {
  /** The entry point and the name: `./batch#update`. */
  readonly id: string;
  readonly entry: string;
  readonly name: string;
  readonly declarations: readonly ItemDeclaration[];
}

export type ItemDeclaration =
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.EnumDeclaration
  | ts.VariableDeclaration
  | ts.ModuleDeclaration;

/** What an entry point exports under a name. */
export interface ReportExport {
  readonly id: string;
  readonly isTypeOnly: boolean;
}

export interface ApiReport {
  readonly name: string;
  /** The exports of each entry point, by name. */
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, ReportExport>>;
  readonly items: ReadonlyMap<string, ReportItem>;
  /** What `$batch` names in a section. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * Reads a report.
 *
 * @throws Refusal - `api-report-invalid`.
 */
export function readApiReport({ name: source, text }: SourceText): ApiReport {
  const parsed = parseReportText(text);
  if (parsed === undefined) return refuseReport(source, "This is no API report, or one of another version of specloom.");
  const sections = [...parsed.sections].map(([entry, code]) => readSection(entry, code, source));
  return {
    name: parsed.name,
    entries: new Map(sections.filter(({ entry }) => entry !== notExported).map(({ entry, exports }) => [entry, exports])),
    items: new Map(sections.flatMap(({ items }) => items.map((item) => [item.id, item]))),
    aliases: new Map(sections.map(({ entry, aliases }) => [entry, aliases])),
  };
}

interface Section {
  readonly entry: string;
  readonly exports: ReadonlyMap<string, ReportExport>;
  readonly items: readonly ReportItem[];
  readonly aliases: ReadonlyMap<string, string>;
}

function readSection(entry: string, code: string, source: string): Section {
  const file = ts.createSourceFile(`${entry}.ts`, code, ts.ScriptTarget.ES2022, true);
  // Without the rest of a program, nothing but its syntax can be wrong.
  const { diagnostics = [] } = ts.transpileModule(code, { reportDiagnostics: true });
  if (diagnostics.length > 0) return refuseReport(source, `The section \`${entry}\` is not valid TypeScript.`);
  const declared = new Map<string, ItemDeclaration[]>();
  const exports = new Map<string, ReportExport>();
  const aliases = new Map<string, string>();
  for (const statement of file.statements) {
    for (const declaration of declarationsOf(statement)) {
      const name = declaration.name?.getText(file) ?? "default";
      declared.set(name, [...(declared.get(name) ?? []), declaration]);
      if (isExported(statement)) exports.set(name, { id: itemId(entry, name), isTypeOnly: false });
    }
    if (ts.isImportDeclaration(statement)) for (const [alias, other] of importedBy(statement)) aliases.set(alias, other);
    if (ts.isExportDeclaration(statement)) for (const [name, found] of exportedBy(statement, entry)) exports.set(name, found);
  }
  const items = [...declared].map(([name, declarations]) => ({ id: itemId(entry, name), entry, name, declarations }));
  return { entry, exports, items, aliases };
}

/** Declarations that no entry point exports have no entry point in their ids. */
export function itemId(entry: string, name: string): string {
  return `${entry === notExported ? "" : entry}#${name}`;
}

function declarationsOf(statement: ts.Statement): readonly ItemDeclaration[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations;
  return ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement)
    ? [statement]
    : [];
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

function importedBy({ importClause, moduleSpecifier }: ts.ImportDeclaration): readonly (readonly [string, string])[] {
  const bindings = importClause?.namedBindings;
  return bindings !== undefined && ts.isNamespaceImport(bindings) && ts.isStringLiteral(moduleSpecifier)
    ? [[bindings.name.text, moduleSpecifier.text]]
    : [];
}

function exportedBy(statement: ts.ExportDeclaration, entry: string): readonly (readonly [string, ReportExport])[] {
  const { exportClause, moduleSpecifier, isTypeOnly } = statement;
  const from = moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : entry;
  if (exportClause === undefined) return [];
  // A module as a whole has an entry point of its own.
  if (ts.isNamespaceExport(exportClause)) return [[exportClause.name.text, { id: from, isTypeOnly }]];
  return exportClause.elements.map(({ name, propertyName }) => [
    name.text,
    { id: itemId(from, (propertyName ?? name).text), isTypeOnly },
  ]);
}

function refuseReport(source: string, message: string): never {
  refuse("api-report-invalid", { source }, message, {
    help: "Restore the file from version control, or remove it and run `specloom generate`, which then writes a new one.",
  });
}
