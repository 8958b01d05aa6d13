import { refuse } from "../diagnostics.js";

/** Whether an error comes from the operating system: a file or folder cannot be accessed. */
export function isSystemError(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && "code" in cause && "syscall" in cause;
}

export function hasCode(cause: unknown, ...codes: readonly string[]): boolean {
  return isSystemError(cause) && cause.code !== undefined && codes.includes(cause.code);
}

/** Does something, and ignores these errors of the operating system. */
export function ignoreErrors(work: () => void, ...codes: readonly string[]): void {
  try {
    work();
  } catch (cause) {
    if (!hasCode(cause, ...codes)) throw cause;
  }
}

/** What to do about errors that have one cause. */
const remedies: Readonly<Record<string, string>> = {
  EACCES: "You lack the permission. Change those of the folder, or name another one.",
  EPERM: "You lack the permission. Change those of the folder, or name another one.",
  EROFS: "The disk is read-only. Name a folder on another one.",
  ENOSPC: "The disk is full. Free some space, then run the command again.",
  ENOTDIR: "A part of this path is a file. Name a path through folders alone.",
};

/** Refuses because of an error of the operating system; a bug is thrown as it is. */
export function refuseSystemError(cause: unknown, folder: string, what: string): never {
  if (!isSystemError(cause)) throw cause;
  refuse("output-unwritable", { source: folder }, `${what}: ${cause.message}.`, {
    help: remedies[cause.code ?? ""] ?? "Check the folder's permissions and the space on the disk, then run the command again.",
  });
}
