import { join } from "node:path";
import type { Target } from "../config/targets.js";
import type { Diagnostic, Severity } from "../diagnostics.js";
import type { Files } from "../files.js";
import type { FormattedFiles } from "../format/format.js";
import type { ResolvedInput } from "../generate.js";
import type { ReadReferencedDocument, SourceText } from "../load/documents/source.js";
import { readOwnTemplates } from "../load/read/read-own-templates.js";
import { referencedDocumentReader } from "../load/read/read-referenced.js";
import { readText } from "../load/read/read-text.js";
import { assertBesideOutput, readPresentReport } from "./api-report-file.js";
import type { ResolvedHosts } from "../load/read/resolved-hosts.js";
import type { PackagePlan } from "../plan/types/package-plan.js";
import { customFolder } from "../layout/custom-code.js";
import { isRuntimeLayout } from "../options.js";
import { ownTarget, runtimeDescription } from "../shared-runtime.js";
import { type ReferencedText, type RunInputs, textsOf } from "../unchanged-run.js";
import { readCustomFiles } from "../write/custom-files.js";
import type { Terminal } from "./command.js";
import { type Reporter, textReporter } from "./results/reporter.js";

/** A package in memory. */
export interface Built {
  readonly files: Files;
  readonly plan: PackagePlan;
  readonly documents: readonly ReferencedText[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What the outputs of a run share, so that nothing is read or resolved twice. */
export interface Run {
  readonly terminal: Terminal;
  readonly reporter: Reporter;
  readonly hosts: ResolvedHosts;
  /** Texts by the path or URL that names them. */
  readonly texts: Map<string, Promise<SourceText>>;
  /** Folders of which all files count: templates and custom code. */
  readonly folders: Set<string>;
  /** Descriptions with their overlays, by all that determines them. */
  readonly descriptions: Map<string, SharedDescription>;
  /** What is laid out, by output, of a process that generates several times. */
  readonly formatted?: FormattedOutputs;
}

export type FormattedOutputs = Map<string, FormattedFiles>;

interface SharedDescription {
  readonly resolved: Promise<ResolvedInput>;
  /** The documents that the description refers to. Complete when it is resolved. */
  readonly documents: readonly ReferencedText[];
}

export function startRun(
  terminal: Terminal,
  reporter: Reporter = textReporter(terminal, new Map()),
  formatted?: FormattedOutputs,
): Run {
  const empty = { hosts: new Map(), texts: new Map(), folders: new Set<string>(), descriptions: new Map() };
  return { terminal, reporter, ...empty, ...(formatted && { formatted }) };
}

/** Reads all that the options name, except the documents that the description refers to. */
export async function readInputs(target: Target, run: Run): Promise<RunInputs> {
  const { options, hooks } = ownTarget(target);
  const readOnce = (name: string) => remembered(run.texts, name, () => readText(name, run.hosts));
  run.reporter.stage(`Reading ${options.input}`);
  assertBesideOutput(options);
  const [description, overlays, licenseText, changelogText, apiReport] = await Promise.all([
    isRuntimeLayout(options.layout) ? runtimeDescription : readOnce(options.input),
    Promise.all(options.overlays.map(readOnce)),
    options.licenseFile === undefined ? undefined : readOnce(options.licenseFile),
    options.changelog === undefined ? undefined : readOnce(options.changelog),
    options.apiReport === undefined ? undefined : readPresentReport(options.apiReport),
  ]);
  const read = referencedDocumentReader(description.name, options.allowRefs, run.hosts);
  const custom = readCustomFiles(options.output, customFolder(options.layout));
  for (const folder of [options.templates, join(options.output, customFolder(options.layout))])
    if (folder !== undefined) run.folders.add(folder);
  const ownTemplates: RunInputs["ownTemplates"] =
    options.templates === undefined ? new Map() : await readOwnTemplates(options.templates);
  const texts = { ...(licenseText && { licenseText }), ...(changelogText && { changelogText }), ...(apiReport && { apiReport }) };
  return { options, description, overlays, read, custom, ownTemplates, ...texts, ...(hooks && { hooks }) };
}

/** Generates the package and prints the diagnostics; undefined where one of them is an error. */
export async function build(inputs: RunInputs, run: Run): Promise<Built | undefined> {
  // Loading the generator takes longer than finding that nothing has changed.
  const [{ generateResolved, resolveInput, selectsOperations }, { readTemplates }] = await Promise.all([
    import("../generate.js"),
    import("../load/read/read-templates.js"),
  ]);
  const { input, overlays: overlayNames, allowRefs } = inputs.options;
  const key = JSON.stringify([input, overlayNames, allowRefs, selectsOperations(inputs.options)]);
  const { resolved, documents } = remembered(run.descriptions, key, () => {
    const found: ReferencedText[] = [];
    const readReferenced = recording(inputs.read, found, () => run.reporter.stage(`Reading, ${found.length} more documents`));
    return { resolved: resolveInput({ ...inputs, readReferenced }), documents: found };
  });
  const { files, diagnostics, plan } = await generateResolved(await resolved, {
    ...inputs,
    output: inputs.options.output,
    ...(run.formatted && { formatted: remembered<FormattedFiles>(run.formatted, inputs.options.output, () => new Map()) }),
    templates: await readTemplates(),
    onStage: run.reporter.stage,
  });
  run.reporter.stage(undefined);
  const isAccepted = printDiagnostics(inputs, { documents, diagnostics }, run);
  return plan === undefined || !isAccepted ? undefined : { files, plan, documents, diagnostics };
}

/** Prints the diagnostics of an output as the options ask for. Returns whether none of them is an error. */
export function printDiagnostics(
  inputs: RunInputs,
  { documents, diagnostics }: Pick<Built, "documents" | "diagnostics">,
  run: Run,
): boolean {
  const { quiet, strict, verbose } = inputs.options;
  const shown = diagnostics.map((diagnostic) => (strict && diagnostic.severity === "warning" ? asError(diagnostic) : diagnostic));
  const told = shown.filter(({ severity }) => severity === "error" || (!quiet && (verbose || severity !== "note")));
  const texts = new Map(textsOf(inputs, documents).map(({ name, text }) => [name, text]));
  run.reporter.diagnostics(told, texts, verbose);
  return shown.every(({ severity }) => severity !== "error");
}

/** The value of a key; what the first caller made, for all callers. */
export function remembered<T>(values: Map<string, T>, key: string, make: () => T): T {
  const known = values.get(key) ?? make();
  values.set(key, known);
  return known;
}

/** A reader that adds each document to `documents`. */
function recording(read: ReadReferencedDocument, documents: ReferencedText[], onRead: () => void): ReadReferencedDocument {
  return async (request) => {
    const text = await read(request);
    documents.push({ location: request.location, text });
    onRead();
    return text;
  };
}

function asError(diagnostic: Diagnostic): Diagnostic {
  const severity: Severity = "error";
  return { ...diagnostic, severity };
}
