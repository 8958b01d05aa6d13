import type { Files } from "../files.js";
import { isPackagePath } from "./package-paths.js";

/** The file that marks a folder as written by specloom and lists the files, so that no others are removed. */
export const manifestPath = ".specloom.json";

/** The paths of the files that specloom wrote. */
export type Manifest = ReadonlySet<string>;

/** The files with their manifest added. */
export function withManifest(files: Files): Files {
  const text = `${JSON.stringify({ generator: "specloom", files: [...files.keys()].sort() }, null, 2)}\n`;
  return new Map([[manifestPath, text], ...files]);
}

/** Parses a manifest; undefined if it is invalid. Its files may be removed, so a path out of the folder makes it invalid. */
export function readManifest(text: string): Manifest | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || value.generator !== "specloom" || !Array.isArray(value.files)) return undefined;
  const paths: readonly unknown[] = value.files;
  const valid = paths.every((path): path is string => typeof path === "string" && isPackagePath(path));
  return valid ? new Set(paths) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
