import { createHash } from "node:crypto";
import type { Files } from "../files.js";
import { isPackagePath } from "./package-paths.js";
import { isRecordedDiagnostic, type RecordedDiagnostic } from "./recorded-diagnostics.js";

/** The file that marks a folder as written by specloom and lists the files, so that no others are removed. */
export const manifestPath = ".specloom.json";

/** Paths of files with the SHA-256 of their texts, in hexadecimal. */
export type FileHashes = ReadonlyMap<string, string>;

export interface Manifest {
  /** The paths of the files that specloom wrote. */
  readonly files: ReadonlySet<string>;
  /**
   * Files that a run was about to create when it wrote this manifest. The field is in the folder only while a run replaces files, and after
   * a run that was interrupted. Such a file was written by specloom if it has this hash.
   */
  readonly creating?: FileHashes;
  /** The last run. Absent if it cannot be recorded. */
  readonly record?: RunRecord;
}

/** A run: with the same inputs, and the same files in the folder, there is nothing to do. */
export interface RunRecord {
  /** A hash of all that determines the package: options, texts, and specloom itself. */
  readonly inputs: string;
  /** A hash of the files of the package, and of what is said about them. */
  readonly outputs: string;
  /** The locations of the documents that the description refers to. */
  readonly documents: readonly string[];
  /** Name and version of the package, and what it contains. */
  readonly summary: string;
  /** Its warnings. */
  readonly diagnostics: readonly RecordedDiagnostic[];
}

/** The files with their manifest added. */
export function withManifest(files: Files, record?: RunRecord): Files {
  return new Map([[manifestPath, manifestText({ files: new Set(files.keys()), ...(record && { record }) })], ...files]);
}

export function hashOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The text of a manifest: the same files and the same record give the same text. */
export function manifestText({ files, creating, record }: Manifest): string {
  const data = {
    generator: "specloom",
    files: [...files].sort(),
    ...(creating && { creating: Object.fromEntries(creating) }),
    ...(record && { lastRun: record }),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/**
 * Parses a manifest; undefined if it is invalid. Its files may be removed, so a path out of the folder makes it invalid. Other fields are
 * ignored, since another version of specloom may have written them.
 */
export function readManifest(text: string): Manifest | undefined {
  const value = parseJson(text);
  if (!isRecord(value) || value.generator !== "specloom" || !Array.isArray(value.files)) return undefined;
  const paths: readonly unknown[] = value.files;
  if (!paths.every(isOutputPath)) return undefined;
  const files = new Set(paths);
  if (value.creating === undefined) return { files, ...(isRunRecord(value.lastRun) && { record: value.lastRun }) };
  const creating = isRecord(value.creating) ? Object.entries(value.creating) : undefined;
  return creating?.every(isFileHash) === true ? { files, creating: new Map(creating) } : undefined;
}

function isRunRecord(value: unknown): value is RunRecord {
  if (!isRecord(value) || !Array.isArray(value.documents) || !Array.isArray(value.diagnostics)) return false;
  const documents: readonly unknown[] = value.documents;
  const texts = [value.inputs, value.outputs, value.summary, ...documents];
  return texts.every((field) => typeof field === "string") && value.diagnostics.every(isRecordedDiagnostic);
}

function isOutputPath(path: unknown): path is string {
  return typeof path === "string" && isPackagePath(path);
}

function isFileHash(entry: readonly [string, unknown]): entry is [string, string] {
  return isOutputPath(entry[0]) && typeof entry[1] === "string";
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
