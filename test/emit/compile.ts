import ts from "typescript";
import type { Files } from "../../generator/files.js";

/** The strictest options that a user of the package can set. */
export const strictest: ts.CompilerOptions = {
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
  // Types can be stripped and declarations written file by file, without a type checker.
  erasableSyntaxOnly: true,
  declaration: true,
  isolatedDeclarations: true,
};

/** The options of a browser project, for type checks without output. */
const browserOptions: ts.CompilerOptions = {
  ...strictest,
  lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [],
  noPropertyAccessFromIndexSignature: false,
  noEmit: true,
};

/** TypeScript's own declaration files, parsed once for all programs. */
const libraries = new Map<string, ts.SourceFile | undefined>();

/** Errors of `isolatedDeclarations`, which the sources of a package obey so that declarations can be written file by file. */
const isDeclarationError = ({ code }: ts.Diagnostic): boolean => code >= 9005 && code <= 9039;

/**
 * Type-checks the sources of a package in memory, with additional files that use it and need no isolated declarations. Returns one line for
 * each error.
 */
export function typeErrors(files: Files, additional: Files = new Map(), others: ts.CompilerOptions = {}): readonly string[] {
  const texts = new Map<string, string>();
  for (const [path, text] of [...files, ...additional]) if (/\.(ts|json)$/.test(path)) texts.set(`/package/${path}`, text);
  const roots = [...texts.keys()].filter((path) => path.endsWith(".ts"));
  const options = { ...browserOptions, paths: entryPointPaths(files), ...others };
  const program = ts.createProgram(roots, options, memoryHost(texts, options));
  const isAdditional = ({ file }: ts.Diagnostic): boolean => additional.has(file?.fileName.replace("/package/", "") ?? "");
  const errors = ts.getPreEmitDiagnostics(program).filter((error) => !(isDeclarationError(error) && isAdditional(error)));
  return errors.map(describeDiagnostic);
}

/** Maps the package's entry points to its sources, so that files can import them by name. */
function entryPointPaths(files: Files): Record<string, string[]> {
  const manifest: unknown = JSON.parse(files.get("package.json") ?? "{}");
  if (!isRecord(manifest) || !isRecord(manifest.exports)) return {};
  const { name, exports } = manifest;
  return Object.fromEntries(
    Object.entries(exports).flatMap(([subpath, conditions]) => {
      const target = /"\.\/dist\/esm\/([^"]+)\.js"/.exec(JSON.stringify(conditions))?.[1];
      return target === undefined ? [] : [[`${String(name)}${subpath.slice(1)}`, [`/package/src/${target}.ts`]]];
    }),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function memoryHost(texts: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const folders = new Set(
    [...texts.keys()].flatMap((path) => path.split("/").map((_, index, all) => all.slice(0, index).join("/"))),
  );
  return {
    ...host,
    getCurrentDirectory: () => "/package",
    fileExists: (path) => texts.has(path),
    directoryExists: (path) => folders.has(path),
    readFile: (path) => texts.get(path),
    getSourceFile(path, version) {
      const text = texts.get(path);
      if (text !== undefined) return ts.createSourceFile(path, text, version);
      if (!libraries.has(path)) libraries.set(path, host.getSourceFile(path, version));
      return libraries.get(path);
    },
  };
}

function describeDiagnostic({ file, start = 0, messageText, code }: ts.Diagnostic): string {
  const position = file?.getLineAndCharacterOfPosition(start);
  const line = file?.text.split("\n")[position?.line ?? 0]?.trim() ?? "";
  const message = ts.flattenDiagnosticMessageText(messageText, " ");
  return `${file?.fileName ?? ""}:${(position?.line ?? 0) + 1} TS${code} ${message.slice(0, 300)} | ${line.slice(0, 160)}`;
}

/** The TypeScript examples of a README as one module, with the imports first. */
export function readmeModule(readme: string): string {
  const blocks = [...readme.matchAll(/^(`{3,})ts\n([\s\S]*?)\n\1$/gm)].map(([, , text]) => text ?? "");
  const lines = blocks.flatMap((block) => block.split("\n"));
  const imports = lines.filter((line) => line.startsWith("import ")).flatMap(splitImport);
  const others = lines.filter((line) => !line.startsWith("import "));
  return `${[...new Set(imports)].join("\n")}\ndeclare const process: { env: Record<string, string | undefined> };\n${others.join("\n")}\nexport {};\n`;
}

/** The examples in the doc comments of a package's classes, which editors show, as one module. Empty if the package has no client. */
export function hoverModule(files: Files): string {
  const [, firstCall = ""] = (files.get("README.md") ?? "").split("## First call");
  const [, instance, name] = /^const (\S+) = new ([^\s(]+)\(/m.exec(firstCall) ?? [];
  if (instance === undefined || name === undefined) return "export {};\n";
  const { name: packageName } = JSON.parse(files.get("package.json") ?? "{}") as { name: string };
  const classes = [...files.values()].find((text) => text.includes(`export class ${name}`)) ?? "";
  const examples = [...classes.matchAll(/^ *\* @example\n *\* (`{3,})ts\n([^]*?)\n *\* \1$/gm)].map(([, , text = ""]) =>
    text.replace(/^ *\* ?/gm, ""),
  );
  const head = `import { ${name} } from ${JSON.stringify(packageName)};\ndeclare const ${instance}: ${name};\n`;
  return `${head}${examples.map((example) => `{\n${example}\n}\n`).join("")}export {};\n`;
}

/** Splits an import of several names, so that names which two examples import can be deduplicated. */
function splitImport(line: string): readonly string[] {
  const [, start, names, end] = /^(import (?:type )?)\{ (.*) \}( from .*)$/.exec(line) ?? [];
  return names === undefined ? [line] : names.split(", ").map((name) => `${start ?? ""}{ ${name} }${end ?? ""}`);
}
