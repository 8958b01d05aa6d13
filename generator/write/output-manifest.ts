import type { Files } from "../files.js";
import { isPackagePath } from "./package-paths.js";

/** The file by which a folder is known to be ours; it lists what we wrote, so that we remove nothing else. */
export const manifestPath = ".specloom.json";

/** The paths of the files that specloom wrote. */
export type Manifest = ReadonlySet<string>;

/** The files with their manifest added. */
export function withManifest(files: Files): Files {
  const text = `${JSON.stringify({ generator: "specloom", files: [...files.keys()].sort() }, null, 2)}\n`;
  return new Map([[manifestPath, text], ...files]);
}

/** Reads a manifest; undefined where the text is none. It decides what is removed, so a path that leads elsewhere makes it invalid. */
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
