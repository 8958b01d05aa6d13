import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The options of a strict project that does not skip declaration files. */
const strictest = {
  target: "es2022",
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  noPropertyAccessFromIndexSignature: true,
  isolatedModules: true,
  skipLibCheck: false,
  noEmit: true,
};

const dom = { lib: ["es2022", "dom", "dom.iterable"], types: [] };
const node = { lib: ["es2022"], types: ["node"] };

/** How the sources of a package are compiled; CommonJS as `tsconfig.cjs.json` of the package does. */
export const formats = {
  "ES modules": { module: "nodenext", verbatimModuleSyntax: true },
  CommonJS: { module: "commonjs" },
};

/** How a consumer finds the declarations of a package. */
export const resolutions = {
  node16: { module: "node16", moduleResolution: "node16", ...node },
  nodenext: { module: "nodenext", moduleResolution: "nodenext", verbatimModuleSyntax: true, ...node },
  bundler: { module: "preserve", moduleResolution: "bundler", ...dom },
};

/** Builds copies of packages with `npm run build` and installs them under names that end with the version of the compiler. */
export function build(compiler: string, version: string, home: string, names: readonly string[]): string {
  const path = [compiler, process.env.PATH ?? ""].join(delimiter);
  return names
    .map((name) => {
      const folder = join(home, `${name}-${version}`);
      cpSync(join(home, name), folder, { recursive: true });
      const printed = outputOf(() => execFileSync("npm", ["run", "build"], runIn(folder, { PATH: path })));
      mkdirSync(join(home, "node_modules"), { recursive: true });
      renameSync(folder, join(home, "node_modules", `${name}-${version}`));
      return printed;
    })
    .join("");
}

/** Type-checks the sources of all packages in a folder, in one program. */
export function checkSources(compiler: string, home: string, format: keyof typeof formats): string {
  const options = { ...strictest, noPropertyAccessFromIndexSignature: false, ...dom, ...formats[format] };
  return typeCheck(compiler, home, options, ["*/src"]);
}

/** Type-checks modules that import every entry point of the installed packages, as an ES module and as a CommonJS module. */
export function checkConsumers(
  compiler: string,
  home: string,
  resolution: keyof typeof resolutions,
  names: readonly string[],
): string {
  const entries = names.flatMap((name) => entryPoints(join(home, "node_modules", name)).map((subpath) => name + subpath));
  const lines = (line: (index: number, from: string) => string) => entries.map((from, index) => line(index, from)).join("");
  writeFileSync(
    join(home, "consumer.mts"),
    lines((index, from) => `export * as entry${index} from "${from}";\n`),
  );
  writeFileSync(
    join(home, "consumer.cts"),
    lines((index, from) => `import entry${index} = require("${from}");\n`),
  );
  return typeCheck(compiler, home, { ...strictest, ...resolutions[resolution] }, ["consumer.mts", "consumer.cts"]);
}

function entryPoints(folder: string): readonly string[] {
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { exports: object };
  return Object.keys(exports).flatMap((subpath) => (subpath.endsWith(".json") ? [] : [subpath.slice(1)]));
}

function typeCheck(compiler: string, home: string, compilerOptions: object, include: readonly string[]): string {
  const typeRoots = [join(import.meta.dirname, "../../node_modules/@types")];
  writeFileSync(join(home, "tsconfig.json"), JSON.stringify({ compilerOptions: { typeRoots, ...compilerOptions }, include }));
  return outputOf(() => execFileSync(join(compiler, "tsc"), ["-p", home], runIn(home)));
}

function runIn(cwd: string, env: NodeJS.ProcessEnv = {}) {
  return { cwd, env: { ...process.env, ...env }, encoding: "utf8", stdio: "pipe" } as const;
}

/** The compiler writes errors to its standard output. */
function outputOf(run: () => unknown): string {
  try {
    run();
    return "";
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return `${stdout ?? ""}${stderr ?? ""}` || String(error);
  }
}
