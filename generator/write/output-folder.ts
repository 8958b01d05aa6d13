import { lstat, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { refuse } from "../diagnostics.js";
import { ignoredNames } from "./package-paths.js";
import { type Manifest, manifestPath, readManifest } from "./output-manifest.js";

/** The contents of an output folder, except ignored files. */
export interface OutputFolder {
  readonly path: string;
  readonly filePaths: ReadonlySet<string>;
  readonly manifest: Manifest | undefined;
}

/** Lists an output folder; one that does not exist is empty. Symbolic links are not followed. */
export async function listOutputFolder(path: string): Promise<OutputFolder> {
  const filePaths = new Set(await listFiles(path, ""));
  const manifest = filePaths.has(manifestPath) ? readManifest(await readFile(join(path, manifestPath), "utf8")) : undefined;
  return { path, filePaths: filePaths, manifest };
}

/** The text of a file of the folder; undefined if there is no such file. */
export async function readIfPresent(folder: OutputFolder, path: string): Promise<string | undefined> {
  return folder.filePaths.has(path) ? readFile(join(folder.path, path), "utf8") : undefined;
}

async function listFiles(root: string, below: string): Promise<string[]> {
  const entries = await entriesOf(join(root, below));
  const found = await Promise.all(
    entries
      .filter((entry) => below !== "" || !ignoredNames.has(entry.name))
      .map(async (entry) => {
        const path = below === "" ? entry.name : `${below}/${entry.name}`;
        return entry.isDirectory() ? listFiles(root, path) : [path];
      }),
  );
  return found.flat();
}

async function entriesOf(folder: string) {
  const stat = await lstat(folder).catch(() => undefined);
  if (stat === undefined) return [];
  if (!stat.isDirectory()) {
    const what = stat.isSymbolicLink() ? "a symbolic link" : "not a folder";
    refuse("output-foreign", { source: folder }, `The output is ${what}.`, {
      help: "Name a folder that is new, empty, or written by specloom.",
    });
  }
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    return refuse("output-unwritable", { source: folder }, `The folder cannot be read: ${cause.message}.`, {
      help: "Check the folder's permissions, or name another one.",
    });
  }
}

/** Refuses a folder without a manifest, unless it is empty, and one in which files of other origin would be overwritten. */
export function assertWrittenBySpecloom(folder: OutputFolder, paths: Iterable<string>): void {
  if (folder.filePaths.size === 0) return;
  const { manifest } = folder;
  const conflicting = manifest
    ? [...paths].filter((path) => path !== manifestPath && folder.filePaths.has(path) && !manifest.has(path))
    : [...folder.filePaths];
  refuseForeign(folder, conflicting.sort());
}

function refuseForeign(folder: OutputFolder, paths: readonly string[]): void {
  const [first, ...others] = paths;
  if (first === undefined) return;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  refuse(
    "output-foreign",
    { source: folder.path },
    `The output folder contains files that specloom did not write: ${first}${more}.`,
    {
      help: "Name another folder, or move these files away; nothing was written.",
    },
  );
}

/** Whether an error comes from the operating system: a file or folder cannot be accessed. */
export function isSystemError(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && "code" in cause && "syscall" in cause;
}
