import { createTwoFilesPatch } from "diff";
import type { Files } from "../files.js";
import { filePathsOf, listOutputFolder, type OutputFolder, readIfPresent, realOutput } from "./output-folder.js";
import { manifestPath, withManifest } from "./output-manifest.js";
import { hasRunFolder, runFolderName } from "./run-folder.js";
import { defaultPatience, type Patience, untilIdle } from "./run-lock.js";

/** A file in the folder that differs from the generated one. */
export interface FileDifference {
  readonly path: string;
  /**
   * `stale`: its text differs; `missing`: it is not in the folder; `extra`: it is not generated; `special`: it is not an ordinary file, but
   * a link, a folder, a device, a socket or a pipe, which is not read; `unfinished`: a run was interrupted and left this.
   */
  readonly kind: "stale" | "missing" | "extra" | "special" | "unfinished";
  /** Its text in the folder, if it is stale and not too large to be read. */
  readonly found?: string;
  /** The generated text, if it is stale or missing. */
  readonly wanted?: string;
}

/**
 * Compares a folder with the files that would be written to it, and writes nothing. The result is sorted by path.
 *
 * @throws Refusal - `output-foreign`, `output-unwritable`, `output-busy`.
 */
export async function checkPackage(
  path: string,
  files: Files,
  patience: Patience = defaultPatience,
): Promise<readonly FileDifference[]> {
  const root = realOutput(path);
  if (root !== undefined) await untilIdle(root, patience);
  const folder: OutputFolder =
    root === undefined ? { root: path, kinds: new Map(), manifest: undefined } : listOutputFolder(root);
  // The record of the last run depends on more than the meaning of the description, so it is not compared.
  const wanted = withManifest(files, folder.manifest?.record);
  const paths = new Set([...wanted.keys(), ...filePathsOf(folder)]);
  const differences = [...paths].flatMap((name) => compareFile(folder, name, wanted.get(name)) ?? []);
  if (root !== undefined && hasRunFolder(root)) differences.push({ path: runFolderName, kind: "unfinished" });
  return differences.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function compareFile(folder: OutputFolder, path: string, wanted: string | undefined): FileDifference | undefined {
  const kind = folder.kinds.get(path);
  if (kind === undefined) return wanted === undefined ? undefined : { path, kind: "missing", wanted };
  if (kind !== "file") return { path, kind: "special" };
  if (wanted === undefined) return { path, kind: "extra" };
  if (path === manifestPath && folder.manifest?.creating !== undefined) return { path, kind: "unfinished" };
  const found = readIfPresent(folder, path);
  if (found === undefined) return { path, kind: "stale", wanted };
  return found.equals(Buffer.from(wanted)) ? undefined : { path, kind: "stale", found: found.toString("utf8"), wanted };
}

/** Beyond this many changed lines, comparing takes longer than anybody reads. */
const maxEditLength = 2_000;

/** The unified diff from the file in the folder to the generated one; undefined if they have too little in common. */
export function unifiedDiff({ path, found = "", wanted = "" }: FileDifference): string | undefined {
  return createTwoFilesPatch(`${path} (in the folder)`, `${path} (generated)`, found, wanted, undefined, undefined, {
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
    maxEditLength,
  });
}
