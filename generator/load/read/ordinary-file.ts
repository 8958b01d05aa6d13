import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from "node:fs";
import { resolve } from "node:path";

/** What a path names. `special` is a FIFO, a socket or a device. */
export type FileKind = "file" | "folder" | "link" | "special";

interface KindTests {
  readonly isFile: () => boolean;
  readonly isDirectory: () => boolean;
  readonly isSymbolicLink: () => boolean;
}

/** The kind of a directory entry or of the result of `lstat`. */
export function kindOf(entry: KindTests): FileKind {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  return entry.isSymbolicLink() ? "link" : "special";
}

/** The kind of what stands at a path, without following a link; undefined where nothing does. */
export function kindAt(path: string): FileKind | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found && kindOf(found);
}

/** Thrown for a path that names no ordinary file, or one that is too large. */
export class NotReadableError extends Error {
  constructor(readonly reason: "not-a-file" | "too-large") {
    super(`The file is ${reason === "too-large" ? "too large" : "not an ordinary file"}.`);
  }
}

/** Windows has neither of the last two: they are undefined, which is 0 here. */
const openFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Reads an ordinary file. The kind is read from the open file, so that nothing can be put in its place after the check, and opening never
 * waits for the writer of a FIFO.
 *
 * @throws NotReadableError - for a symbolic link, a folder, a FIFO, a socket or a device, and for a file of more than `maxBytes`.
 */
export function readOrdinaryFile(path: string, maxBytes: number): Buffer {
  const file = openWithoutWaiting(path);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new NotReadableError("not-a-file");
    if (stat.size > maxBytes) throw new NotReadableError("too-large");
    return readUpTo(file, stat.size, maxBytes);
  } finally {
    closeSync(file);
  }
}

/** A link gives ELOOP (EMLINK on FreeBSD), a socket and a device without a driver ENXIO (EOPNOTSUPP on macOS). */
const kindErrors: ReadonlySet<unknown> = new Set(["ELOOP", "EMLINK", "ENXIO", "EOPNOTSUPP", "ENODEV"]);

function openWithoutWaiting(path: string): number {
  try {
    return openSync(path, openFlags);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && kindErrors.has(cause.code)) throw new NotReadableError("not-a-file");
    throw cause;
  }
}

const chunkBytes = 1 << 16;

/** Reads to the end: a file may grow while it is read, and files of `/proc` have the size 0. */
function readUpTo(file: number, size: number, maxBytes: number): Buffer {
  const chunks: Buffer[] = [];
  for (let total = 0; ;) {
    const chunk = Buffer.allocUnsafe(total === 0 ? size + 1 : chunkBytes);
    const length = readSync(file, chunk);
    if (length === 0) return Buffer.concat(chunks, total);
    total += length;
    if (total > maxBytes) throw new NotReadableError("too-large");
    chunks.push(chunk.subarray(0, length));
  }
}

/** The path of a file without links; of one that does not exist, its absolute path. */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
