import { refuse } from "../diagnostics.js";

/** Top-level names in a package folder that belong to builds, installations and version control. They are never read, written or removed. */
export const ignoredNames: ReadonlySet<string> = new Set([".git", "dist", "node_modules", "package-lock.json"]);

/** Whether a path is in the folder for code that users write, of any layout. */
export function isCustomPath(path: string): boolean {
  return /^(?:src\/)?custom\//.test(path);
}

const segment = /^[A-Za-z0-9._-]{1,128}$/;

/** On Windows, these names are devices, with any extension. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether a path stays inside the package folder on every platform: plain segments, no `.` or `..`, no device names. */
export function isPackagePath(path: string): boolean {
  return path
    .split("/")
    .every((part) => segment.test(part) && part !== "." && part !== ".." && !part.endsWith(".") && !deviceName.test(part));
}

/** Checks a path before it is written; an invalid path is a bug of the generator. */
export function assertPackagePath(path: string): void {
  if (!isPackagePath(path) || isCustomPath(path))
    refuse("internal", undefined, `The path ${JSON.stringify(path)} cannot be a file of a package.`);
}
