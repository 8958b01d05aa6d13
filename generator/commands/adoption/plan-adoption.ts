import { basename, dirname, join, relative } from "node:path";
import { compareDescriptions } from "../../compare/compare.js";
import { type AdoptionRecord, readRecord, recordText, restoredAdoption, sha256 } from "../../compare/releases/adoption-record.js";
import { canonicalDescription } from "../../compare/releases/canonical-description.js";
import { changelogEntry, restoredSentence, withEntry } from "../../compare/releases/changelog-entry.js";
import { nextVersion } from "../../compare/releases/next-version.js";
import type { Comparison } from "../../compare/rules/change.js";
import { editConfig } from "../../config/texts/edit-config.js";
import { parseConfig } from "../../config/read/load-config.js";
import type { Target } from "../../config/targets.js";
import { refuse, Refusal, refuseAny } from "../../diagnostics.js";
import type { Files } from "../../files.js";
import { isHttpUrl } from "../../load/documents/location.js";
import type { SourceText } from "../../load/documents/source.js";
import { parse } from "../../load/parse/parse.js";
import { readText } from "../../load/read/read-text.js";
import type { RunInputs } from "../../unchanged-run.js";
import { planInputs, type ReadSide } from "../compared-description.js";

/** A new description that can be used, and what it is compared with. */
export interface Candidate {
  /** The config file. */
  readonly config: string;
  readonly target: Target;
  /** The file or address of the new description. */
  readonly source: string;
  readonly old: RunInputs;
  readonly now: RunInputs;
  readonly sides: { readonly now: ReadSide };
  readonly comparison: Comparison;
}

/** What an adoption writes. */
export interface Adoption {
  /** What the new package is made from. */
  readonly inputs: RunInputs;
  /** The files beside the package that change. */
  readonly files: Files;
  /** What the user is told. */
  readonly notes: readonly string[];
}

/** The description in canonical order, its record, and, where the package changes, the changelog and the config file. */
export async function planAdoption(candidate: Candidate): Promise<Adoption> {
  const { target, old, now } = candidate;
  const { input } = target.options;
  const description = { name: input, text: canonicalText(now.description, input) };
  await assertSameMeaning(candidate, description);
  const { record, restored, recordPath } = await nextRecord(candidate, description.text);
  const release = await planRelease(candidate, restored);
  const texts = new Map([[input, description.text], [recordPath, recordText(record)], ...release.files]);
  const changelogText = release.changelogText && { changelogText: release.changelogText };
  return {
    inputs: { ...old, options: { ...target.options, ...release.options }, description, ...changelogText },
    files: await changedFiles(texts),
    notes: [...(restored === undefined ? [] : [restoredSentence(restored)]), ...release.notes],
  };
}

function canonicalText(source: SourceText, fileName: string): string {
  return canonicalDescription(parse(source, () => undefined).root, fileName);
}

/** In its place the description must mean what it meant where it came from: it may refer to documents beside it. */
async function assertSameMeaning({ old, sides: { now } }: Candidate, description: SourceText): Promise<void> {
  const { planned } = await planInputs({ ...old, description });
  refuseAny(planned.diagnostics.filter(({ severity }) => severity === "error"));
  const { verdict, changes } = compareDescriptions(now.planned, planned);
  if (verdict === "none") return;
  refuse("usage", undefined, `In its place the description means something else: ${changes[0]?.message ?? ""}`, {
    help: "It refers to documents that differ from those beside `input`. Bring these up to date first.",
  });
}

type NextRecord = { readonly record: AdoptionRecord; readonly recordPath: string } & {
  readonly restored: ReturnType<typeof restoredAdoption>;
};

async function nextRecord({ source, target, old, comparison }: Candidate, text: string): Promise<NextRecord> {
  const { input, version } = target.options;
  const recordPath = `${input.replace(/\.(?:json|ya?ml)$/i, "")}.origin.json`;
  const present = await readIfPresent(recordPath);
  const adopted = present === undefined ? [] : readRecord(present).adopted;
  // The old description may be a first one, or edited by hand.
  const [before, hash] = [hashIfReadable(old.description, input), sha256(text)];
  const known = before === undefined || adopted.at(-1)?.sha256 === before ? adopted : [...adopted, { sha256: before, version }];
  const next = { sha256: hash, version: nextVersion(version, comparison.bump) ?? version };
  return {
    record: { origin: publicOrigin(source), adopted: known.at(-1)?.sha256 === hash ? known : [...known, next] },
    recordPath,
    restored: restoredAdoption({ adopted: known }, hash),
  };
}

