import { closeSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { refuse } from "../diagnostics.js";
import type { Files } from "../files.js";
import { kindAt } from "../load/read/ordinary-file.js";
import { listOutputFolder, realOutput } from "./output-folder.js";
import { ownFiles, assertReplaceable } from "./ownership.js";
import { isSystemError, refuseSystemError } from "./system-errors.js";

/**
 * Writes files that are not there yet into the working directory, then the new texts of files that are there. If one cannot be written,
 * those before it are removed again.
 *
 * @throws Refusal - `usage` where a file is there; `output-unwritable`.
 */
export function addNewFiles(files: Files, changed: Files): void {
  const present = [...files.keys()].find((path) => kindAt(path) !== undefined);
  if (present !== undefined) refusePresent(present);
  const created: string[] = [];
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(path), { recursive: true });
      create(path, text, created);
    }
    for (const [path, text] of changed) replace(path, text);
  } catch (cause) {
    for (const path of created) rmSync(path, { force: true });
    if (!isSystemError(cause)) throw cause;
    refuseSystemError(cause, ".", "The files cannot be written");
  }
}

/** Lists the file as soon as it is there, so that one that is half written is removed, too, but never one of somebody else. */
function create(path: string, text: string, created: string[], mode?: number): void {
  const file = openSync(path, "wx", mode);
  created.push(path);
  try {
    writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

/** Puts a new text in the place of a file at once, so that a full disk does not cost the old one. */
function replace(path: string, text: string): void {
  const real = realpathSync(path);
  const temporary = `${real}.specloom-${process.pid}`;
  const created: string[] = [];
  try {
    create(temporary, text, created, statSync(real).mode);
    renameSync(temporary, real);
  } catch (cause) {
    for (const left of created) rmSync(left, { force: true });
    throw cause;
  }
}

function refusePresent(path: string): never {
  refuse("usage", undefined, `${path} is there already, and init overwrites nothing. Nothing was written.`, {
    help: "Move it away, or choose other options: --ci none writes no workflow.",
  });
}

/**
 * Checks that a first run could write its output, and that the config file would not lie in it.
 *
 * @throws Refusal - `usage`, `output-foreign`.
 */
export function assertNewOutput(output: string, files: Files): void {
  if (!relative(resolve(output), resolve(".")).startsWith(".."))
    refuse(
      "usage",
      undefined,
      "--output must be a folder below this one or beside it: the config file cannot lie in the output.",
    );
  const root = realOutput(output);
  if (root === undefined) return;
  const folder = listOutputFolder(root);
  assertReplaceable(folder, ownFiles(folder), files);
}
