import { createTwoFilesPatch } from "diff";
import type { Files } from "../files.js";
import type { FileKind } from "../load/read/ordinary-file.js";
import { listOutputFolder, type OutputFolder, readIfPresent, realOutput } from "./output-folder.js";
import { type Manifest, manifestPath, readManifest, withManifest } from "./output-manifest.js";
import { ignoredNames, isCustomPath } from "./package-paths.js";
import { hasRunFolder } from "./run-folder.js";
import { runFolderName } from "./temporary-folders.js";
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
  const differences = root === undefined ? compareFiles(noFiles, files) : compareFiles(presentIn(listOutputFolder(root)), files);
  const unfinished = root !== undefined && hasRunFolder(root) ? [{ path: runFolderName, kind: "unfinished" as const }] : [];
  return byPath([...differences, ...unfinished]);
}

/**
 * Compares texts with the files that would be written, as {@link checkPackage} does with those of a folder. Texts that were never written
 * have no manifest, and need none.
 */
export function compareTexts(found: Files, files: Files): readonly FileDifference[] {
  const texts = new Map([...found].filter(([path]) => !ignoredNames.has(path.replace(/\/.*/, ""))));
  return compareFiles(
    {
      kinds: new Map([...texts.keys()].map((path) => [path, "file"])),
      manifest: readManifest(texts.get(manifestPath) ?? ""),
      read: (path) => bufferOf(texts.get(path)),
    },
    files,
  ).filter(({ path, kind }) => path !== manifestPath || kind !== "missing");
}

/** Everything that is present, by path, and the contents of what can be read. */
interface PresentFiles {
  readonly kinds: ReadonlyMap<string, FileKind>;
  readonly manifest: Manifest | undefined;
  readonly read: (path: string) => Buffer | undefined;
}

const noFiles: PresentFiles = { kinds: new Map(), manifest: undefined, read: () => undefined };

function presentIn(folder: OutputFolder): PresentFiles {
  return { kinds: folder.kinds, manifest: folder.manifest, read: (path) => readIfPresent(folder, path) };
}

function bufferOf(text: string | undefined): Buffer | undefined {
  return text === undefined ? undefined : Buffer.from(text);
}

function compareFiles(present: PresentFiles, files: Files): readonly FileDifference[] {
  // The record of the last run depends on more than the meaning of the description, so it is not compared.
  const wanted = withManifest(files, present.manifest?.record);
  const found = [...present.kinds].flatMap(([path, kind]) => (kind === "folder" ? [] : [path]));
  const paths = new Set([...wanted.keys(), ...found]);
  return byPath([...paths].flatMap((path) => compareFile(present, path, wanted.get(path)) ?? []));
}

function byPath(differences: readonly FileDifference[]): readonly FileDifference[] {
  return [...differences].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function compareFile(present: PresentFiles, path: string, wanted: string | undefined): FileDifference | undefined {
  const kind = present.kinds.get(path);
  if (kind === undefined) return wanted === undefined ? undefined : { path, kind: "missing", wanted };
  if (kind !== "file") return wanted === undefined && isCustomPath(path) ? undefined : { path, kind: "special" };
  if (wanted === undefined) return isCustomPath(path) ? undefined : { path, kind: "extra" };
  if (path === manifestPath && present.manifest?.creating !== undefined) return { path, kind: "unfinished" };
  const found = present.read(path);
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
