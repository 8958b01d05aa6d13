import { refuse } from "../diagnostics.js";

/** Names at the top of a package folder that others put there: builds, installations, version control. Never read, written or removed. */
export const ignoredNames: ReadonlySet<string> = new Set([".git", "dist", "node_modules", "package-lock.json"]);

const segment = /^[A-Za-z0-9._-]{1,128}$/;

/** Windows opens a device under these names, whatever the extension. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Whether a path stays inside the package folder on every platform: plain segments, no dots alone, no device names. */
export function isPackagePath(path: string): boolean {
  return path
    .split("/")
    .every((part) => segment.test(part) && part !== "." && part !== ".." && !part.endsWith(".") && !deviceName.test(part));
}

/** The last check before a path is written to: a path that fails it is a bug of the generator. */
export function assertPackagePath(path: string): void {
  if (!isPackagePath(path)) refuse("internal", undefined, `The path ${JSON.stringify(path)} cannot be a file of a package.`);
}
