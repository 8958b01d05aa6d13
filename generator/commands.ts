import { type Diagnostic, type Severity } from "./diagnostics.js";
import { readText } from "./load/read/read-text.js";
import { referencedDocumentReader } from "./load/read/read-referenced.js";
import type { ReadReferencedDocument, SourceText } from "./load/documents/source.js";
import type { ResolvedHosts } from "./load/read/resolved-hosts.js";
import { readTemplates } from "./load/read/read-templates.js";
import type { Files } from "./files.js";
import type { CommandOptions } from "./options.js";
import type { PackagePlan } from "./plan/types/package-plan.js";
import { count, printable, printableJson, renderDiagnostics } from "./report.js";
import { hashOfInputs, recordedLocations, type ReferencedText, type RunInputs, unchangedRun } from "./unchanged-run.js";
import type { RunRecord } from "./write/output-manifest.js";
import type { WrittenFiles } from "./write/write.js";

/** The exit codes of all commands. */
export const exitCodes = {
  done: 0,
  /** `check`: the package differs from what the description gives. */
  drift: 1,
  /** The command line, the config file, or the description cannot be used. Nothing was written. */
  refused: 2,
  /** A bug of specloom. `EX_SOFTWARE` of sysexits. */
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Where a command prints: results go to `out`, diagnostics to `error`, one call for each line. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

interface Built {
  readonly files: Files;
  readonly plan: PackagePlan;
  readonly documents: readonly ReferencedText[];
  readonly hasWarnings: boolean;
}

/** `specloom generate`: writes the package and prints one line, what it contains and which files changed. */
export async function runGenerate(options: CommandOptions, terminal: Terminal): Promise<ExitCode> {
  const inputs = await readInputs(options);
  const last = await unchangedRun(inputs);
  if (last !== undefined) {
    terminal.out(printable(summary(inputs, last.summary, unchanged)));
    return exitCodes.done;
  }
  const built = await build(inputs, terminal);
  if (built === undefined) return exitCodes.refused;
  const [{ writePackage }, { defaultPatience }] = await Promise.all([import("./write/write.js"), import("./write/run-lock.js")]);
  const written = await writePackage(options.output, built.files, defaultPatience, await recordOf(inputs, built));
  terminal.out(printable(summary(inputs, contentsOf(built), written)));
  return exitCodes.done;
}

/** `specloom check`: prints nothing where the package is up to date; otherwise names every file that differs and shows the first diffs. */
export async function runCheck(options: CommandOptions, terminal: Terminal): Promise<ExitCode> {
  const inputs = await readInputs(options);
  if ((await unchangedRun(inputs)) !== undefined) return exitCodes.done;
  const built = await build(inputs, terminal);
  if (built === undefined) return exitCodes.refused;
  const [{ checkPackage }, { driftReport }] = await Promise.all([import("./write/check.js"), import("./drift-report.js")]);
  const drifts = await checkPackage(options.output, built.files);
  if (drifts.length === 0) return exitCodes.done;
  for (const line of driftReport(options.output, drifts)) terminal.error(line);
  return exitCodes.drift;
}

/** `specloom inspect`: prints one line for each operation, callback and webhook, or the details of all as JSON. */
export async function runInspect(options: CommandOptions, terminal: Terminal): Promise<ExitCode> {
  const inputs = await readInputs(options);
  const built = await build(inputs, terminal);
  if (built === undefined) return exitCodes.refused;
  const [{ inspectPackage }, { inspectionLines }] = await Promise.all([
    import("./emit/inspect/inspection.js"),
    import("./emit/inspect/inspection-lines.js"),
  ]);
  if (options.format === "overlay") return printNameOverlay(built.plan, inputs.description.name, terminal);
  const inspection = inspectPackage(built.plan);
  if (options.format === "json") terminal.out(printableJson(JSON.stringify(inspection, null, 2)));
  else for (const line of inspectionLines(inspection)) terminal.out(printable(line));
  return exitCodes.done;
}

/** Prints an overlay that fixes the names of all operations. */
async function printNameOverlay(plan: PackagePlan, source: string, terminal: Terminal): Promise<ExitCode> {
  const { nameOverlay } = await import("./emit/inspect/name-overlay.js");
  const { text, unnamed: left } = nameOverlay(plan, source);
  terminal.out(printableJson(text));
  const reason = "not named, since it stands in another document, or is one object of several paths";
  for (const operation of left) terminal.error(printable(`${operation}: ${reason}`));
  return exitCodes.done;
}

async function readInputs(options: CommandOptions): Promise<RunInputs> {
  const hosts: ResolvedHosts = new Map();
  const [description, overlays, licenseText] = await Promise.all([
    readText(options.input, hosts),
    Promise.all(options.overlays.map((overlay) => readText(overlay, hosts))),
    options.licenseFile === undefined ? undefined : readText(options.licenseFile, hosts),
  ]);
  const read = referencedDocumentReader(description.name, options.allowRefs, hosts);
  return { options, description, overlays, read, ...(licenseText && { licenseText }) };
}

/** Generates the package and prints the diagnostics; undefined where one of them is an error. */
async function build(inputs: RunInputs, terminal: Terminal): Promise<Built | undefined> {
  const { read, ...given } = inputs;
  const { strict, verbose } = inputs.options;
  // Loading the generator takes longer than finding that nothing has changed.
  const [{ generate }, templates] = await Promise.all([import("./generate.js"), readTemplates()]);
  const documents: ReferencedText[] = [];
  const { files, diagnostics, plan } = await generate({ ...given, readReferenced: recording(read, documents), templates });
  const shown = diagnostics.map((diagnostic) => (strict && diagnostic.severity === "warning" ? asError(diagnostic) : diagnostic));
  const told = shown.filter(({ severity }) => verbose || severity !== "note");
  const texts = textsOf([inputs.description, ...inputs.overlays, ...documents.map(({ text }) => text)]);
  for (const line of renderDiagnostics(told, texts, verbose)) terminal.error(line);
  return plan === undefined || shown.some(({ severity }) => severity === "error")
    ? undefined
    : { files, plan, documents, hasWarnings: shown.some(({ severity }) => severity === "warning") };
}

/** A reader that adds each document to `documents`. */
function recording(read: ReadReferencedDocument, documents: ReferencedText[]): ReadReferencedDocument {
  return async (request) => {
    const text = await read(request);
    documents.push({ location: request.location, text });
    return text;
  };
}

/** The texts whose lines diagnostics quote. */
function textsOf(sources: readonly SourceText[]): ReadonlyMap<string, string> {
  return new Map(sources.map(({ name, text }) => [name, text]));
}

/** What the next run needs to know to recognize that nothing has changed. */
async function recordOf(inputs: RunInputs, built: Built): Promise<RunRecord | undefined> {
  const { files, documents, hasWarnings } = built;
  const hash = hasWarnings ? undefined : hashOfInputs(inputs, documents);
  if (hash === undefined) return undefined;
  const { hashOfFiles } = await import("./write/recorded-run.js");
  return {
    inputs: hash,
    outputs: hashOfFiles(files),
    documents: recordedLocations(inputs, documents),
    summary: contentsOf(built),
  };
}

function asError(diagnostic: Diagnostic): Diagnostic {
  const severity: Severity = "error";
  return { ...diagnostic, severity };
}

/** Name and version of the package, and what it contains. */
function contentsOf({ files, plan }: Built): string {
  const { name, version } = plan.packageJson;
  const counts = [
    count(plan.api.operations.length, "operation"),
    ...(plan.webhooks === undefined ? [] : [count(plan.webhooks.webhooks.length, "webhook")]),
    count(plan.models.length, "model"),
    count(files.size, "file"),
  ].join(", ");
  return `${name} ${version}: ${counts}`;
}

const unchanged: WrittenFiles = { created: [], changed: [], removed: [] };

function summary({ options, licenseText }: RunInputs, contents: string, written: WrittenFiles): string {
  const isLicensed = options.license !== undefined || licenseText !== undefined;
  const unlicensed = isLicensed ? "" : " It has no licence, so nobody else may use it: see --license.";
  const changes = Object.entries(written).flatMap(([change, paths]: [string, readonly string[]]) =>
    paths.length === 0 ? [] : `${change} ${abbreviated(paths)}`,
  );
  return `${contents}; ${changes.length === 0 ? "nothing changed" : changes.join("; ")}.${unlicensed}`;
}

/** The first few paths: a first run creates every file. */
function abbreviated(paths: readonly string[], maximum = 5): string {
  const shown = paths.slice(0, maximum).join(", ");
  return paths.length > maximum ? `${shown} and ${paths.length - maximum} more` : shown;
}
