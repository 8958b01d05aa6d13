import { type CommandOptions } from "./config.js";
import { type Diagnostic, type Severity } from "./diagnostics.js";
import { generate } from "./generate.js";
import { readText } from "./load/read/read-text.js";
import { referencedReader } from "./load/read/read-referenced.js";
import type { ReadReferenced } from "./load/documents/source.js";
import { readTemplates } from "./load/read/read-templates.js";
import type { Files } from "./files.js";
import type { PackagePlan } from "./plan/types/package-plan.js";
import { printable, renderDiagnostic } from "./report.js";
import { checkPackage, type Drift, unifiedDiff } from "./write/check.js";
import { writePackage, type Written } from "./write/write.js";

/** What a command says with its exit code. */
export const exitCodes = {
  done: 0,
  /** `check`: the package is not what the description asks for. */
  drift: 1,
  /** The command line, the config file, or the description cannot be used. Nothing was written. */
  refused: 2,
  /** A bug of specloom. `EX_SOFTWARE` of sysexits. */
  bug: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** How a command talks: results go to `out`, diagnostics to `error`. */
export interface Terminal {
  readonly out: (line: string) => void;
  readonly error: (line: string) => void;
}

export interface Strictness {
  /** Warnings are errors. */
  readonly strict: boolean;
  /** Notes are shown. */
  readonly verbose: boolean;
}

interface Built {
  readonly files: Files;
  readonly plan: PackagePlan;
  /** The name of the description's text, as places have it. */
  readonly source: string;
}

/** `specloom generate`: writes the package, and says in one line what it is and what changed. */
export async function runGenerate(options: CommandOptions, strictness: Strictness, terminal: Terminal): Promise<ExitCode> {
  const built = await build(options, strictness, terminal);
  if (built === undefined) return exitCodes.refused;
  terminal.out(summary(built, await writePackage(options.output, built.files)));
  return exitCodes.done;
}

/** `specloom check`: silent where the package is what would be generated; else names every difference and shows the first ones. */
export async function runCheck(options: CommandOptions, strictness: Strictness, terminal: Terminal): Promise<ExitCode> {
  const built = await build(options, strictness, terminal);
  if (built === undefined) return exitCodes.refused;
  const drifts = await checkPackage(options.output, built.files);
  if (drifts.length === 0) return exitCodes.done;
  for (const line of driftReport(options.output, drifts)) terminal.error(line);
  return exitCodes.drift;
}

/** `specloom inspect`: one line an operation and whatever the service sends, or the same as JSON with all that a program needs to call it. */
export async function runInspect(options: CommandOptions, strictness: Strictness, terminal: Terminal): Promise<ExitCode> {
  const built = await build(options, strictness, terminal);
  if (built === undefined) return exitCodes.refused;
  const { inspectionLines, inspectPackage } = await import("./emit/inspect/inspection.js");
  if (options.format === "overlay") return printNames(built, terminal);
  const inspection = inspectPackage(built.plan);
  if (options.format === "json") terminal.out(JSON.stringify(inspection, null, 2));
  else for (const line of inspectionLines(inspection)) terminal.out(printable(line));
  return exitCodes.done;
}

/** The names that the package gives, as an overlay that keeps them. */
async function printNames({ plan, source }: Built, terminal: Terminal): Promise<ExitCode> {
  const { nameOverlay } = await import("./emit/inspect/name-overlay.js");
  const { text, left } = nameOverlay(plan, source);
  terminal.out(text);
  const reason = "not named, since it stands in another document, or is one object of several paths";
  for (const operation of left) terminal.error(printable(`${operation}: ${reason}`));
  return exitCodes.done;
}

async function build(options: CommandOptions, { strict, verbose }: Strictness, terminal: Terminal): Promise<Built | undefined> {
  const [description, overlays, templates] = await Promise.all([
    readText(options.input),
    Promise.all(options.overlays.map(readText)),
    readTemplates(),
  ]);
  const texts = new Map([description, ...overlays].map(({ name, text }) => [name, text]));
  const readReferenced = keeping(referencedReader(description.name, options.allowRefs), texts);
  const { files, diagnostics, plan } = await generate({ description, overlays, readReferenced, templates, options });
  const shown = diagnostics.map((diagnostic) => (strict && diagnostic.severity === "warning" ? asError(diagnostic) : diagnostic));
  for (const diagnostic of shown.filter(({ severity }) => verbose || severity !== "note"))
    terminal.error(renderDiagnostic(diagnostic, texts));
  return plan === undefined || shown.some(({ severity }) => severity === "error")
    ? undefined
    : { files, plan, source: description.name };
}

/** A reader that keeps what it reads, so that diagnostics can show it. */
function keeping(read: ReadReferenced, texts: Map<string, string>): ReadReferenced {
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

function summary({ files, plan }: Built, written: Written): string {
  const { name, version } = plan.manifest;
  const what = [
    count(plan.api.operations.length, "operation"),
    ...(plan.webhooks === undefined ? [] : [count(plan.webhooks.webhooks.length, "webhook")]),
    count(plan.models.length, "model"),
    count(files.size, "file"),
  ].join(", ");
  const changes = Object.entries(written).flatMap(([change, paths]: [string, readonly string[]]) =>
    paths.length === 0 ? [] : `${change} ${some(paths)}`,
  );
  return `${name} ${version}: ${what}; ${changes.length === 0 ? "nothing changed" : changes.join("; ")}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The first few of many names: a first run creates every file. */
function some(paths: readonly string[], most = 5): string {
  const shown = paths.slice(0, most).join(", ");
  return paths.length > most ? `${shown} and ${paths.length - most} more` : shown;
}

/** The most drifted files whose differences are shown, and the most lines of each. */
const shownDiffs = { files: 3, lines: 60 };

const driftMeaning = {
  stale: "differs from what the description gives",
  missing: "is missing",
  extra: "is generated by nothing",
} as const satisfies { [K in Drift["kind"]]: string };

function driftReport(output: string, drifts: readonly Drift[]): readonly string[] {
  const named = drifts.map(({ path, kind }) => `${output}/${path} ${driftMeaning[kind]} [${kind}]`);
  const diffs = drifts
    .filter(({ kind }) => kind === "stale")
    .slice(0, shownDiffs.files)
    .map(diffLines);
  return [...named, ...diffs, `${count(drifts.length, "file")} out of step: run the generate command and commit what it writes.`];
}

function diffLines(drift: Drift): string {
  const lines = unifiedDiff(drift).trimEnd().split("\n");
  const hidden = lines.length - shownDiffs.lines;
  return `\n${lines.slice(0, shownDiffs.lines).join("\n")}\n${hidden > 0 ? `… and ${hidden} more lines\n` : ""}`;
}
