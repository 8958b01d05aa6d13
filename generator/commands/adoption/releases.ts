import { dirname, join, relative } from "node:path";
import type { Adoption } from "../../compare/releases/adoption-record.js";
import { changelogEntry, restoredSentence, withEntry } from "../../compare/releases/changelog-entry.js";
import { nextVersion } from "../../compare/releases/next-version.js";
import { refuse } from "../../diagnostics.js";
import type { Files } from "../../files.js";
import { quote } from "../../load/tree/quote.js";
import type { Candidate } from "./candidate.js";
import { readIfPresent } from "./present-files.js";

/** A new version of a package, and where it is told. */
export interface Release {
  readonly candidate: Candidate;
  readonly version: string;
  /** The changelog, and the path as the config file names it. */
  readonly changelog: { readonly path: string; readonly setting: string; readonly entry: string };
}

/** The next version of an output. That of one that is no package, or in which nothing changes for callers, stays. */
export function versionOf({ target: { options }, comparison: { bump } }: Pick<Candidate, "target" | "comparison">): string {
  if (options.layout !== "package" || bump === "none") return options.version;
  return (
    nextVersion(options.version, bump) ??
    refuse("usage", undefined, `The version ${quote(options.version)} is no version of semver, so it has no next one.`, {
      help: "Let `version` of the config file be one, such as 1.2.0.",
    })
  );
}

/**
 * The releases of all packages in which something changes.
 *
 * @param config - The path of the config file.
 */
export async function planReleases(
  candidates: readonly Candidate[],
  restored: Adoption | undefined,
  config: string,
): Promise<readonly Release[]> {
  const raised = candidates.filter((candidate) => versionOf(candidate) !== candidate.target.options.version);
  return Promise.all(
    raised.map(async (candidate) => {
      const { target, comparison } = candidate;
      const version = versionOf(candidate);
      const path = target.options.changelog ?? (await newChangelog(target.options.input, target.name));
      const sentence = restored && restoredSentence(restored, target.name);
      const entry = changelogEntry({ version, date: new Date().toISOString().slice(0, 10), comparison, restored: sentence });
      const setting = relative(dirname(config), path).replaceAll("\\", "/");
      return { candidate, version, changelog: { path, setting, entry } };
    }),
  );
}

/** The changelogs with their entries. */
export async function changelogsOf(releases: readonly Release[]): Promise<Files> {
  const entries = new Map<string, Release>();
  for (const release of releases) {
    const known = entries.get(release.changelog.path);
    if (known !== undefined && known.changelog.entry !== release.changelog.entry) refuseShared(known, release);
    entries.set(release.changelog.path, release);
  }
  const texts = [...entries].map(
    async ([path, { changelog }]) => [path, withEntry((await readIfPresent(path))?.text ?? "", changelog.entry)] as const,
  );
  return new Map(await Promise.all(texts));
}

function refuseShared(one: Release, other: Release): never {
  const names = [one, other].map(({ candidate }) => quote(candidate.target.name ?? "")).join(" and ");
  refuse(
    "usage",
    { source: one.changelog.path },
    `The outputs ${names} have this changelog, and something else changes in each.`,
    {
      help: "Give each output a `changelog` of its own in the config file.",
    },
  );
}

/** A changelog that no config names is not ours to add to. */
async function newChangelog(input: string, output: string | undefined): Promise<string> {
  const suffix = output === undefined ? "" : `.${output.replace(/[^\w.-]+/g, "-")}`;
  const path = join(dirname(input), `CHANGELOG${suffix}.md`);
  if ((await readIfPresent(path)) === undefined) return path;
  return refuse("usage", { source: path }, "This file may be another changelog.", {
    help: "Let `changelog` of the config file name the package's changelog.",
  });
}
