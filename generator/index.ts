import { checkInput, foundFiles } from "./api-arguments.js";
import type { Comparison } from "./compare/rules/change.js";
import type { Hooks } from "./config/hooks/hooks.js";
import type { Diagnostic } from "./diagnostics.js";
import type { Inspection } from "./emit/inspect/inspection.js";
import type { Files } from "./files.js";
import { generate as generatePackage, type Generated as GeneratedPackage, planDescription } from "./generate.js";
import type { ReadReferencedDocument, SourceText } from "./load/documents/source.js";
import { readTemplates } from "./load/read/read-templates.js";
import type { GenerateOptions } from "./options.js";
import type { FileDifference } from "./write/check.js";

export type { Change, ChangePlace, Comparison } from "./compare/rules/change.js";
export type { RuleId } from "./compare/rules/rules.js";
export type { Bump, Verdict } from "./compare/rules/verdict.js";
export type { Hooks } from "./config/hooks/hooks.js";
export type { Diagnostic, DiagnosticCode, Place, Severity } from "./diagnostics.js";
export type { Inspection } from "./emit/inspect/inspection.js";
export type { Files } from "./files.js";
export type { DocumentRequest, ReadReferencedDocument, SourceText } from "./load/documents/source.js";
export type { GenerateOptions } from "./options.js";
export type { FileDifference } from "./write/check.js";

/** Everything that determines an output. */
export interface GenerateInput {
  readonly description: SourceText;
  /** OpenAPI Overlays, applied in order. */
  readonly overlays?: readonly SourceText[];
  /** Reads the other documents that the description refers to. Without it, references to other documents are refused. */
  readonly readReferenced?: ReadReferencedDocument;
  readonly options: GenerateOptions;
  /** The text of the package's LICENSE. */
  readonly licenseText?: SourceText;
  /** The text of the package's CHANGELOG.md. */
  readonly changelogText?: SourceText;
  /** Functions that edit the model, the plan and the files. */
  readonly hooks?: Hooks;
  /** Templates of your own, by the paths that docs/templates.md lists: `readme/install.md.hbs`. */
  readonly templates?: ReadonlyMap<string, SourceText>;
  /** The modules of `src/custom/` (of the layout `source`: `custom/`), by paths below the output. */
  readonly custom?: Files;
}

/** The files of an output and the diagnostics about its description. `files` is empty where one of them is an error. */
export interface Generated {
  readonly files: Files;
  readonly diagnostics: readonly Diagnostic[];
}

/** Generates the files of an output in memory, as `specloom generate` does. It writes nothing, and reads only through `readReferenced`. */
export async function generate(input: GenerateInput): Promise<Generated> {
  checkInput(input, "input");
  const { files, diagnostics } = await generateInMemory(input);
  return { files, diagnostics };
}

export interface CheckInput extends GenerateInput {
  /** The files that are there, by their paths in the output folder, with `/`. */
  readonly found: Files;
}

/** How the files differ from those that would be generated. Without differences and errors they are up to date. */
export interface Checked {
  readonly differences: readonly FileDifference[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compares files with those that would be generated, as `specloom check` does. `differences` is empty where a diagnostic is an error. */
export async function check(given: CheckInput): Promise<Checked> {
  checkInput(given, "input", foundFiles);
  const { found, ...input } = given;
  const [{ compareTexts }, { isCustomPath }] = await Promise.all([
    import("./write/check.js"),
    import("./write/package-paths.js"),
  ]);
  const custom = new Map([...found].filter(([path]) => isCustomPath(path)));
  const { files, diagnostics, plan } = await generateInMemory({ custom, ...input });
  return { differences: plan === undefined ? [] : compareTexts(found, files), diagnostics };
}

/** What a program needs to call the operations; absent where a diagnostic is an error. */
export interface Inspected {
  readonly inspection?: Inspection;
  readonly diagnostics: readonly Diagnostic[];
}

/** Describes each operation as the output shows it, like an output of `specloom inspect --format json`. */
export async function inspect(input: GenerateInput): Promise<Inspected> {
  checkInput(input, "input");
  const { plan, diagnostics } = await generateInMemory(input);
  const { inspectPackage } = await import("./emit/inspect/inspection.js");
  return { ...(plan && { inspection: inspectPackage(plan) }), diagnostics };
}

/** What a new description changes; absent where an overlay does not fit the old one. */
export interface Compared {
  readonly comparison?: Comparison;
  /** Those of the old description, then those of the new one. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Tells what a new description changes for callers of the package, as `specloom compare` does. A new description that cannot be used is
 * the verdict `invalid`.
 */
export async function compare(old: GenerateInput, now: GenerateInput): Promise<Compared> {
  checkInput(old, "old");
  checkInput(now, "now");
  const { compareDescriptions, overlayErrors } = await import("./compare/compare.js");
  const before = await planDescription({ overlays: [], ...old });
  const after = await planDescription({ overlays: [], ...now });
  const diagnostics = [...before.diagnostics, ...after.diagnostics];
  return overlayErrors(before).length > 0 ? { diagnostics } : { comparison: compareDescriptions(before, after), diagnostics };
}

async function generateInMemory({ overlays = [], templates, ...input }: GenerateInput): Promise<GeneratedPackage> {
  return generatePackage({
    ...input,
    overlays,
    templates: await readTemplates(),
    ...(templates && { ownTemplates: templates }),
  });
}
