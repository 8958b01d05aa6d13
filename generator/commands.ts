import { type Diagnostic, type Severity } from "./diagnostics.js";
import { generate } from "./generate.js";
import { readText } from "./load/read/read-text.js";
import { referencedDocumentReader } from "./load/read/read-referenced.js";
import type { ReadReferencedDocument } from "./load/documents/source.js";
import type { ResolvedHosts } from "./load/read/resolved-hosts.js";
import { readTemplates } from "./load/read/read-templates.js";
import type { Files } from "./files.js";
import type { CommandOptions } from "./options.js";
import type { PackagePlan } from "./plan/types/package-plan.js";
import { printable, printableJson, renderDiagnostics } from "./report.js";
import { checkPackage, type FileDifference, unifiedDiff } from "./write/check.js";
import { writePackage, type WrittenFiles } from "./write/write.js";

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
  /** The name of the description, as `Place.source` has it. */
  readonly source: string;
}

/** `specloom generate`: writes the package and prints one line, what it contains and which files changed. */
export async function runGenerate(options: CommandOptions, terminal: Terminal): Promise<ExitCode> {
  const built = await build(options, terminal);
  if (built === undefined) return exitCodes.refused;
  terminal.out(printable(summary(built, await writePackage(options.output, built.files))));
  return exitCodes.done;
}

/** `specloom check`: prints nothing where the package is up to date; otherwise names every file that differs and shows the first diffs. */
export async function runCheck(options: CommandOptions, terminal: Terminal): Promise<ExitCode> {
  const built = await build(options, terminal);
  if (built === undefined) return exitCodes.refused;
  const drifts = await checkPackage(options.output, built.files);
  if (drifts.length === 0) return exitCodes.done;
  for (const line of driftReport(options.output, drifts)) terminal.error(line);
  return exitCodes.drift;
}

/** `specloom inspect`: prints one line for each operation, callback and webhook, or the details of all as JSON. */
export async function runInspect(options: CommandOptions, terminal: Terminal): Promise<ExitCode> {
  const built = await build(options, terminal);
  if (built === undefined) return exitCodes.refused;
  const [{ inspectPackage }, { inspectionLines }] = await Promise.all([
    import("./emit/inspect/inspection.js"),
    import("./emit/inspect/inspection-lines.js"),
  ]);
  if (options.format === "overlay") return printNameOverlay(built, terminal);
  const inspection = inspectPackage(built.plan);
  if (options.format === "json") terminal.out(printableJson(JSON.stringify(inspection, null, 2)));
  else for (const line of inspectionLines(inspection)) terminal.out(printable(line));
  return exitCodes.done;
}

/** Prints an overlay that fixes the names of all operations. */
async function printNameOverlay({ plan, source }: Built, terminal: Terminal): Promise<ExitCode> {
  const { nameOverlay } = await import("./emit/inspect/name-overlay.js");
  const { text, unnamed: left } = nameOverlay(plan, source);
  terminal.out(printableJson(text));
  const reason = "not named, since it stands in another document, or is one object of several paths";
  for (const operation of left) terminal.error(printable(`${operation}: ${reason}`));
  return exitCodes.done;
}

/** Generates the package and prints the diagnostics; undefined where one of them is an error. */
async function build(options: CommandOptions, terminal: Terminal): Promise<Built | undefined> {
  const { strict, verbose } = options;
  const hosts: ResolvedHosts = new Map();
  const [description, overlays, templates, licenseText] = await Promise.all([
    readText(options.input, hosts),
    Promise.all(options.overlays.map((overlay) => readText(overlay, hosts))),
    readTemplates(),
    options.licenseFile === undefined ? undefined : readText(options.licenseFile, hosts),
  ]);
  const texts = new Map([description, ...overlays].map(({ name, text }) => [name, text]));
  const readReferenced = recordingTexts(referencedDocumentReader(description.name, options.allowRefs, hosts), texts);
  const { files, diagnostics, plan } = await generate({
    description,
    overlays,
    readReferenced,
    templates,
    options,
    ...(licenseText && { licenseText }),
  });
  const shown = diagnostics.map((diagnostic) => (strict && diagnostic.severity === "warning" ? asError(diagnostic) : diagnostic));
  const told = shown.filter(({ severity }) => verbose || severity !== "note");
  for (const line of renderDiagnostics(told, texts, verbose)) terminal.error(line);
  return plan === undefined || shown.some(({ severity }) => severity === "error")
    ? undefined
    : { files, plan, source: description.name };
}

/** A reader that adds each document to `texts`, so that diagnostics can quote its lines. */
function recordingTexts(read: ReadReferencedDocument, texts: Map<string, string>): ReadReferencedDocument {
  return async (request) => {
    const text = await read(request);
    texts.set(text.name, text.text);
    return text;
  };
}

function asError(diagnostic: Diagnostic): Diagnostic {
  const severity: Severity = "error";
  return { ...diagnostic, severity };
}

function summary({ files, plan }: Built, written: WrittenFiles): string {
  const { name, version, license } = plan.packageJson;
  const unlicensed = license === undefined ? " It has no licence, so nobody else may use it: see --license." : "";
  const counts = [
    count(plan.api.operations.length, "operation"),
    ...(plan.webhooks === undefined ? [] : [count(plan.webhooks.webhooks.length, "webhook")]),
    count(plan.models.length, "model"),
    count(files.size, "file"),
  ].join(", ");
  const changes = Object.entries(written).flatMap(([change, paths]: [string, readonly string[]]) =>
    paths.length === 0 ? [] : `${change} ${abbreviated(paths)}`,
  );
  return `${name} ${version}: ${counts}; ${changes.length === 0 ? "nothing changed" : changes.join("; ")}.${unlicensed}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The first few paths: a first run creates every file. */
function abbreviated(paths: readonly string[], maximum = 5): string {
  const shown = paths.slice(0, maximum).join(", ");
  return paths.length > maximum ? `${shown} and ${paths.length - maximum} more` : shown;
}

/** How many diffs are shown, how many lines of each, and how much of a line. */
const shownDiffs = { files: 3, lines: 60, width: 400 };

const driftDescriptions = {
  stale: "differs from what the description gives",
  missing: "is missing",
  extra: "is generated by nothing",
  special: "is not an ordinary file, so it is neither read nor written",
  unfinished: "is left by a run that was interrupted, which the next run completes",
} as const satisfies { [K in FileDifference["kind"]]: string };

function driftReport(output: string, drifts: readonly FileDifference[]): readonly string[] {
  const named = drifts.map(({ path, kind }) => printable(`${output}/${path} ${driftDescriptions[kind]} [${kind}]`));
  const diffs = drifts
    .filter(({ found }) => found !== undefined)
    .slice(0, shownDiffs.files)
    .flatMap(diffLines);
  return [...named, ...diffs, `${count(drifts.length, "file")} out of step: run the generate command and commit what it writes.`];
}

/** The diff of a file. Its text may be anybody's, so no line of it reaches the terminal as it is. */
function diffLines(drift: FileDifference): readonly string[] {
  const diff = unifiedDiff(drift);
  if (diff === undefined) return [];
  const lines = diff.trimEnd().split("\n");
  const hidden = lines.length - shownDiffs.lines;
  const shown = lines.slice(0, shownDiffs.lines).map((line) => printable(shortened(line)));
  return ["", ...shown, ...(hidden > 0 ? [`… and ${hidden} more lines`] : []), ""];
}

function shortened(line: string): string {
  return line.length > shownDiffs.width ? `${line.slice(0, shownDiffs.width)}…` : line;
}
