import { compareDescriptions } from "../../compare/compare.js";
import {
  type Adoption,
  type AdoptionRecord,
  readRecord,
  recordText,
  restoredAdoption,
  sha256,
} from "../../compare/releases/adoption-record.js";
import { canonicalDescription } from "../../compare/releases/canonical-description.js";
import { diagnostic, type Diagnostic, refuse, Refusal, refuseAny } from "../../diagnostics.js";
import { isHttpUrl } from "../../load/documents/location.js";
import type { SourceText } from "../../load/documents/source.js";
import { parse } from "../../load/parse/parse.js";
import { bundleDescription } from "../../resolve/bundle-description.js";
import type { RunInputs } from "../../unchanged-run.js";
import { planInputs } from "../compared-description.js";
import { withAbsoluteServers } from "./absolute-servers.js";
import type { Candidate } from "./candidate.js";
import { readIfPresent } from "./present-files.js";

/** The new description as it is written. */
export interface AdoptedDescription {
  readonly description: SourceText;
  readonly sha256: string;
  /** Where it came from, without what may be secret in an address. */
  readonly origin: string;
  readonly record: { readonly path: string; readonly text: string };
  /** The earlier adoption of this very description. */
  readonly restored: Adoption | undefined;
  readonly notes: readonly string[];
}

/** The new description as a text in the place of the present one, and what it gives there. */
export interface PlacedDescription {
  readonly description: SourceText;
  /** The documents that it has become one with. */
  readonly documents: readonly string[];
  readonly candidates: Candidates;
  readonly notes: readonly string[];
}

type Candidates = readonly [Candidate, ...Candidate[]];

/**
 * Writes the description into one text, and looks at what that gives in its place. Where that is something else than the several documents give,
 * it is what the present package is compared with.
 *
 * @throws Refusal - where an overlay no longer fits.
 */
export async function placeDescription([first, ...others]: Candidates): Promise<PlacedDescription> {
  const { input } = first.old.options;
  const { text, documents } = await canonicalText(first.now, input);
  const description = { name: input, text };
  const place = (candidate: Candidate) => inItsPlace(candidate, description, documents.length > 0);
  const candidates: Candidates = [await place(first), ...(await Promise.all(others.map(place)))];
  const isSame = candidates.every((candidate, index) => candidate === [first, ...others][index]);
  const note = "As one file it gives other names than as several: the comparison is with the one file.";
  return { description, documents, candidates, notes: isSame ? [] : [note] };
}

/** The candidate itself, if the description means in its place what it meant where it came from. */
async function inItsPlace(candidate: Candidate, description: SourceText, isBundled: boolean): Promise<Candidate> {
  const { old, sides } = candidate;
  const { planned, texts } = await planInputs({ ...old, description });
  const errors = planned.diagnostics.filter(({ severity }) => severity === "error");
  refuseAny(isBundled ? errors.map(explainOverlay) : errors);
  const { verdict, changes } = compareDescriptions(sides.now.planned, planned);
  if (verdict === "none") return candidate;
  if (!isBundled) refuseMeaning(changes[0]?.message ?? "");
  const comparison = compareDescriptions(sides.old.planned, planned);
  const report = { ...candidate.report, comparison, texts: new Map([...sides.old.texts, ...texts]) };
  return { ...candidate, comparison, report };
}

function refuseMeaning(message: string): never {
  refuse("usage", undefined, `In its place the description means something else: ${message}`, {
    help: "Write it over `input` yourself, and run `specloom generate`.",
  });
}

/** @param versions - The new version of each output, by its name. */
export async function adoptedDescription(
  { description, documents, candidates, notes }: PlacedDescription,
  versions: ReadonlyMap<string, string>,
): Promise<AdoptedDescription> {
  const [{ source, old }] = candidates;
  const { input } = old.options;
  const present = await presentDescription(old);
  const path = `${input.replace(/\.(?:json|ya?ml)$/i, "")}.origin.json`;
  const recorded = await readIfPresent(path);
  const adopted = withPresent(recorded === undefined ? [] : readRecord(recorded).adopted, present?.hash, candidates);
  const hash = sha256(description.text);
  const record: AdoptionRecord = {
    origin: publicOrigin(source),
    adopted: adopted.at(-1)?.sha256 === hash ? adopted : [...adopted, { sha256: hash, versions }],
  };
  return {
    description,
    sha256: hash,
    origin: record.origin,
    record: { path, text: recordText(record) },
    restored: restoredAdoption({ adopted }, hash),
    notes: [...notes, ...documentNotes(input, documents, present?.documents ?? [])],
  };
}

/** Documents to which a description refers come with it: in one file, whose hash covers them, and which needs no network. */
async function canonicalText(
  { description, read }: RunInputs,
  fileName: string,
): Promise<{ readonly text: string; readonly documents: readonly string[] }> {
  const ignore = () => undefined;
  const { root, documents } = await bundleDescription(parse(description, ignore), read, ignore);
  return { text: canonicalDescription(withAbsoluteServers(root, description.name), fileName), documents };
}

function explainOverlay({ code, place, message, ...others }: Diagnostic): Diagnostic {
  if (code !== "overlay-invalid") return { code, message, ...others, ...(place && { place }) };
  return diagnostic(code, place, message, {
    help: "`adopt` writes a description of several documents as one. Remove `extends`, and let the targets name places of that one.",
  });
}

interface PresentDescription {
  readonly hash: string;
  readonly documents: readonly string[];
}

/** The present description may be a first one, or edited by hand; undefined if it cannot be read. */
async function presentDescription(old: RunInputs): Promise<PresentDescription | undefined> {
  try {
    const { text, documents } = await canonicalText(old, old.options.input);
    return { hash: sha256(text), documents };
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}

/** The adopted descriptions, of which the present one is the last. */
function withPresent(
  adopted: readonly Adoption[],
  hash: string | undefined,
  candidates: readonly Candidate[],
): readonly Adoption[] {
  if (hash === undefined || adopted.at(-1)?.sha256 === hash) return adopted;
  const versions = candidates.map(({ target: { name = "", options } }) => [name, options.version] as const);
  return [...adopted, { sha256: hash, versions: new Map(versions) }];
}

/** An address without what may be secret in it. */
function publicOrigin(source: string): string {
  if (!isHttpUrl(source)) return source.replaceAll("\\", "/");
  const { origin, pathname } = new URL(source);
  return origin + pathname;
}

function documentNotes(input: string, bundled: readonly string[], present: readonly string[]): readonly string[] {
  const several = bundled.length === 0 ? [] : [`It refers to ${counted(bundled)}: ${input} has them, too, as one file.`];
  const unread =
    present.length === 0 ? [] : [`${input} no longer refers to ${counted(present)}. Remove what nothing else needs.`];
  return [...several, ...unread];
}

function counted(documents: readonly string[]): string {
  const [first = "", ...others] = documents;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