function hashIfReadable(description: SourceText, input: string): string | undefined {
  try {
    return sha256(canonicalText(description, input));
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}

/** An address without what may be secret in it. */
function publicOrigin(source: string): string {
  if (!isHttpUrl(source)) return source.replaceAll("\\", "/");
  const { origin, pathname } = new URL(source);
  return origin + pathname;
}

interface ReleasePlan {
  readonly files: Files;
  readonly options: { readonly version?: string; readonly changelog?: string };
  readonly changelogText?: SourceText;
  readonly notes: readonly string[];
}

/** The version, the changelog, and the config file that names both. Only a package has them. */
async function planRelease(candidate: Candidate, restored: NextRecord["restored"]): Promise<ReleasePlan> {
  const { options, name } = candidate.target;
  const present = options.changelog === undefined ? undefined : await readIfPresent(options.changelog);
  const unchanged = { files: new Map(), options: {}, notes: [], ...(present && { changelogText: present }) };
  if (options.layout !== "package" || candidate.comparison.bump === "none") return unchanged;
  const { comparison, config } = candidate;
  const version = nextVersion(options.version, comparison.bump);
  if (version === undefined) refuse("usage", undefined, `The version ${options.version} is no version of semver.`);
  const changelog = options.changelog ?? (await newChangelog(options.input));
  const entry = changelogEntry({ version, date: new Date().toISOString().slice(0, 10), comparison, restored });
  const changelogText = { name: changelog, text: withEntry(present?.text ?? "", entry) };
  const settings = { version, changelog: relative(dirname(config), changelog).replaceAll("\\", "/") };
  const edited = /\.[cm]?[jt]s$/.test(config) ? undefined : editConfig(await readText(config), settings, name);
  const texts = [[changelog, changelogText.text] as const];
  if (edited === undefined) {
    const note = `${basename(config)} is code: set \`version\` to "${version}" and \`changelog\` to "${settings.changelog}" there, then run \`specloom generate\`.`;
    return { ...unchanged, files: new Map(texts), notes: [note] };
  }
  assertEdited({ name: config, text: edited }, version, name);
  const note = `The next version is ${version}; it was ${options.version}.`;
  return { files: new Map([...texts, [config, edited]]), options: { version, changelog }, changelogText, notes: [note] };
}

/** A config file may be written so that the edit did not reach the option, such as with an alias of YAML. */
function assertEdited(edited: SourceText, version: string, output: string | undefined): void {
  const { options, outputs } = parseConfig(edited);
  const found = (output === undefined ? undefined : outputs?.get(output)?.options.version) ?? options.version;
  if (found === version) return;
  refuse("usage", { source: edited.name }, "The version cannot be set in this config file.", {
    help: "Write `version` as a plain string.",
  });
}

/** A changelog that no config names is not ours to add to. */
async function newChangelog(input: string): Promise<string> {
  const path = join(dirname(input), "CHANGELOG.md");
  if ((await readIfPresent(path)) === undefined) return path;
  return refuse("usage", { source: path }, "This file may be another changelog.", {
    help: "Let `changelog` of the config file name the package's changelog.",
  });
}

async function changedFiles(texts: Files): Promise<Files> {
  const present = await Promise.all([...texts.keys()].map(async (path) => [path, (await readIfPresent(path))?.text] as const));
  return new Map(present.flatMap(([path, before]) => (before === texts.get(path) ? [] : [[path, texts.get(path) ?? ""]])));
}

async function readIfPresent(path: string): Promise<SourceText | undefined> {
  try {
    return await readText(path);
  } catch (thrown) {
    if (thrown instanceof Refusal && thrown.diagnostics[0].code === "source-missing") return undefined;
    throw thrown;
  }
}
