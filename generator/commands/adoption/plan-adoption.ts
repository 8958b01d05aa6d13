import type { Files } from "../../files.js";
import type { RunInputs } from "../../unchanged-run.js";
import { type AdoptedDescription, adoptedDescription, type PlacedDescription } from "./adopted-description.js";
import type { Candidate } from "./candidate.js";
import { olderNote } from "./other-api.js";
import { changedFiles, readIfPresent } from "./present-files.js";
import { changelogsOf, planReleases, type Release, versionOf } from "./releases.js";
import { releaseSettings } from "./release-settings.js";
import { restoredSentence } from "../../compare/releases/changelog-entry.js";

/** What an adoption writes. */
export interface Adoption {
  readonly adopted: AdoptedDescription;
  /** What each output is made from, with its new version. */
  readonly outputs: readonly AdoptedOutput[];
  /** The files beside the packages that change. */
  readonly files: Files;
  /** What the user is told. */
  readonly notes: readonly string[];
}

export interface AdoptedOutput {
  readonly candidate: Candidate;
  readonly inputs: RunInputs;
  /** The version that the config file has then. */
  readonly version: string;
}

/**
 * The description in canonical order, its record, and, where packages change, their changelogs and the config file.
 *
 * @param config - The path of the config file.
 */
export async function planAdoption(placed: PlacedDescription, config: string): Promise<Adoption> {
  const { candidates } = placed;
  const versions = new Map(candidates.map((candidate) => [candidate.target.name ?? "", versionOf(candidate)]));
  const adopted = await adoptedDescription(placed, versions);
  const releases = await planReleases(candidates, adopted.restored, config);
  const changelogs = await changelogsOf(releases);
  const settings = await releaseSettings(config, releases);
  const { description, record, restored } = adopted;
  const texts: Files = new Map([
    [description.name, description.text],
    [record.path, record.text],
    ...changelogs,
    ...(settings.text === undefined ? [] : [[config, settings.text] as const]),
  ]);
  const isSet = settings.text !== undefined;
  const outputs = candidates.map((candidate) => adoptedOutput(candidate, adopted, isSet ? releases : [], changelogs));
  const sentence = restored && restoredSentence(restored, candidates[0].target.name);
  return {
    adopted,
    outputs: await Promise.all(outputs),
    files: await changedFiles(texts),
    notes: [...(sentence === undefined ? olderNote(candidates) : [sentence]), ...adopted.notes, ...settings.notes],
  };
}

/** Without an entry in the config file, an output keeps the version and the changelog that it has. */
async function adoptedOutput(
  candidate: Candidate,
  { description }: AdoptedDescription,
  releases: readonly Release[],
  changelogs: Files,
): Promise<AdoptedOutput> {
  const { target, old } = candidate;
  const release = releases.find((one) => one.candidate === candidate);
  const { version = target.options.version, changelog } = release ?? {};
  const path = changelog?.path ?? target.options.changelog;
  const text = path === undefined ? undefined : (changelogs.get(path) ?? (await readIfPresent(path))?.text);
  const options = { ...old.options, version, ...(path !== undefined && { changelog: path }) };
  const changelogText = path !== undefined && text !== undefined ? { changelogText: { name: path, text } } : {};
  return { candidate, version, inputs: { ...old, options, description, ...changelogText } };
}
