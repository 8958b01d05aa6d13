import { createTwoFilesPatch } from "diff";
import type { Files } from "../files.js";
import { readFolder, readPresent } from "./output-folder.js";
import { withManifest } from "./output-manifest.js";

/** A file that is not as the description wants it. */
export interface FileDifference {
  readonly path: string;
  /** `stale`: its text differs; `missing`: it is not there; `extra`: nothing generates it. */
  readonly kind: "stale" | "missing" | "extra";
  /** Its text in the folder; absent where it is missing. */
  readonly found?: string;
  /** The text that would be generated; absent where it is extra. */
  readonly wanted?: string;
}

/** Compares a folder with the files that would be written to it. Nothing is written. In code unit order of path. */
export async function checkPackage(path: string, files: Files): Promise<readonly FileDifference[]> {
  const wanted = withManifest(files);
  const folder = await readFolder(path);
  const drifts: FileDifference[] = [];
  for (const name of [...new Set([...wanted.keys(), ...folder.filePaths])].sort()) {
    const drift = compareFile(name, await readPresent(folder, name), wanted.get(name));
    if (drift !== undefined) drifts.push(drift);
  }
  return drifts;
}

function compareFile(path: string, found: string | undefined, wanted: string | undefined): FileDifference | undefined {
  if (found === wanted) return undefined;
  if (wanted === undefined) return { path, kind: "extra" };
  return found === undefined ? { path, kind: "missing", wanted } : { path, kind: "stale", found, wanted };
}

/** Unified diff from the file in the folder to the file that would be generated. */
export function unifiedDiff({ path, found = "", wanted = "" }: FileDifference): string {
  return createTwoFilesPatch(`${path} (in the folder)`, `${path} (generated)`, found, wanted, undefined, undefined, {
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}
