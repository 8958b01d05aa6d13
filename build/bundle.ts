import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build, type BuildOptions, type Metafile } from "esbuild";
import { precompile } from "../generator/emit/text/handlebars.js";
import { infoOf } from "../generator/load/read/build-info.js";
import { readTemplates, type Templates } from "../generator/load/read/read-templates.js";
import { replaceModules, openapiTypescriptOnly } from "./plugins.js";

const root = join(import.meta.dirname, "..");

interface Manifest {
  readonly version: string;
  readonly repository?: { readonly url: string };
  readonly dependencies: { readonly [name: string]: string };
  /** What a user installs beside specloom, if something needs it. */
  readonly peerDependencies: { readonly [name: string]: string };
}

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;

/** What a bundle is built from: a hash of the sources, and the line that says so at its start. */
export interface Origin {
  readonly sources: string;
  readonly line: string;
}

/**
 * What the published package can be entered by: the command line, and what `import … from "specloom"` gives. `ensure-built.mjs` looks at the
 * last one, so it must be written last.
 */
const entryPoints = { cli: "generator/cli.ts", specloom: "generator/index.ts" };

/**
 * Writes the bundle to a folder: the generator, the templates, and every package that is no dependency of the published one. It is split
 * wherever a module is imported when it is needed, so that a command loads only what it runs.
 */
export async function writeBundle(folder: string, origin: Origin): Promise<Metafile> {
  const { outputFiles, metafile } = await build({
    ...(await bundleOptions(entryPoints, origin)),
    outdir: folder,
    splitting: true,
    // A third less to install. Names stay as they are, so that what --debug prints can be read.
    minifyWhitespace: true,
    chunkNames: `${chunkFolder}/[name]-[hash]`,
    write: false,
    metafile: true,
  });
  const entries = Object.keys(entryPoints).map((name) => join(folder, `${name}.js`));
  const order = (path: string) => entries.indexOf(path);
  for (const { path, contents } of [...outputFiles].sort((a, b) => order(a.path) - order(b.path))) replaceFile(path, contents);
  removeOtherFiles(
    join(folder, chunkFolder),
    outputFiles.map(({ path }) => path),
  );
  return metafile;
}

const chunkFolder = "chunks";

/** Another process may be reading the file, or building it, too. */
function replaceFile(path: string, contents: Uint8Array): void {
  const temporary = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(temporary, contents);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Removes the parts of earlier builds. */
function removeOtherFiles(folder: string, paths: readonly string[]): void {
  const kept = new Set(paths.map((path) => basename(path)));
  for (const name of readdirSync(folder))
    if (!kept.has(name) && name.endsWith(".js")) rmSync(join(folder, name), { force: true });
}

/** The options of esbuild for modules of the generator and all that they import. */
export async function bundleOptions(
  entries: { readonly [name: string]: string },
  { sources, line }: Origin,
): Promise<BuildOptions> {
  const templates = await readTemplates();
  return {
    absWorkingDir: root,
    entryPoints: { ...entries },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    // The other builds of some packages are not made for bundlers.
    mainFields: ["module", "main"],
    external: [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)],
    define: { specloomBuild: JSON.stringify({ ...infoOf(manifest), sources }) },
    banner: { js: [line, requireForBundledPackages].join("\n") },
    legalComments: "none",
    plugins: [
      openapiTypescriptOnly,
      replaceModules({
        "generator/load/read/read-templates.ts": `export async function readTemplates() { return new Map(${JSON.stringify([...templates])}); }`,
        "generator/emit/text/compile-template.ts": compiledTemplates(templates),
      }),
    ],
  };
}

/** What is in place of `compile-template.ts`: with the compiled templates, the bundle needs only the runtime of Handlebars. */
function compiledTemplates(templates: Templates): string {
  const compiled = [...templates].filter(([path]) => path.endsWith(".hbs"));
  const entries = compiled.map(([path, text]) => `${JSON.stringify(path)}: ${precompile(text)}`);
  return `import Handlebars from "handlebars/runtime";
const templates = { ${entries.join(", ")} };
export const compileTemplate = (path) => Handlebars.template(templates[path]);
`;
}

/** CommonJS packages load modules of Node.js by `require`. */
const requireForBundledPackages =
  'import { createRequire as createRequireForBundle } from "node:module"; const require = createRequireForBundle(import.meta.url);';
