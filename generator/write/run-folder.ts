import { lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { refuse } from "../diagnostics.js";
import { kindAt } from "../load/read/ordinary-file.js";
import { ignoreErrors, hasCode } from "./system-errors.js";
import { runFolderName } from "./temporary-folders.js";
import type { ProcessIdentity } from "./running-process.js";

/** The folder for the texts that are about to be put in place, in the run folder. */
export const stagingName = "staged";

/** The lock of one process: an empty file, whose name says whose it is, so that it is complete as soon as it exists. */
export interface RunLock extends ProcessIdentity {
  readonly name: string;
}

const lockName = /^([0-9a-f]{16})-(\d{1,10})-(\d{1,20})-([0-9a-f]{12})-([\w.-]{0,64})$/;

function parseLock(name: string): RunLock | undefined {
  const [, , pid, started, machine, host] = lockName.exec(name) ?? [];
  if (pid === undefined || started === undefined || machine === undefined || host === undefined) return undefined;
  return { name, pid: Number(pid), started, machine, host };
}

/** Creates the run folder, where it is missing, and a lock of this process in it. */
export function createLock(root: string, { pid, started, machine, host }: ProcessIdentity): RunLock {
  const token = randomBytes(8).toString("hex");
  const name = [token, pid, started, machine, host.replace(/[^\w.-]/g, "_").slice(0, 64)].join("-");
  for (let attempt = 1; ; attempt++) {
    ignoreErrors(() => mkdirSync(join(root, runFolderName)), "EEXIST");
    assertRunFolder(root);
    try {
      writeFileSync(join(root, runFolderName, name), "", { flag: "wx" });
      return { name, pid, started, machine, host };
    } catch (cause) {
      // Another run, which has just ended, removed the folder.
      if (!hasCode(cause, "ENOENT") || attempt === 100) throw cause;
    }
  }
}

/** Removes a lock, and the run folder if nothing else is in it. */
export function removeLock(root: string, { name }: RunLock): void {
  ignoreErrors(() => unlinkSync(join(root, runFolderName, name)), "ENOENT");
  ignoreErrors(() => rmdirSync(join(root, runFolderName)), "ENOENT", "ENOTEMPTY", "EEXIST");
}

/** The locks in the run folder; none if it does not exist. */
export function locksIn(root: string): readonly RunLock[] {
  return entriesOf(root).flatMap((name) => parseLock(name) ?? []);
}

/** When a lock was last renewed, by the clock of the file system; undefined if it is gone. */
export function renewalOf(root: string, { name }: RunLock): number | undefined {
  return lstatSync(join(root, runFolderName, name), { throwIfNoEntry: false })?.mtimeMs;
}

/** Renews a lock. Writing to the file sets its time by the clock of the file system, which may be another machine's. */
export function renewLock(root: string, { name }: RunLock): void {
  ignoreErrors(() => writeFileSync(join(root, runFolderName, name), ".", { flag: "r+" }), "ENOENT");
}

/** Whether a run writes to the folder, or one was interrupted. */
export function hasRunFolder(root: string): boolean {
  return kindAt(join(root, runFolderName)) !== undefined;
}

/** Removes what interrupted runs left in the run folder; called only by the run that holds the lock. */
export function removeLeftovers(root: string, isOver: (lock: RunLock) => boolean): void {
  rmSync(join(root, runFolderName, stagingName), { recursive: true, force: true });
  for (const lock of locksIn(root))
    if (isOver(lock)) ignoreErrors(() => unlinkSync(join(root, runFolderName, lock.name)), "ENOENT");
}

/** Refuses a run folder of other origin: it is cleared without looking further. */
export function assertRunFolder(root: string): void {
  const path = join(root, runFolderName);
  const kind = kindAt(path);
  const foreign =
    kind === "folder" ? entriesOf(root).find((name) => name !== stagingName && parseLock(name) === undefined) : undefined;
  if (kind === undefined || (kind === "folder" && foreign === undefined)) return;
  refuse("output-foreign", { source: foreign === undefined ? path : join(path, foreign) }, "specloom did not write this.", {
    help: `The folder \`${runFolderName}\` is for the temporary files of specloom. Move away what else has this name; nothing was written.`,
  });
}

function entriesOf(root: string): readonly string[] {
  try {
    return readdirSync(join(root, runFolderName));
  } catch (cause) {
    if (hasCode(cause, "ENOENT")) return [];
    throw cause;
  }
}
