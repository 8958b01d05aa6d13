import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { Files } from "../files.js";
import { ignoreErrors, isSystemError, refuseSystemError } from "./system-errors.js";

/** What stood at a path before: undefined where there was no file. */
type Before = ReadonlyMap<string, Buffer | undefined>;

/**
 * Replaces files of the user, then does something; if anything fails, all files are as they were. Each text is written beside its file and
 * renamed, so no file is ever half written.
 *
 * @throws Refusal - `output-unwritable`; and whatever `work` throws.
 */
export async function replaceTogether<T>(files: Files, work: () => Promise<T>): Promise<T> {
  // A link stays a link: its target is replaced.
  const texts: Files = new Map([...files].map(([path, text]) => [realPath(path), text]));
  const staged = [...texts.keys()].map((path) => [path, `${path}.specloom-${process.pid}`] as const);
  let before: Before = new Map();
  try {
    before = new Map([...texts.keys()].map((path) => [path, contentOf(path)]));
    for (const [path, from] of staged) stage(path, from, texts.get(path) ?? "");
    for (const [path, from] of staged) renameSync(from, path);
    return await work();
  } catch (cause) {
    for (const [path, content] of before) putBack(path, content);
    if (!isSystemError(cause)) throw cause;
    return refuseSystemError(cause, cause.path ?? "", "The file cannot be written");
  } finally {
    for (const [, from] of staged) rmSync(from, { force: true });
  }
}

function realPath(path: string): string {
  let real = path;
  ignoreErrors(() => {
    real = realpathSync(path);
  }, "ENOENT");
  return real;
}

/** A file that is replaced keeps its permissions. */
function stage(path: string, from: string, text: string): void {
  writeFileSync(from, text, { flag: "wx" });
  ignoreErrors(() => {
    chmodSync(from, statSync(path).mode);
  }, "ENOENT");
}

function contentOf(path: string): Buffer | undefined {
  let content: Buffer | undefined;
  ignoreErrors(() => {
    content = readFileSync(path);
  }, "ENOENT");
  return content;
}

/** A file that was not replaced yet is left alone, since it may not be writable. */
function putBack(path: string, content: Buffer | undefined): void {
  const present = contentOf(path);
  if (content === undefined) rmSync(path, { force: true });
  else if (present?.equals(content) !== true) writeFileSync(path, content);
}
