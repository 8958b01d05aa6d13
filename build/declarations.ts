import { join, posix } from "node:path";
import ts from "typescript";

const root = join(import.meta.dirname, "..");

/** The modules that can be imported: the entry points of `package.json`, below `generator`. */
const entries = ["index", "config/define-config"];

/** The declarations of the entry points and of the modules that they import, by path below `generator`. */
export function declarations(): ReadonlyMap<string, string> {
  const emitted = emitDeclarations();
  const texts = new Map<string, string>();
  const waiting = entries.map((entry) => `${entry}.d.ts`);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = emitted.get(path);
    if (text === undefined) throw new Error(`No declarations were emitted for ${path}.`);
    if (texts.has(path)) continue;
    texts.set(path, text);
    waiting.push(...importedBy(path, text));
  }
  return texts;
}

function emitDeclarations(): ReadonlyMap<string, string> {
  const sources = entries.map((entry) => `generator/${entry}.ts`);
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) => ts.sys.readFile(path)) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: sources, include: [] }, ts.sys, root);
  const program = ts.createProgram(
    sources.map((path) => join(root, path)),
    {
      ...options,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: join(root, "generator"),
      outDir: "/",
    },
  );
  const texts = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (path, text) => texts.set(path.replace(/^\//, ""), text));
  for (const { messageText } of diagnostics) throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
  return texts;
}

function importedBy(path: string, text: string): readonly string[] {
  const specifiers = [...text.matchAll(/(?:from |import\()"(\.[^"]+)\.js"/g)].map(([, specifier = ""]) => specifier);
  return specifiers.map((specifier) => `${posix.join(posix.dirname(path), specifier)}.d.ts`);
}
