import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "../files.js";
import { limits } from "../load/documents/limits.js";
import { NotReadableError, readOrdinaryFile } from "../load/read/ordinary-file.js";
import { compareStrings } from "../model/reading/order.js";
import { hasCode, refuseSystemError } from "./system-errors.js";

/** The modules in a folder of an output, by paths below the output. Empty if there is no such folder. */
export function readCustomFiles(output: string, folder: string): Files {
  try {
    const entries = readdirSync(join(output, folder), { recursive: true, encoding: "utf8" });
    const paths = entries.map((entry) => `${folder}/${entry.replaceAll("\\", "/")}`).filter((path) => /\.[jt]sx?$/.test(path));
    return new Map(paths.sort(compareStrings).flatMap((path) => textAt(output, path)));
  } catch (cause) {
    if (hasCode(cause, "ENOENT", "ENOTDIR")) return new Map();
    return refuseSystemError(cause, output, "The folder cannot be read");
  }
}

function textAt(output: string, path: string): readonly (readonly [string, string])[] {
  try {
    return [[path, readOrdinaryFile(join(output, path), limits.bytes).toString("utf8")]];
  } catch (cause) {
    if (cause instanceof NotReadableError) return [];
    throw cause;
  }
}
