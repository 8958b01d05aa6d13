import { dirname, resolve } from "node:path";
import ts from "typescript";

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
};

const root = "/proof";

/** Source files by path and text: libraries and the runtime are parsed once. */
const parsed = new Map<string, ts.SourceFile>();

/** The errors of a consumer that is compiled against a package. Only the consumer is checked. */
export function errorsOf(consumer: string, files: ReadonlyMap<string, string>): readonly string[] {
  const texts = new Map<string, string>([...files].map(([path, text]) => [`${root}/package/${path}`, text]));
  texts.set(`${root}/consumer.ts`, consumer);
  texts.set(`${root}/package.json`, `{ "type": "module" }`);
  const program = ts.createProgram({ rootNames: [`${root}/consumer.ts`], options, host: createHost(texts) });
  const source = program.getSourceFile(`${root}/consumer.ts`);
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return diagnostics.map(({ messageText, start }) => {
    const line = source?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
    return `${ts.flattenDiagnosticMessageText(messageText, " ")} | ${consumer.split("\n")[line]?.trim() ?? ""}`;
  });
}

function createHost(texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const read = (path: string) => texts.get(path) ?? (path.startsWith(root) ? undefined : ts.sys.readFile(path));
  return {
    fileExists: (path) => texts.has(path) || (!path.startsWith(root) && ts.sys.fileExists(path)),
    readFile: read,
    directoryExists: (path) => path.startsWith(root) || ts.sys.directoryExists(path),
    getSourceFile: (path) => {
      const text = read(path);
      if (text === undefined) return undefined;
      const id = `${path}\n${text}`;
      const known =
        parsed.get(id) ??
        ts.createSourceFile(path, text, { languageVersion: ts.ScriptTarget.ES2022, impliedNodeFormat: ts.ModuleKind.ESNext });
      if (!path.includes("/operations/") && !path.endsWith("models.ts") && !path.endsWith("consumer.ts")) parsed.set(id, known);
      return known;
    },
    getDefaultLibFileName: () => resolve(dirname(ts.getDefaultLibFilePath(options)), "lib.es2023.d.ts"),
    getDefaultLibLocation: () => dirname(ts.getDefaultLibFilePath(options)),
    writeFile: () => undefined,
    getCurrentDirectory: () => root,
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
}
