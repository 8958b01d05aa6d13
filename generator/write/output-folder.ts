import { lstat, readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { refuse } from "../diagnostics.js";
import { ignoredNames } from "./package-paths.js";
import { type Manifest, manifestPath, readManifest } from "./output-manifest.js";

/** What stands in an output folder: every file but those that are left alone, and the manifest where there is one. */
export interface OutputFolder {
  readonly path: string;
  readonly filePaths: ReadonlySet<string>;
  readonly manifest: Manifest | undefined;
}

/** Looks into an output folder; one that does not exist is empty. Symbolic links are never followed. */
export async function readFolder(path: string): Promise<OutputFolder> {
  const present = new Set(await list(path, ""));
  const manifest = present.has(manifestPath) ? readManifest(await readFile(join(path, manifestPath), "utf8")) : undefined;
  return { path, filePaths: present, manifest };
}

/** The text of a file of the folder, undefined where there is none. */
export async function readPresent(folder: OutputFolder, path: string): Promise<string | undefined> {
  return folder.filePaths.has(path) ? readFile(join(folder.path, path), "utf8") : undefined;
}

async function list(root: string, below: string): Promise<string[]> {
  const entries = await entriesOf(join(root, below));
  const found = await Promise.all(
    entries
      .filter((entry) => below !== "" || !ignoredNames.has(entry.name))
      .map(async (entry) => {
        const path = below === "" ? entry.name : `${below}/${entry.name}`;
        return entry.isDirectory() ? list(root, path) : [path];
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

/** Refuses a folder that holds files of someone else where ours would go, or that is not known to be ours at all. */
export function assertWrittenBySpecloom(folder: OutputFolder, paths: Iterable<string>): void {
  if (folder.filePaths.size === 0) return;
  const { manifest } = folder;
  const inTheWay = manifest
    ? [...paths].filter((path) => path !== manifestPath && folder.filePaths.has(path) && !manifest.has(path))
    : [...folder.filePaths];
  refuseForeign(folder, inTheWay.sort());
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

/** What the system says of a file or folder that it does not let us have. */
export function isSystemError(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && "code" in cause && "syscall" in cause;
}
