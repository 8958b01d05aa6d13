import { lstat, mkdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { refuse } from "../diagnostics.js";
import type { Files } from "../files.js";
import { type OutputFolder, assertWrittenBySpecloom, isSystemError, listOutputFolder, readIfPresent } from "./output-folder.js";
import { manifestPath, withManifest } from "./output-manifest.js";
import { assertPackagePath } from "./package-paths.js";

/** The files that a run wrote or removed, except the manifest, sorted by path. */
export interface WrittenFiles {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Writes changed files and removes files that the manifest lists but the package no longer has. All texts are written to temporary files first and
 * renamed at the end, so a run that fails leaves the package unchanged.
 *
 * @throws Refusal - `output-foreign`, `output-unwritable`.
 */
export async function writePackage(path: string, files: Files): Promise<WrittenFiles> {
  const wanted = withManifest(files);
  for (const name of wanted.keys()) assertPackagePath(name);
  const folder = await listOutputFolder(path);
  assertWrittenBySpecloom(folder, wanted.keys());
  const { created, changed } = await differences(folder, wanted);
  const removed = staleFiles(folder, wanted);
  await replaceFiles(folder, wanted, [...created, ...changed], removed);
  const withoutManifest = (paths: readonly string[]) => paths.filter((name) => name !== manifestPath);
  return { created: withoutManifest(created), changed: withoutManifest(changed), removed };
}

async function differences(folder: OutputFolder, wanted: Files): Promise<{ created: string[]; changed: string[] }> {
  const created: string[] = [];
  const changed: string[] = [];
  for (const [path, text] of wanted) {
    const found = await readIfPresent(folder, path);
    if (found === undefined) created.push(path);
    else if (found !== text) changed.push(path);
  }
  return { created, changed };
}

/** Files that the last run wrote and this one does not. */
function staleFiles(folder: OutputFolder, wanted: Files): string[] {
  return [...(folder.manifest?.keys() ?? [])].filter((path) => folder.filePaths.has(path) && !wanted.has(path)).sort();
}

async function replaceFiles(
  folder: OutputFolder,
  wanted: Files,
  paths: readonly string[],
  removed: readonly string[],
): Promise<void> {
  const temporaryFiles: { from: string; to: string }[] = [];
  try {
    for (const path of paths) {
      const to = join(folder.path, path);
      await makeFolder(folder.path, dirname(path));
      const from = `${to}.specloom-${process.pid}`;
      temporaryFiles.push({ from, to });
      await writeFile(from, wanted.get(path) ?? "", { flag: "wx" });
    }
    for (const { from, to } of temporaryFiles) await rename(from, to);
    for (const path of removed) await removeFile(folder.path, path);
  } catch (cause) {
    await Promise.all(temporaryFiles.map(({ from }) => rm(from, { force: true })));
    if (!isSystemError(cause)) throw cause;
    refuse("output-unwritable", { source: folder.path }, `The output cannot be written: ${cause.message}.`, {
      help: "Check the folder's permissions and the space on the disk, then run the command again.",
    });
  }
}

/** Creates a folder segment by segment: a symbolic link in its path could lead out of the package. */
async function makeFolder(root: string, below: string): Promise<void> {
  await mkdir(root, { recursive: true });
  let path = root;
  for (const name of below === "." ? [] : below.split("/")) {
    path = join(path, name);
    await mkdir(path).catch((cause: unknown) => {
      if (!isSystemError(cause) || cause.code !== "EEXIST") throw cause;
    });
    if (!(await lstat(path)).isDirectory()) {
      refuse("output-foreign", { source: path }, "A file or a symbolic link has the path of a folder of the package.", {
        help: "Move it away.",
      });
    }
  }
}

/** Removes a file, and folders that become empty. */
async function removeFile(root: string, path: string): Promise<void> {
  await rm(join(root, path), { force: true });
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
    const emptied = await rmdir(join(root, folder)).then(
      () => true,
      () => false,
    );
    if (!emptied) return;
  }
}
