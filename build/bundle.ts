import { mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { build, type BuildOptions, type Metafile } from "esbuild";
import { infoOf } from "../generator/load/read/build-info.js";
import { readTemplates } from "../generator/load/read/read-templates.js";
import { replaceModules, openapiTypescriptOnly } from "./plugins.js";

const root = join(import.meta.dirname, "..");

interface Manifest {
  readonly version: string;
  readonly repository?: { readonly url: string };
  readonly dependencies: { readonly [name: string]: string };
}

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;

/** What a bundle is built from: a hash of the sources, and the line that says so at its start. */
export interface Origin {
  readonly sources: string;
  readonly line: string;
}

/** Writes the bundle: one ES module with the generator, the templates, and every package that is no dependency of the published one. */
export async function writeBundle(path: string, origin: Origin): Promise<Metafile> {
  const temporary = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  try {
    const { metafile } = await build({
      ...(await bundleOptions(join(root, "generator/bundle.ts"), origin)),
      outfile: temporary,
      metafile: true,
    });
    // Another process may be reading the bundle, or building it, too.
    renameSync(temporary, path);
    return metafile;
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** The options of esbuild for one module of the generator and all that it imports. */
export async function bundleOptions(entry: string, { sources, line }: Origin): Promise<BuildOptions> {
  const templates = JSON.stringify([...(await readTemplates())]);
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    // The other builds of some packages are not made for bundlers.
    mainFields: ["module", "main"],
    external: Object.keys(manifest.dependencies),
    define: { specloomBuild: JSON.stringify({ ...infoOf(manifest), sources }) },
    banner: { js: [line, requireForBundledPackages].join("\n") },
    legalComments: "none",
    plugins: [
      openapiTypescriptOnly,
      replaceModules({
        "generator/load/read/read-templates.ts": `export async function readTemplates() { return new Map(${templates}); }`,
      }),
    ],
  };
}

/** CommonJS packages load modules of Node.js by `require`. */
const requireForBundledPackages =
  'import { createRequire as createRequireForBundle } from "node:module"; const require = createRequireForBundle(import.meta.url);';
