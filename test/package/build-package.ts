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

/** The package as a consumer has it. */
export interface Installed {
  /** A folder from which the package can be imported by its name. */
  readonly home: string;
  /** The package's own folder, built. */
  readonly folder: string;
  readonly name: string;
}

const root = path.resolve(import.meta.dirname, "../..");
const generated = path.join(root, "generated");
const cache = path.join(root, "node_modules/.cache/specloom-package");
const kept = (file: string) => !/^(dist|node_modules)(\/|$)/.test(file);

/** Builds a copy of `generated/` as `npm run build` does, once for each state of its files, whoever asks first. */
export function buildPackage(): Installed {
  const files = sourceFiles();
  const home = path.join(cache, hashOf(files));
  const { name } = JSON.parse(readFileSync(path.join(generated, "package.json"), "utf8")) as { name: string };
  if (!existsSync(home)) install(files, name, home);
  return { home, folder: path.join(home, "node_modules", name), name };
}

function sourceFiles(): readonly string[] {
  const all = readdirSync(generated, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  return all.filter((file) => kept(file) && statSync(path.join(generated, file)).isFile()).sort();
}

/** The compiler counts as well: another one may build something else. */
function hashOf(files: readonly string[]): string {
  const hash = createHash("sha256").update(readFileSync(path.join(root, "node_modules/typescript/package.json")));
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(generated, file)))
      .update("\0");
  return hash.digest("hex").slice(0, 16);
}

/** Put together aside and moved into place whole: test files run side by side, and the first one to finish wins. */
function install(files: readonly string[], name: string, home: string): void {
  mkdirSync(cache, { recursive: true });
  const aside = mkdtempSync(path.join(cache, "building-"));
  build(files, path.join(aside, "node_modules", name));
  for (const [file, text] of consumerFiles(name)) writeFileSync(path.join(aside, file), text);
  forgetOthers();
  try {
    renameSync(aside, home);
  } catch (thrown) {
    rmSync(aside, { recursive: true });
    if (!existsSync(home)) throw thrown;
  }
}

/** Builds where its author would, for below a `node_modules` the compiler reads the same settings differently; then installs it. */
function build(files: readonly string[], folder: string): void {
  const workshop = mkdtempSync(path.join(tmpdir(), "package-"));
  for (const file of files) cpSync(path.join(generated, file), path.join(workshop, file));
  const search = [path.join(root, "node_modules/.bin"), process.env.PATH ?? ""].join(path.delimiter);
  execFileSync("npm", ["run", "build", "--silent"], {
    cwd: workshop,
    env: { ...process.env, PATH: search },
    // The compiler complains on its standard output.
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  cpSync(workshop, folder, { recursive: true });
  rmSync(workshop, { recursive: true });
}

const subpaths: Readonly<Record<string, string>> = {
  root: "",
  client: "/client",
  operations: "/operations",
  batch: "/batch",
  associations: "/associations",
};

/** A consumer that imports every entry point, in either module system. */
function consumerFiles(name: string): readonly (readonly [string, string])[] {
  const entries = Object.entries(subpaths).map(([key, subpath]) => [key, JSON.stringify(name + subpath)] as const);
  return [
    ["package.json", JSON.stringify({ private: true, type: "module" })],
    ["surface.mjs", entries.map(([key, from]) => `export * as ${key} from ${from};\n`).join("")],
    ["surface.cjs", entries.map(([key, from]) => `exports.${key} = require(${from});\n`).join("")],
  ];
}

/** Earlier states are of no use any more; those being built may be. */
function forgetOthers(): void {
  for (const entry of readdirSync(cache)) {
    const age = Date.now() - statSync(path.join(cache, entry)).mtimeMs;
    if (age > 3_600_000) rmSync(path.join(cache, entry), { recursive: true, force: true });
  }
}
