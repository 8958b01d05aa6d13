import path from "node:path";
import ts from "typescript";
import { buildPackage } from "./build-package.js";

/** The strictest options that a consumer can use; `skipLibCheck` is off, so that the package's declarations are checked too. */
const strictest: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ["lib.es2022.d.ts"],
  types: ["node"],
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  erasableSyntaxOnly: true,
  noUncheckedSideEffectImports: true,
  skipLibCheck: false,
};

/** Sources of a consumer by file name, in memory only, in a folder from which the package can be imported by its name. */
export type Sources = Readonly<Record<string, string>>;

/** The compiler errors of each file, as `TS2322: Type …`: the first line of each message. */
export function compile(sources: Sources, options: ts.CompilerOptions = {}): ReadonlyMap<string, readonly string[]> {
  const { home } = buildPackage();
  const all = { ...strictest, ...options };
  const files = new Map(Object.entries(sources).map(([file, text]) => [path.join(home, file), text]));
  const program = ts.createProgram([...files.keys()], all, hostOf(files, all, home));
  const errors = new Map<string, string[]>(Object.keys(sources).map((file) => [file, []]));
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
    const file = diagnostic.file ? path.relative(home, diagnostic.file.fileName) : "(options)";
    const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n").split("\n")[0] ?? "";
    errors.set(file, [...(errors.get(file) ?? []), `TS${diagnostic.code}: ${message}`]);
  }
  return errors;
}

function hostOf(files: ReadonlyMap<string, string>, options: ts.CompilerOptions, home: string): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getCurrentDirectory: () => home,
    fileExists: (file) => files.has(file) || host.fileExists(file),
    readFile: (file) => files.get(file) ?? host.readFile(file),
    getSourceFile: (file, target, ...rest) => {
      const text = files.get(file);
      return text === undefined ? host.getSourceFile(file, target, ...rest) : ts.createSourceFile(file, text, target);
    },
  };
}

/** The hover that an editor shows for a name. */
export interface Hover {
  readonly text: string;
  readonly documentation: string;
}

/** The hovers of all names in a source that directly follow the comment with a question mark, in order. */
export function hover(source: string): readonly Hover[] {
  const { home } = buildPackage();
  const file = path.join(home, "hover.ts");
  const service = ts.createLanguageService(serviceHost(file, source, home));
  const marks = [...source.matchAll(/\/\*\?\*\//g)];
  return marks.map((mark) => {
    const info = service.getQuickInfoAtPosition(file, mark.index + mark[0].length);
    return { text: ts.displayPartsToString(info?.displayParts), documentation: ts.displayPartsToString(info?.documentation) };
  });
}

function serviceHost(file: string, source: string, home: string): ts.LanguageServiceHost {
  const read = (requested: string) => (requested === file ? source : ts.sys.readFile(requested));
  return {
    getCompilationSettings: () => strictest,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (requested) => {
      const text = read(requested);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => home,
    getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    fileExists: (requested) => requested === file || ts.sys.fileExists(requested),
    readFile: read,
    directoryExists: (folder) => ts.sys.directoryExists(folder),
  };
}
