import { createHash } from "node:crypto";
import { filePathsOf, listOutputFolder, type OutputFolder, readIfPresent, realOutput } from "./output-folder.js";
import { hashOf, manifestPath, type RunRecord } from "./output-manifest.js";
import { isCustomPath } from "./package-paths.js";
import { hasRunFolder } from "./run-folder.js";

/** What the last run recorded in an output folder, and whether its files are still those that it wrote. */
export interface RecordedRun {
  readonly record: RunRecord;
  /** How many files there are, without the manifest. */
  readonly files: number;
  /** Reads all files. An edited, a missing and a further file are all found. */
  readonly isIntact: () => boolean;
}

/**
 * The record of the last run; undefined if there is none, or if a run is writing or was interrupted.
 *
 * @throws Refusal - `output-foreign`, `output-unwritable`.
 */
export function recordedRun(path: string): RecordedRun | undefined {
  const root = realOutput(path);
  if (root === undefined || hasRunFolder(root)) return undefined;
  const folder = listOutputFolder(root);
  const { record, creating } = folder.manifest ?? {};
  if (record === undefined || creating !== undefined) return undefined;
  const isIntact = (): boolean => {
    const files = filesOf(folder);
    return files !== undefined && hashOfOutputs(files, record) === record.outputs;
  };
  return { record, files: folder.manifest?.files.size ?? 0, isIntact };
}

/** A hash of all that came out of a run: the files, and what is said about them. */
export function hashOfOutputs(
  files: Iterable<readonly [path: string, content: string | Buffer]>,
  { documents, summary, diagnostics }: Omit<RunRecord, "inputs" | "outputs">,
): string {
  return hashOf(JSON.stringify([hashOfFiles(files), documents, summary, diagnostics]));
}

function hashOfFiles(files: Iterable<readonly [path: string, content: string | Buffer]>): string {
  const hash = createHash("sha256");
  const lines = [...files].map(([path, content]) => `${path} ${hashOf(content)}\n`);
  for (const line of lines.sort()) hash.update(line);
  return hash.digest("hex");
}

/** The files of a folder, without custom code, which counts as an input; undefined if it has an unlisted file, or something that is not an ordinary file: then it is no package. */
function filesOf(folder: OutputFolder): readonly (readonly [string, Buffer])[] | undefined {
  const paths = filePathsOf(folder).filter((path) => path !== manifestPath && !isCustomPath(path));
  const files: [string, Buffer][] = [];
  for (const path of paths) {
    const content = folder.manifest?.files.has(path) === true ? readIfPresent(folder, path) : undefined;
    if (content === undefined) return undefined;
    files.push([path, content]);
  }
  return files.length === folder.manifest?.files.size ? files : undefined;
}
