import { createTwoFilesPatch } from "diff";
import type { Files } from "../files.js";
import { listOutputFolder, readIfPresent } from "./output-folder.js";
import { withManifest } from "./output-manifest.js";

/** A file in the folder that differs from the generated one. */
export interface FileDifference {
  readonly path: string;
  /** `stale`: its text differs; `missing`: it is not in the folder; `extra`: it is not generated. */
  readonly kind: "stale" | "missing" | "extra";
  /** Its text in the folder; absent if it is missing. */
  readonly found?: string;
  /** The generated text; absent if it is extra. */
  readonly wanted?: string;
}

/** Compares a folder with the files that would be written to it, and writes nothing. The result is sorted by path. */
export async function checkPackage(path: string, files: Files): Promise<readonly FileDifference[]> {
  const wanted = withManifest(files);
  const folder = await listOutputFolder(path);
  const differences: FileDifference[] = [];
  for (const name of [...new Set([...wanted.keys(), ...folder.filePaths])].sort()) {
    const difference = compareFile(name, await readIfPresent(folder, name), wanted.get(name));
    if (difference !== undefined) differences.push(difference);
  }
  return differences;
}

function compareFile(path: string, found: string | undefined, wanted: string | undefined): FileDifference | undefined {
  if (found === wanted) return undefined;
  if (wanted === undefined) return { path, kind: "extra" };
  return found === undefined ? { path, kind: "missing", wanted } : { path, kind: "stale", found, wanted };
}

/** The unified diff from the file in the folder to the generated one. */
export function unifiedDiff({ path, found = "", wanted = "" }: FileDifference): string {
  return createTwoFilesPatch(`${path} (in the folder)`, `${path} (generated)`, found, wanted, undefined, undefined, {
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
}
