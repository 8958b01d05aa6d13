import { readFileSync } from "node:fs";

/** Which specloom is running. */
export interface BuildInfo {
  readonly version: string;
  /** A hash of the sources from which it was built. Absent where the sources themselves are running. */
  readonly sources?: string;
  /** The address of its repository. Absent while `package.json` names none. */
  readonly repository?: string;
}

/** Set by the build of the bundle. */
declare const specloomBuild: BuildInfo | undefined;

export const buildInfo: BuildInfo = typeof specloomBuild === "undefined" ? infoOfSources() : specloomBuild;

function infoOfSources(): BuildInfo {
  const text = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
  return infoOf(JSON.parse(text) as Manifest);
}

interface Manifest {
  readonly version: string;
  readonly repository?: { readonly url: string };
}

/** What a manifest says about the version. The repository is as npm writes it: `git+https://github.com/acme/specloom.git`. */
export function infoOf({ version, repository }: Manifest): BuildInfo {
  const address = repository && /^git\+(https:.*)\.git$/.exec(repository.url)?.[1];
  return { version, ...(address !== undefined && { repository: address }) };
}
