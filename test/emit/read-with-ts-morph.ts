import { Project, type SourceFile, ts } from "ts-morph";
import type { Files } from "../../generator/files.js";
import type { ClassPlan, ResourcePlan } from "../../generator/plan/types/class-plan.js";
import type { PackagePlan } from "../../generator/plan/types/package-plan.js";

/** The modules of a package as ts-morph reads them: what does not parse, and the names that each module exports. */
export interface ReadPackage {
  readonly syntaxErrors: readonly string[];
  readonly exports: ReadonlyMap<string, ReadonlySet<string>>;
}

export function readWithTsMorph(files: Files): ReadPackage {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true, compilerOptions: { noLib: true } });
  const sources = [...files].filter(([path]) => path.endsWith(".ts"));
  const exports = sources.map(([path, text]) => [path, exportedNames(project.createSourceFile(`/${path}`, text))] as const);
  const errors = project.getProgram().compilerObject.getSyntacticDiagnostics();
  const messages = errors.map(
    ({ file, messageText }) => `${file.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
  );
  return { syntaxErrors: messages, exports: new Map(exports) };
}

function exportedNames(file: SourceFile): ReadonlySet<string> {
  const specifiers = file.getExportDeclarations().flatMap((declaration) => declaration.getNamedExports());
  const aliases = specifiers.map((specifier) => specifier.getAliasNode()?.getText() ?? specifier.getName());
  return new Set([...aliases, ...file.compilerNode.statements.flatMap(declaredName)]);
}

function declaredName(statement: ts.Statement): readonly string[] {
  const isDeclaration =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement);
  const exported = isDeclaration && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  return exported === true && statement.name !== undefined ? [statement.name.text] : [];
}

/** The names that the modules of a package export according to its plan. */
export function plannedExports(plan: PackagePlan): readonly { readonly path: string; readonly name: string }[] {
  return [
    ...plan.models.map(({ name }) => ({ path: "src/models.ts", name })),
    ...(plan.hasClient ? [...functionsOf(plan.resource), ...classesOf(plan.client)] : []),
  ];
}

function functionsOf({ module, operations, children }: ResourcePlan): readonly { path: string; name: string }[] {
  const path = `src/${module}.ts`;
  const names = operations.flatMap(({ name, paramsName, responsesName }) => [name, paramsName ?? name, responsesName]);
  return [...names.map((name) => ({ path, name })), ...children.flatMap(functionsOf)];
}

function classesOf({ module, name, children }: ClassPlan): readonly { path: string; name: string }[] {
  return [{ path: `src/${module}.ts`, name }, ...children.flatMap(({ child }) => classesOf(child))];
}
