import path from "node:path";
import ts from "typescript";
import type { Files } from "../../generator/files.js";
import { strictest } from "../emit/compile.js";

/** Declarations are emitted too, because a type that cannot be declared cannot be published. */
const publishable: ts.CompilerOptions = { ...strictest, skipLibCheck: false, declaration: true };

/** A virtual folder beside `node_modules`: packages exist in memory only, each in a folder of its name. */
const home = `${path.resolve(import.meta.dirname, "../..").replaceAll("\\", "/")}/packages-in-memory`;

export type Platform = "with DOM" | "with Node";

const platforms: Readonly<Record<Platform, ts.CompilerOptions>> = {
  "with DOM": { lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"], types: [] },
  "with Node": { lib: ["lib.es2022.d.ts"], types: ["node"] },
};

/** Type-checks packages for one platform, all in one program, and returns one line for each error. */
export function typeCheck(packages: ReadonlyMap<string, Files>, platform: Platform): readonly string[] {
  const { texts, parsed } = sources(packages);
  return errorsOf(programOf(texts, parsed, { ...platforms[platform], paths: entryPaths(packages) }), platform);
}

export interface Built {
  readonly errors: readonly string[];
  /** The compiled `src/` by relative path: JavaScript and declarations. */
  readonly files: Files;
}

/** Type-checks one package for each platform; for the second platform also the declarations that the first one emitted. */
export function buildAndCheck(name: string, files: Files): Built {
  const packages = new Map([[name, files]]);
  const { texts, parsed } = sources(packages);
  const built = new Map<string, string>();
  const source = `${home}/${name}/src/`;
  const errors: string[] = [];
  for (const [platform, options] of Object.entries(platforms)) {
    const program = programOf(texts, parsed, { ...options, paths: entryPaths(packages) });
    errors.push(...errorsOf(program, platform));
    if (built.size > 0 || errors.length > 0) continue;
    const keep: ts.WriteFileCallback = (file, text) => built.set(file.slice(source.length), text);
    // File by file: emitting all at once would also check the platform's declarations, which takes as long as everything else.
    for (const file of program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(source))) program.emit(file, keep);
    for (const [file, text] of built) if (file.endsWith(".d.ts")) texts.set(`${home}/${name}/dist/esm/${file}`, text);
  }
  return { errors, files: built };
}

type Parsed = Map<string, ts.SourceFile | undefined>;

function sources(packages: ReadonlyMap<string, Files>): { readonly texts: Map<string, string>; readonly parsed: Parsed } {
  const texts = new Map<string, string>();
  for (const [name, files] of packages)
    for (const [file, text] of files) if (/\.(ts|json)$/.test(file)) texts.set(`${home}/${name}/${file}`, text);
  return { texts, parsed: new Map() };
}

/** The platform's declarations are parsed once per process, and not checked. */
const libraries: Parsed = new Map();

function programOf(texts: ReadonlyMap<string, string>, parsed: Parsed, more: ts.CompilerOptions): ts.Program {
  const options = { ...publishable, ...more };
  const host = ts.createCompilerHost(options);
  const folders = new Set(
    [...texts.keys()].flatMap((file) => file.split("/").map((_, index, all) => all.slice(0, index).join("/"))),
  );
  const ours = (file: string) => file.startsWith(`${home}/`);
  return ts.createProgram(
    [...texts.keys()].filter((file) => file.endsWith(".ts")),
    options,
    {
      ...host,
      getCurrentDirectory: () => home,
      fileExists: (file) => (ours(file) ? texts.has(file) : host.fileExists(file)),
      directoryExists: (directory) => folders.has(directory) || ts.sys.directoryExists(directory),
      readFile: (file) => (ours(file) ? texts.get(file) : host.readFile(file)),
      getSourceFile(file, version) {
        const known = ours(file) ? parsed : libraries;
        const text = texts.get(file);
        if (!known.has(file))
          known.set(file, text === undefined ? host.getSourceFile(file, version) : ts.createSourceFile(file, text, version));
        return known.get(file);
      },
    },
  );
}

function errorsOf(program: ts.Program, platform: string): readonly string[] {
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${home}/`));
  const diagnostics = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...ours.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...(file.isDeclarationFile ? [] : program.getDeclarationDiagnostics(file)),
    ]),
  ];
  return diagnostics.map((diagnostic) => `${platform}: ${describe(diagnostic)}`);
}

/** Maps the entry points of packages, as users import them, to their sources. */
function entryPaths(packages: ReadonlyMap<string, Files>): Record<string, string[]> {
  return Object.fromEntries([...packages].flatMap(([name, files]) => ownPaths(name, files)));
}

function ownPaths(name: string, files: Files): readonly (readonly [string, string[]])[] {
  const { exports } = JSON.parse(files.get("package.json") ?? "{}") as { exports: Record<string, unknown> };
  return Object.entries(exports).flatMap(([subpath, conditions]) => {
    const target = /"\.\/dist\/esm\/([^"]+)\.js"/.exec(JSON.stringify(conditions))?.[1];
    return target === undefined ? [] : [[name + subpath.slice(1), [`${home}/${name}/src/${target}.ts`]] as const];
  });
}

function describe({ file, start = 0, messageText, code }: ts.Diagnostic): string {
  const position = file?.getLineAndCharacterOfPosition(start);
  const line = file?.text.split("\n")[position?.line ?? 0]?.trim() ?? "";
  const name = file?.fileName.slice(home.length + 1) ?? "(options)";
  const message = ts.flattenDiagnosticMessageText(messageText, " ");
  return `${name}:${(position?.line ?? 0) + 1} TS${code} ${message.slice(0, 300)} | ${line.slice(0, 160)}`;
}
