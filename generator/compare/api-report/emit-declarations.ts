import type { Files } from "../../files.js";
import { Project, ts } from "./typescript.js";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  jsx: ts.JsxEmit.Preserve,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
};

/**
 * The declarations of every module, by its path. Modules that state all types of what they export, as all generated ones do, are read one by
 * one; for code of the user that leaves types to the compiler, all modules are compiled.
 */
export function emitDeclarations(files: Files): Files {
  const modules = new Map([...files].filter(([path]) => /\.tsx?$/.test(path)));
  const alone = [...modules].map(([path, text]) => ({ path, text, emitted: emitAlone(path, text) }));
  const incomplete = alone.filter(({ emitted }) => emitted.isIncomplete).map(({ path }) => path);
  const compiled: Files = incomplete.length === 0 ? new Map() : compile(modules);
  return new Map(
    alone.map(({ path, emitted }) => [path, (emitted.isIncomplete ? compiled.get(path) : undefined) ?? emitted.text]),
  );
}

interface Emitted {
  readonly text: string;
  /** Whether a type is missing that only the whole package tells. */
  readonly isIncomplete: boolean;
}

function emitAlone(path: string, text: string): Emitted {
  if (path.endsWith(".d.ts")) return { text, isIncomplete: false };
  const emitted = ts.transpileDeclaration(text, { fileName: path, reportDiagnostics: true, compilerOptions: options });
  return { text: emitted.outputText, isIncomplete: (emitted.diagnostics ?? []).length > 0 };
}

function compile(modules: Files): Files {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: { ...options, declaration: true, emitDeclarationOnly: true, allowImportingTsExtensions: true },
  });
  for (const [path, text] of modules) project.createSourceFile(`/${path}`, text);
  const emitted = project.emitToMemory({ emitOnlyDtsFiles: true }).getFiles();
  const texts = new Map(emitted.map(({ filePath, text }) => [filePath.slice(1).replace(/\.d\.ts$/, ""), text]));
  return new Map([...modules.keys()].flatMap((path) => entryOf(path, texts.get(path.replace(/\.tsx?$/, "")))));
}

function entryOf(path: string, text: string | undefined): readonly (readonly [string, string])[] {
  return text === undefined ? [] : [[path, text]];
}
