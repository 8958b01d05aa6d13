import { mkdirSync, realpathSync, rmdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Files } from "../files.js";
import { listOutputFolder, type OutputFolder, readIfPresent, realOutput } from "./output-folder.js";
import { hashOf, manifestPath, manifestText, type RunRecord, withManifest } from "./output-manifest.js";
import { assertReplaceable, ownFiles } from "./ownership.js";
import { assertPackagePath } from "./package-paths.js";
import { replaceFiles } from "./replace-files.js";
import { hasRunFolder } from "./run-folder.js";
import { defaultPatience, exclusively, type Patience } from "./run-lock.js";
import { isSystemError, refuseSystemError } from "./system-errors.js";

/** The files that a run wrote or removed, except the manifest, sorted by path. */
export interface WrittenFiles {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * Writes changed files and removes files that the manifest lists but the package no longer has. A run that fails leaves the package
 * unchanged; what a run that was interrupted left is completed or removed; a run waits for another one that writes to the same folder.
 *
 * @param record - Of this run, unless it printed warnings.
 * @param then - Is done when the package is written; if it fails, the package is as it was.
 * @throws Refusal - `output-foreign`, `output-unwritable`, `output-busy`.
 */
export async function writePackage(
  path: string,
  files: Files,
  patience: Patience = defaultPatience,
  record?: RunRecord,
  then: () => Promise<void> = () => Promise.resolve(),
): Promise<WrittenFiles> {
  const wanted = withManifest(files, record);
  for (const name of wanted.keys()) assertPackagePath(name);
  const present = folderWithoutRun(realOutput(path));
  if (isUpToDate(present, wanted)) return unchangedThen(then);
  const made = makeOutput(path);
  // What `then` throws is its caller's to tell, whatever it is.
  const progress = { isInThen: false };
  const afterwards = async (): Promise<void> => {
    progress.isInThen = true;
    await then();
    progress.isInThen = false;
  };
  try {
    const root = realpathSync(path);
    return await exclusively(root, patience, (assertHeld) => updateFolder(root, wanted, assertHeld, afterwards));
  } catch (cause) {
    removeOutput(path, made);
    if (progress.isInThen || !isSystemError(cause)) throw cause;
    // A folder that is read-only is up to date without the record of this run. One in which something temporary is left is not.
    if (isUpToDate(present && folderWithoutRun(realOutput(path)), withManifest(files, present?.manifest?.record)))
      return unchangedThen(then);
    return refuseSystemError(cause, path, "The output cannot be written");
  }
}

async function unchangedThen(then: () => Promise<void>): Promise<WrittenFiles> {
  await then();
  return { created: [], changed: [], removed: [] };
}

function folderWithoutRun(root: string | undefined): OutputFolder | undefined {
  return root === undefined || hasRunFolder(root) ? undefined : listOutputFolder(root);
}

/** Such a folder is not written to, not even to its lock: it may be read-only. */
function isUpToDate(folder: OutputFolder | undefined, wanted: Files): boolean {
  return folder !== undefined && [...wanted].every(([path, text]) => isEqual(readIfPresent(folder, path), text));
}

function isEqual(found: Buffer | undefined, text: string): boolean {
  return found?.equals(Buffer.from(text)) === true;
}

/** Creates the output folder; returns the first folder that did not exist. */
function makeOutput(path: string): string | undefined {
  try {
    return mkdirSync(path, { recursive: true });
  } catch (cause) {
    return refuseSystemError(cause, path, "The output cannot be written");
  }
}

/** Removes the folders that `makeOutput` created, unless somebody else has put something there. */
function removeOutput(path: string, first: string | undefined): void {
  if (first === undefined) return;
  const outermost = realpathSync(first);
  for (let folder = realpathSync(path); folder.startsWith(outermost); folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}

async function updateFolder(
  root: string,
  wanted: Files,
  assertHeld: () => void,
  then: () => Promise<void>,
): Promise<WrittenFiles> {
  const folder = listOutputFolder(root);
  const own = ownFiles(folder);
  assertReplaceable(folder, own, wanted);
  const { created, changed } = differences(folder, wanted);
  const dropped = [...own, ...(folder.manifest?.creating?.keys() ?? [])].filter((path) => !wanted.has(path));
  const removed = [...own].filter((path) => !wanted.has(path) && folder.kinds.get(path) === "file").sort();
  const texts = new Map([...created, ...changed].map((path) => [path, wanted.get(path) ?? ""]));
  if (texts.size > 0 || removed.length > 0 || !isEqual(readIfPresent(folder, manifestPath), wanted.get(manifestPath) ?? "")) {
    const manifests = { during: manifestDuring(own, created, texts), after: wanted.get(manifestPath) ?? "" };
    const emptied = foldersOf(folder, dropped);
    await replaceFiles({ root, texts, created: new Set(created), removed, emptied, manifests }, assertHeld, then);
  } else await then();
  return { created, changed, removed };
}

function differences(folder: OutputFolder, wanted: Files): { created: string[]; changed: string[] } {
  const created: string[] = [];
  const changed: string[] = [];
  for (const [path, text] of wanted) {
    if (path === manifestPath) continue;
    if (!folder.kinds.has(path)) created.push(path);
    else if (!isEqual(readIfPresent(folder, path), text)) changed.push(path);
  }
  return { created, changed };
}

/** The manifest while files are replaced. If the run is interrupted, the next one finds in it all files that are specloom's. */
function manifestDuring(own: ReadonlySet<string>, created: readonly string[], texts: ReadonlyMap<string, string>): string {
  return manifestText({ files: own, creating: new Map(created.map((path) => [path, hashOf(texts.get(path) ?? "")])) });
}

/** The folders of these files, the inner ones first. */
function foldersOf({ kinds }: OutputFolder, paths: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths)
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder))
      if (kinds.get(folder) === "folder") folders.add(folder);
  return [...folders].sort((a, b) => b.length - a.length);
}
