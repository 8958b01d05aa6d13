import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative, resolve } from "node:path";
import type { Files } from "../files.js";
import { kindAt, realPathOf } from "../load/read/ordinary-file.js";
import { hashOf } from "./output-manifest.js";
import { defaultPatience, exclusively, type Patience } from "./run-lock.js";
import { ignoreErrors, isSystemError, refuseSystemError } from "./system-errors.js";
import { replacedFolderName, replacementFolderName } from "./temporary-folders.js";

/** A file that is replaced, with the hashes of its texts. */
interface ReplacedFile {
  /** Relative to the folder of the config file. */
  readonly path: string;
  /** Null where there was no file. */
  readonly before: string | null;
  readonly after: string;
}

/**
 * Replaces files of the user, then does something; if anything fails, all files are as they were. First everything is written to a folder of
 * its own: the new texts, the old files under a second name, and the list of all of them. Then the files are renamed. When the work is done,
 * that folder gets another name, and is removed. So where a run was killed, the folder says what the next run must put back.
 *
 * @param root - The folder of the config file.
 * @throws Refusal - `output-unwritable`, `output-busy`; and whatever `work` throws.
 */
export async function replaceTogether<T>(
  root: string,
  files: Files,
  work: () => Promise<T>,
  patience: Patience = defaultPatience,
): Promise<T> {
  try {
    return await exclusively(root, patience, async (assertHeld) => {
      takeBack(root);
      const [folder, done] = foldersIn(root);
      // A link stays a link: its target is replaced.
      const texts: Files = new Map([...files].map(([path, text]) => [realPathOf(path), text]));
      try {
        mkdirSync(folder);
        const replaced = stage(root, folder, texts);
        for (const [index, { path }] of replaced.entries())
          renameSync(join(folder, `${index}.new`), resolve(realPathOf(root), path));
        const result = await work();
        assertHeld();
        renameSync(folder, done);
        return result;
      } catch (cause) {
        takeBack(root);
        throw cause;
      } finally {
        rmSync(done, { recursive: true, force: true });
      }
    });
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    return refuseSystemError(cause, cause.path ?? root, "The file cannot be written");
  }
}

/** What a run that was killed left. */
export interface TakenBack {
  readonly restored: readonly string[];
  /** Files that somebody has changed since: they are left as they are. */
  readonly left: readonly string[];
}

/** Whether a run replaces files of the user, or was killed while it did. */
export function hasReplacement(root: string): boolean {
  return kindAt(foldersIn(root)[0]) !== undefined;
}

/**
 * Puts back the files that a killed run has replaced.
 *
 * @throws Refusal - `output-unwritable`, `output-busy`.
 */
export async function takeBackReplacement(root: string, patience: Patience = defaultPatience): Promise<TakenBack> {
  try {
    return await exclusively(root, patience, () => takeBack(root));
  } catch (cause) {
    return refuseSystemError(cause, root, "What `specloom adopt` left cannot be put back");
  }
}

/** It may be killed itself: the next run goes on with the files that are left. Without a list, nothing was replaced. */
function takeBack(root: string): TakenBack {
  const [folder, done] = foldersIn(root);
  const at = ({ path }: ReplacedFile): string => resolve(realPathOf(root), path);
  rmSync(done, { recursive: true, force: true });
  const files = readList(join(folder, "files.json")).map((file, index) => ({ ...file, old: join(folder, `${index}.old`) }));
  const restored = files.filter((file) => putBack(at(file), file));
  const hashes = files.map((file) => [file, hashOfFile(at(file))] as const);
  rmSync(folder, { recursive: true, force: true });
  return {
    restored: restored.map(({ path }) => path),
    left: hashes.flatMap(([{ path, before }, hash]) => (hash === before ? [] : [path])),
  };
}

/** Puts a file back unless it has another text than the run wrote. Renaming needs no space on the disk. */
function putBack(path: string, { before, after, old }: ReplacedFile & { readonly old: string }): boolean {
  const present = hashOfFile(path);
  if (present === before || (present !== after && present !== null)) return false;
  if (before === null) rmSync(path, { force: true });
  else renameSync(old, path);
  return true;
}

function foldersIn(root: string): readonly [folder: string, done: string] {
  return [join(root, replacementFolderName), join(root, replacedFolderName)];
}

/** The list comes last, and onto the disk itself: no file is replaced without it. */
function stage(root: string, folder: string, texts: Files): readonly ReplacedFile[] {
  const replaced = [...texts].map(([path, text], index): ReplacedFile => {
    const file = join(folder, `${index}.new`);
    writeFileSync(file, text, { flag: "wx" });
    const before = hashOfFile(path);
    if (before !== null) {
      chmodSync(file, statSync(path).mode);
      keep(path, join(folder, `${index}.old`));
    }
    return { path: relative(realPathOf(root), path), before, after: hashOf(text) };
  });
  const list = openSync(join(folder, "files.json"), "wx");
  try {
    writeFileSync(list, JSON.stringify(replaced));
    fsyncSync(list);
  } finally {
    closeSync(list);
  }
  return replaced;
}

/** Keeps a file under a second name. Some file systems have no hard links. */
function keep(path: string, copy: string): void {
  try {
    linkSync(path, copy);
  } catch {
    copyFileSync(path, copy, constants.COPYFILE_EXCL);
  }
}

function readList(path: string): readonly ReplacedFile[] {
  try {
    const list: unknown = JSON.parse(readFileSync(path, "utf8"));
    return Array.isArray(list) && list.every(isReplacedFile) ? list : [];
  } catch {
    return [];
  }
}

function isReplacedFile(value: unknown): value is ReplacedFile {
  if (typeof value !== "object" || value === null || !("path" in value && "before" in value && "after" in value)) return false;
  const { path, before, after } = value;
  return typeof path === "string" && typeof after === "string" && (before === null || typeof before === "string");
}

function hashOfFile(path: string): string | null {
  let hash: string | null = null;
  ignoreErrors(() => {
    hash = hashOf(readFileSync(path));
  }, "ENOENT");
  return hash;
}
