import type { Diagnostic, Severity } from "../diagnostics.js";
import type { Files } from "../files.js";
import type { ReadReferencedDocument, SourceText } from "../load/documents/source.js";
import { referencedDocumentReader } from "../load/read/read-referenced.js";
import { readTemplates } from "../load/read/read-templates.js";
import { readText } from "../load/read/read-text.js";
import type { ResolvedHosts } from "../load/read/resolved-hosts.js";
import type { CommandOptions } from "../options.js";
import type { PackagePlan } from "../plan/types/package-plan.js";
import { renderDiagnostics } from "../report.js";
import type { ReferencedText, RunInputs } from "../unchanged-run.js";
import type { Terminal } from "./command.js";

/** A package in memory. */
export interface Built {
  readonly files: Files;
  readonly plan: PackagePlan;
  readonly documents: readonly ReferencedText[];
  readonly hasWarnings: boolean;
}

/** Reads all that the options name, except the documents that the description refers to. */
export async function readInputs(options: CommandOptions): Promise<RunInputs> {
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
export async function build(inputs: RunInputs, terminal: Terminal): Promise<Built | undefined> {
  const { read, ...given } = inputs;
  const { strict, verbose } = inputs.options;
  // Loading the generator takes longer than finding that nothing has changed.
  const [{ generate }, templates] = await Promise.all([import("../generate.js"), readTemplates()]);
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

function asError(diagnostic: Diagnostic): Diagnostic {
  const severity: Severity = "error";
  return { ...diagnostic, severity };
}
