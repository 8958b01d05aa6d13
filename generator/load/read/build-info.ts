import { readFileSync } from "node:fs";

/** Which specloom is running. */
export interface BuildInfo {
  readonly version: string;
  /** A hash of the sources from which it was built. Absent where the sources themselves are running. */
  readonly sources?: string;
}

/** Set by the build of the bundle. */
declare const specloomBuild: BuildInfo | undefined;

export const buildInfo: BuildInfo = typeof specloomBuild === "undefined" ? infoOfSources() : specloomBuild;

function infoOfSources(): BuildInfo {
  const text = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(text) as { readonly version: string };
  return { version };
}
