import { execFile } from "node:child_process";
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import type { Disturbance, Outcome } from "./write-in-steps.js";

/** Processes that write a package and are disturbed, and the contents of folders. */

export type Package = ReadonlyMap<string, string>;

const scratch = mkdtempSync(join(tmpdir(), "specloom-disturbed-"));
let folders = 0;
let runs = 0;

/** A path for a folder that does not exist yet. */
export function newFolder(): string {
  return join(scratch, `${folders++}`, "package");
}

let program: Promise<string> | undefined;

/** Removes the program, too: test files share this module, and the next one bundles it again. */
export function removeFolders(): void {
  rmSync(scratch, { recursive: true, force: true });
  program = undefined;
}

/** Bundled once, since starting a process that compiles TypeScript takes a second. */
function bundled(): Promise<string> {
  program ??= (async () => {
    const outfile = join(scratch, "write-in-steps.mjs");
    const entry = join(import.meta.dirname, "write-in-steps.ts");
    await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", target: "node20" });
    return outfile;
  })();
  return program;
}

/** Writes a package in a process of its own; `killed` where it did not end by itself. */
export async function run(
  folder: string,
  files: Package,
  disturbance: Omit<Disturbance, "folder" | "files">,
): Promise<Outcome | "killed"> {
  const path = await bundled();
  // Arguments of a process are limited to some 100 KiB, and a package has more.
  const argument = join(scratch, `${runs++}.json`);
  writeFileSync(argument, JSON.stringify({ folder, files: [...files], ...disturbance } satisfies Disturbance));
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [path, argument], (error, stdout) => {
      if (error?.signal === "SIGKILL") resolve("killed");
      else if (error !== null) reject(new Error(error.message));
      else resolve(JSON.parse(stdout) as Outcome);
    });
  });
}

/** Everything in a folder: files with their texts, other things with their kind. */
export function contentsOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    entries.map((name) => {
      const path = join(folder, name);
      const stat = lstatSync(path);
      return [
        name.replaceAll("\\", "/"),
        stat.isFile() ? readFileSync(path, "utf8") : stat.isDirectory() ? "(folder)" : "(other)",
      ];
    }),
  );
}

export function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
