import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** The package, installed as for a consumer. */
export interface Installed {
  /** A folder from which the package can be imported by its name. */
  readonly home: string;
  /** The folder of the built package. */
  readonly folder: string;
  readonly name: string;
}

const root = path.resolve(import.meta.dirname, "../..");
const generated = path.join(root, "generated");
const cache = path.join(root, "node_modules/.cache/specloom-package");
const isSource = (file: string) => !/^(dist|node_modules)(\/|$)/.test(file);

/** Builds a copy of `generated/` with `npm run build`, once for each state of its files. */
export function buildPackage(): Installed {
  const files = sourceFiles();
  const { name } = JSON.parse(readFileSync(path.join(generated, "package.json"), "utf8")) as { name: string };
  const home = path.join(cache, hashOf(files, name));
  if (!existsSync(home)) install(files, name, home);
  return { home, folder: path.join(home, "node_modules", name), name };
}

function sourceFiles(): readonly string[] {
  const all = readdirSync(generated, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  return all.filter((file) => isSource(file) && statSync(path.join(generated, file)).isFile()).sort();
}

/** Includes the version of the compiler, because another one may build something else. */
function hashOf(files: readonly string[], name: string): string {
  const hash = createHash("sha256").update(readFileSync(path.join(root, "node_modules/typescript/package.json")));
  hash.update(JSON.stringify(consumerFiles(name)));
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(generated, file)))
      .update("\0");
  return hash.digest("hex").slice(0, 16);
}

/** Builds in a temporary folder and renames it: test files run in parallel, and the first one to finish wins. */
function install(files: readonly string[], name: string, home: string): void {
  mkdirSync(cache, { recursive: true });
  const temporary = mkdtempSync(path.join(cache, "building-"));
  build(files, path.join(temporary, "node_modules", name));
  for (const [file, text] of consumerFiles(name)) writeFileSync(path.join(temporary, file), text);
  removeEarlierBuilds();
  try {
    renameSync(temporary, home);
  } catch (thrown) {
    rmSync(temporary, { recursive: true });
    if (!existsSync(home)) throw thrown;
  }
}

/** Builds outside `node_modules`, where the compiler treats the same settings differently; then installs the package. */
function build(files: readonly string[], folder: string): void {
  const workspace = mkdtempSync(path.join(tmpdir(), "package-"));
  for (const file of files) cpSync(path.join(generated, file), path.join(workspace, file));
  const search = [path.join(root, "node_modules/.bin"), process.env.PATH ?? ""].join(path.delimiter);
  execFileSync("npm", ["run", "build", "--silent"], {
    cwd: workspace,
    env: { ...process.env, PATH: search },
    // The compiler writes errors to its standard output.
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  cpSync(workspace, folder, { recursive: true });
  rmSync(workspace, { recursive: true });
}

const subpaths: Readonly<Record<string, string>> = {
  root: "",
  client: "/client",
  operations: "/operations",
  batch: "/batch",
  associations: "/associations",
};

/** A consumer that imports every entry point, in both module systems. */
function consumerFiles(name: string): readonly (readonly [string, string])[] {
  const entries = Object.entries(subpaths).map(([key, subpath]) => [key, JSON.stringify(name + subpath)] as const);
  return [
    ["package.json", JSON.stringify({ private: true, type: "module" })],
    ["entry-points.mjs", entries.map(([key, from]) => `export * as ${key} from ${from};\n`).join("")],
    ["entry-points.cjs", entries.map(([key, from]) => `exports.${key} = require(${from});\n`).join("")],
  ];
}

/** Removes earlier states, but not those that may still be in the making. */
function removeEarlierBuilds(): void {
  for (const entry of readdirSync(cache)) {
    const age = Date.now() - statSync(path.join(cache, entry)).mtimeMs;
    if (age > 3_600_000) rmSync(path.join(cache, entry), { recursive: true, force: true });
  }
}
