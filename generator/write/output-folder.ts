import { lstatSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { refuse } from "../diagnostics.js";
import { limits } from "../load/documents/limits.js";
import { type FileKind, kindOf, NotReadableError, readOrdinaryFile } from "../load/read/ordinary-file.js";
import { type Manifest, manifestPath, readManifest } from "./output-manifest.js";
import { ignoredNames } from "./package-paths.js";
import { runFolderName } from "./temporary-folders.js";
import { hasCode, refuseSystemError } from "./system-errors.js";

/** The contents of an output folder, except ignored files and the run folder. */
export interface OutputFolder {
  /** Its real path: the output folder itself may be a symbolic link. */
  readonly root: string;
  /** Everything in it by path. Symbolic links are not followed. */
  readonly kinds: ReadonlyMap<string, FileKind>;
  readonly manifest: Manifest | undefined;
}

/** The real path of the output folder; undefined if it does not exist. */
export function realOutput(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    if (!statSync(real).isDirectory()) refuseOutput(path, "not a folder");
    return real;
  } catch (cause) {
    if (hasCode(cause, "ELOOP")) refuseOutput(path, "a symbolic link that leads back to itself");
    if (hasCode(cause, "ENOTDIR") && isEntry(path)) refuseOutput(path, "not a folder");
    if (!hasCode(cause, "ENOENT")) refuseSystemError(cause, path, "The output cannot be read");
    if (isEntry(path)) refuseOutput(path, "a symbolic link that leads nowhere");
    return undefined;
  }
}

/** Whether something stands at the path, even a link that leads nowhere. `resolve` removes a slash at the end, which would follow it. */
function isEntry(path: string): boolean {
  try {
    return lstatSync(resolve(path), { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function refuseOutput(path: string, what: string): never {
  refuse("output-foreign", { source: path }, `The output is ${what}.`, {
    help: "Name a folder that is new, empty, or written by specloom.",
  });
}

/** Lists an output folder. */
export function listOutputFolder(root: string): OutputFolder {
  try {
    const kinds = new Map<string, FileKind>();
    addEntries(kinds, root, "");
    const text = kinds.get(manifestPath) === "file" ? readOrdinaryFile(join(root, manifestPath), limits.bytes) : undefined;
    return { root, kinds, manifest: text && readManifest(text.toString("utf8")) };
  } catch (cause) {
    if (cause instanceof NotReadableError) return refuseOutputFile(root, manifestPath, cause.message);
    return refuseSystemError(cause, root, "The folder cannot be read");
  }
}

function addEntries(kinds: Map<string, FileKind>, root: string, below: string): void {
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    if (below === "" && (ignoredNames.has(entry.name) || entry.name === runFolderName)) continue;
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    const kind = kindOf(entry);
    kinds.set(path, kind);
    if (kind === "folder") addEntries(kinds, root, path);
  }
}

/** The paths of everything in the folder that is no folder. */
export function filePathsOf({ kinds }: OutputFolder): readonly string[] {
  return [...kinds].filter(([, kind]) => kind !== "folder").map(([path]) => path);
}

/** The bytes of an ordinary file of the folder; undefined if there is none at this path, or it is too large to be generated. */
export function readIfPresent({ root, kinds }: OutputFolder, path: string): Buffer | undefined {
  if (kinds.get(path) !== "file") return undefined;
  try {
    return readOrdinaryFile(join(root, path), limits.bytes);
  } catch (cause) {
    if (cause instanceof NotReadableError || hasCode(cause, "ENOENT")) return undefined;
    return refuseSystemError(cause, root, "The folder cannot be read");
  }
}

/** What a diagnostic calls each kind. */
export const kindNames: { readonly [K in FileKind]: string } = {
  file: "a file",
  folder: "a folder",
  link: "a symbolic link",
  special: "a device, socket or pipe",
};

/** Refuses a file of the output folder that cannot be replaced. */
export function refuseOutputFile(root: string, path: string, message: string): never {
  refuse("output-foreign", { source: join(root, path) }, message, { help: "Move it away; nothing was written." });
}
