import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { kindNames, refuseOutputFile } from "./output-folder.js";
import { manifestPath } from "./output-manifest.js";
import { kindAt } from "../load/read/ordinary-file.js";
import { stagingName } from "./run-folder.js";
import { runFolderName } from "./temporary-folders.js";
import { ignoreErrors, isSystemError } from "./system-errors.js";

/** What a run does to a folder. */
export interface Replacement {
  readonly root: string;
  /** New texts by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Those of them that have no file yet. */
  readonly created: ReadonlySet<string>;
  readonly removed: readonly string[];
  /** Folders to remove if they are empty then, the inner ones first. */
  readonly emptied: readonly string[];
  /** The manifest while files are replaced, which lists the old and the new ones, and the manifest afterwards. */
  readonly manifests: { readonly during: string; readonly after: string };
}

/** How to take back what was done, in the order in which it was done. */
type Undo = (() => void)[];

/**
 * Replaces files so that a run that fails leaves the folder as it was, and the run after one that was interrupted knows which files are its
 * own. First everything is written beside the package, in the staging folder: until then the package is unchanged. Then the first manifest
 * is put in place, then the files are renamed and removed, and then the second manifest is put in place.
 *
 * @param then - Is done while the old files are still kept, so that they are put back if it fails.
 * @throws Whatever the file system or `then` throws, after everything was taken back.
 */
export async function replaceFiles(
  replacement: Replacement,
  assertHeld: () => void,
  then: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { root } = replacement;
  const staging = join(root, runFolderName, stagingName);
  const undo: Undo = [];
  try {
    mkdirSync(staging);
    const staged = stage(replacement, staging);
    assertHeld();
    putManifest(root, staging, "during", undo);
    for (const { path, from } of staged) putFile(replacement, path, from, undo);
    for (const path of replacement.removed) removeFile(root, path, staging, undo);
    for (const path of replacement.emptied) removeEmptyFolder(join(root, path), undo);
    putManifest(root, staging, "after", undo);
    await then();
  } catch (cause) {
    takeBack(undo);
    throw cause;
  } finally {
    ignoreErrors(() => rmSync(staging, { recursive: true, force: true }), "EBUSY", "EPERM", "ENOTEMPTY");
  }
}

/** Takes back what was done. If a step fails, the first one is left out: the manifest that lists the old and the new files stays. */
function takeBack([putBackManifest, ...steps]: Undo): void {
  let complete = true;
  for (const step of steps.reverse()) {
    try {
      step();
    } catch {
      complete = false;
    }
  }
  if (complete) putBackManifest?.();
}

interface StagedFile {
  readonly path: string;
  readonly from: string;
}

function stage({ texts, manifests }: Replacement, staging: string): readonly StagedFile[] {
  for (const [name, text] of Object.entries(manifests)) writeDurably(join(staging, name), text);
  return [...texts].map(([path, text], index) => {
    const from = join(staging, String(index));
    writeFileSync(from, text, { flag: "wx" });
    return { path, from };
  });
}

/** Writes a manifest to the disk itself: after a power failure, it must be there if any file was replaced. */
function writeDurably(path: string, text: string): void {
  const file = openSync(path, "wx");
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function putManifest(root: string, staging: string, name: keyof Replacement["manifests"], undo: Undo): void {
  const to = join(root, manifestPath);
  undo.push(keep(to, join(staging, `before-${name}`)));
  renameSync(join(staging, name), to);
}

function putFile({ root, created }: Replacement, path: string, from: string, undo: Undo): void {
  const to = join(root, path);
  makeFolders(root, dirname(path), undo);
  // On a file system that ignores case, another file can have this name.
  if (created.has(path) && kindAt(to) !== undefined)
    refuseOutputFile(root, path, "A file with this name, in upper or lower case, is not of the package.");
  undo.push(keep(to, `${from}.old`));
  renameSync(from, to);
}

/** Keeps a file under a second name, and returns what puts it back. */
function keep(path: string, copy: string): () => void {
  if (kindAt(path) === undefined) return () => ignoreErrors(() => unlinkSync(path), "ENOENT");
  try {
    linkSync(path, copy);
  } catch {
    // Some file systems have no hard links.
    copyFileSync(path, copy, constants.COPYFILE_EXCL);
  }
  return () => renameSync(copy, path);
}

/** Creates a folder segment by segment: a symbolic link in its path could lead out of the package. */
function makeFolders(root: string, below: string, undo: Undo): void {
  let path = root;
  for (const name of below === "." ? [] : below.split("/")) {
    path = join(path, name);
    const kind = kindAt(path);
    if (kind === "folder") continue;
    if (kind !== undefined) refuseOutputFile(path, "", `A folder of the package has this path, which is ${kindNames[kind]}.`);
    const made = path;
    mkdirSync(made);
    undo.push(() => ignoreErrors(() => rmdirSync(made), "ENOENT", "ENOTEMPTY", "EEXIST"));
  }
}

function removeFile(root: string, path: string, staging: string, undo: Undo): void {
  const target = join(root, path);
  undo.push(keep(target, join(staging, `removed-${undo.length}`)));
  unlinkSync(target);
}

/** Removes a folder if it is empty, or if something else keeps it from being removed, does nothing: an empty folder is no fault. */
function removeEmptyFolder(path: string, undo: Undo): void {
  try {
    rmdirSync(path);
    undo.push(() => {
      mkdirSync(path);
    });
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
  }
}
