import { dirname, join, relative } from "node:path";
import type { Hooks } from "./config/hooks/hooks.js";
import type { OwnTemplates } from "./emit/readme/words.js";
import type { Files } from "./files.js";
import { type Diagnostic, Refusal } from "./diagnostics.js";
import { isAbsoluteUri } from "./load/documents/location.js";
import type { ReadReferencedDocument, SourceText } from "./load/documents/source.js";
import { sortedBy } from "./model/reading/order.js";
import { buildInfo } from "./load/read/build-info.js";
import { type CommandOptions, optionRows } from "./options.js";
import { hashOf } from "./write/output-manifest.js";
import { restoreDiagnostics } from "./write/recorded-diagnostics.js";
import { recordedRun } from "./write/recorded-run.js";

/** What a run read. Everything that can change a package is in it, or in the options. */
export interface RunInputs {
  readonly options: CommandOptions;
  readonly description: SourceText;
  readonly overlays: readonly SourceText[];
  /** The text of the option `licenseFile`. */
  readonly licenseText?: SourceText;
  /** The text of the option `changelog`. */
  readonly changelogText?: SourceText;
  /** The API report that is there, if the option `apiReport` names one. */
  readonly apiReport?: SourceText;
  /** Reads the documents that the description refers to. */
  readonly read: ReadReferencedDocument;
  /** Functions of the config file. Nothing tells whether they have changed, so a run with hooks is never recorded. */
  readonly hooks?: Hooks;
  /** The modules in the folder for custom code, by paths below the output. */
  readonly custom: Files;
  /** Templates of the user, by their paths below their folder. */
  readonly ownTemplates: OwnTemplates;
}

/** A document that the description refers to. */
export interface ReferencedText {
  readonly location: string;
  readonly text: SourceText;
}

/** A run that has nothing to do: what it says is what the last one said. */
export interface UnchangedRun {
  readonly summary: string;
  /** How many files the output has. */
  readonly files: number;
  readonly documents: readonly ReferencedText[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What the last run said, if this one has the same inputs and its files are there unchanged: then there is nothing to do. `--verbose` prints
 * notes, which are not recorded.
 */
export async function unchangedRun(inputs: RunInputs): Promise<UnchangedRun | undefined> {
  const { options, description, read } = inputs;
  if (options.full || options.verbose || inputs.hooks !== undefined) return undefined;
  try {
    const run = recordedRun(options.output);
    if (run === undefined) return undefined;
    const documents = await Promise.all(run.record.documents.map((location) => readAgain(location, description, read)));
    if (hashOfInputs(inputs, documents) !== run.record.inputs || !run.isIntact()) return undefined;
    const { summary, diagnostics } = run.record;
    return { summary, files: run.files, documents, diagnostics: restoreDiagnostics(diagnostics, textNames(inputs, documents)) };
  } catch (thrown) {
    // The run itself says what cannot be read.
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}

async function readAgain(recorded: string, { name }: SourceText, read: ReadReferencedDocument): Promise<ReferencedText> {
  const location = isAbsoluteUri(recorded) ? recorded : join(dirname(name), recorded);
  return { location, text: await read({ location, reference: recorded, place: { source: name } }) };
}

/** The texts that diagnostics can be about. */
export function textsOf(inputs: RunInputs, documents: readonly ReferencedText[]): readonly SourceText[] {
  const custom = [...inputs.custom].map(([path, text]) => ({ name: join(inputs.options.output, path), text }));
  return [
    inputs.description,
    ...inputs.overlays,
    ...documents.map(({ text }) => text),
    ...custom,
    ...inputs.ownTemplates.values(),
  ];
}

/** Their names, in the order in which a record numbers them. */
export function textNames(inputs: RunInputs, documents: readonly ReferencedText[]): readonly string[] {
  return textsOf(inputs, documents).map(({ name }) => name);
}

/** Documents in the order in which they are recorded. */
export function inRecordedOrder({ description }: RunInputs, documents: readonly ReferencedText[]): readonly ReferencedText[] {
  return sortedBy(documents, ({ location }) => recordedLocation(description, location));
}

/** The locations of documents as they are recorded: those of files are relative to the description, as they are in its references. */
export function recordedLocations({ description }: RunInputs, documents: readonly ReferencedText[]): readonly string[] {
  return documents.map(({ location }) => recordedLocation(description, location));
}

function recordedLocation({ name }: SourceText, location: string): string {
  return isAbsoluteUri(location) ? location : relative(dirname(name), location).replaceAll("\\", "/");
}

/** A hash of all inputs; undefined where the sources are running, whose changes nothing tells. */
export function hashOfInputs(
  { options, description, overlays, licenseText, changelogText, apiReport, custom, ownTemplates }: RunInputs,
  documents: readonly ReferencedText[],
): string | undefined {
  if (buildInfo.sources === undefined) return undefined;
  const names = optionRows.filter(([, { affectsFiles = true }]) => affectsFiles).map(([name]) => name);
  const given = names.map((name) => [name, options[name] ?? null]);
  const texts = [description, ...overlays, ...(licenseText ? [licenseText] : [])].map(({ name, text }) => [name, hashOf(text)]);
  if (changelogText) texts.push(["CHANGELOG.md", hashOf(changelogText.text)]);
  if (apiReport) texts.push(["API report", hashOf(apiReport.text)]);
  const referenced = documents.map(({ location, text }) => [
    recordedLocation(description, location),
    text.name,
    hashOf(text.text),
  ]);
  const written = [...custom, ...[...ownTemplates].map(([path, { text }]) => [path, text] as const)].map(([path, text]) => [
    path,
    hashOf(text),
  ]);
  return hashOf(JSON.stringify([buildInfo.sources, given, texts, referenced.sort(), written]));
}
