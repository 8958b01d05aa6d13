import path from "node:path";
import ts from "typescript";
import type { Files } from "../../generator/options.js";

/** As strict as a consumer can be; declarations are made too, since what cannot be declared cannot be published. */
const strictest: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  skipLibCheck: false,
  declaration: true,
};

/** Where packages are used. The package lies beside `node_modules`, in memory alone. */
const home = path.resolve(import.meta.dirname, "../..");
const folder = `${home.replaceAll("\\", "/")}/package-in-memory`;

const platforms: Readonly<Record<string, ts.CompilerOptions>> = {
  "with DOM": { lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"], types: [] },
  "with Node": { lib: ["lib.es2022.d.ts"], types: ["node"] },
};

export interface Checked {
  /** One line a complaint. */
  readonly errors: readonly string[];
  /** What the compiler makes of `src/`, by path below it: JavaScript and declarations. */
  readonly built: Files;
}

/**
 * Type-checks a package for each platform, and the declarations that it is published with. `more` are files of its users, which import it
 * by its name. The platform's own declarations are parsed once a process and never judged: they are not ours.
 */
export function typeCheck(files: Files, more: Files = new Map()): Checked {
  const texts = new Map<string, string>();
  for (const [file, text] of [...files, ...more]) if (/\.(ts|json)$/.test(file)) texts.set(`${folder}/${file}`, text);
  const parsed = new Map<string, ts.SourceFile | undefined>();
  const built = new Map<string, string>();
  const errors: string[] = [];
  for (const [platform, options] of Object.entries(platforms)) {
    const program = programOf(texts, parsed, { ...strictest, ...options, paths: ownPaths(files) });
    errors.push(...complaintsOf(program).map((complaint) => `${platform}: ${complaint}`));
    if (built.size > 0 || errors.length > 0) continue;
    program.emit(undefined, (file, text) => {
      if (file.startsWith(`${folder}/src/`)) built.set(file.slice(`${folder}/src/`.length), text);
    });
    // From here on the published declarations are checked beside the sources.
    for (const [file, text] of built) if (file.endsWith(".d.ts")) texts.set(`${folder}/dist/esm/${file}`, text);
  }
  return { errors, built };
}

/** Declarations of platforms, by path; a package's own files are parsed anew for each package. */
const libraries = new Map<string, ts.SourceFile | undefined>();

function programOf(
  texts: ReadonlyMap<string, string>,
  parsed: Map<string, ts.SourceFile | undefined>,
  options: ts.CompilerOptions,
): ts.Program {
  const host = ts.createCompilerHost(options);
  const folders = new Set(
    [...texts.keys()].flatMap((file) => file.split("/").map((_, index, all) => all.slice(0, index).join("/"))),
  );
  const ours = (file: string) => file.startsWith(`${folder}/`);
  return ts.createProgram(
    [...texts.keys()].filter((file) => file.endsWith(".ts")),
    options,
    {
      ...host,
      getCurrentDirectory: () => folder,
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

function complaintsOf(program: ts.Program): readonly string[] {
  const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${folder}/`));
  const told = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...ours.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...(file.isDeclarationFile ? [] : program.getDeclarationDiagnostics(file)),
    ]),
  ];
  return told.map(describe);
}

/** The package's entries, as its users import them, lead to its sources. */
function ownPaths(files: Files): Record<string, string[]> {
  const { name, exports } = JSON.parse(files.get("package.json") ?? "{}") as { name: string; exports: Record<string, unknown> };
  return Object.fromEntries(
    Object.entries(exports).flatMap(([subpath, conditions]) => {
      const target = /"\.\/dist\/esm\/([^"]+)\.js"/.exec(JSON.stringify(conditions))?.[1];
      return target === undefined ? [] : [[name + subpath.slice(1), [`${folder}/src/${target}.ts`]]];
    }),
  );
}

function describe({ file, start = 0, messageText, code }: ts.Diagnostic): string {
  const position = file?.getLineAndCharacterOfPosition(start);
  const line = file?.text.split("\n")[position?.line ?? 0]?.trim() ?? "";
  const name = file?.fileName.slice(folder.length + 1) ?? "(options)";
  const message = ts.flattenDiagnosticMessageText(messageText, " ");
  return `${name}:${(position?.line ?? 0) + 1} TS${code} ${message.slice(0, 300)} | ${line.slice(0, 160)}`;
}
