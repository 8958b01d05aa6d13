import { refuse } from "../diagnostics.js";
import type { Files } from "../files.js";
import { filePathsOf, kindNames, type OutputFolder, readIfPresent, refuseOutputFile } from "./output-folder.js";
import { hashOf, manifestPath } from "./output-manifest.js";
import { isCustomPath } from "./package-paths.js";

/**
 * The files of the folder that specloom wrote: those of the manifest, and those that an interrupted run created. A file at a path that the
 * interrupted run had not yet reached may be somebody else's by now. An empty one is what a power failure makes of a new file.
 */
export function ownFiles(folder: OutputFolder): ReadonlySet<string> {
  const { files = new Set<string>(), creating = new Map<string, string>() } = folder.manifest ?? {};
  const isCreated = ([path, hash]: readonly [string, string]): boolean => {
    const found = readIfPresent(folder, path);
    return found !== undefined && (found.length === 0 || hashOf(found) === hash);
  };
  return new Set([...files, ...[...creating].filter(isCreated).map(([path]) => path)]);
}

/**
 * Refuses a folder without a manifest, unless it has nothing but custom code, and one in which something of other origin would be overwritten. A file that
 * already has the wanted text is not overwritten.
 */
export function assertReplaceable(folder: OutputFolder, own: ReadonlySet<string>, wanted: Files): void {
  for (const path of wanted.keys()) assertOrdinary(folder, path);
  const present = filePathsOf(folder);
  const conflicting = folder.manifest
    ? present.filter((path) => path !== manifestPath && !own.has(path) && isConflict(folder, path, wanted.get(path)))
    : present.filter((path) => !isCustomPath(path));
  refuseForeign(folder, [...conflicting].sort());
}

function isConflict(folder: OutputFolder, path: string, wanted: string | undefined): boolean {
  return wanted !== undefined && readIfPresent(folder, path)?.equals(Buffer.from(wanted)) !== true;
}

/** Every folder on the way to a file must be a folder, and what the file replaces an ordinary file. */
function assertOrdinary({ root, kinds }: OutputFolder, path: string): void {
  const kind = kinds.get(path);
  if (kind !== undefined && kind !== "file")
    refuseOutputFile(root, path, `A file of the package has this path, which is ${kindNames[kind]}.`);
  for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) {
    const folder = path.slice(0, end);
    const folderKind = kinds.get(folder);
    if (folderKind !== undefined && folderKind !== "folder")
      refuseOutputFile(root, folder, `A folder of the package has this path, which is ${kindNames[folderKind]}.`);
  }
}

function refuseForeign({ root, kinds }: OutputFolder, paths: readonly string[]): void {
  const [first, ...others] = paths;
  if (first === undefined) return;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const help = kinds.has(manifestPath)
    ? `Restore \`${manifestPath}\`, which lists what specloom wrote, if it is damaged; otherwise name another folder, or move these files away. Nothing was written.`
    : "Name another folder, or move these files away; nothing was written.";
  refuse("output-foreign", { source: root }, `The output folder contains files that specloom did not write: ${first}${more}.`, {
    help,
  });
}
