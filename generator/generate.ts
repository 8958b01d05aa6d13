import { join } from "node:path";
import { type Diagnostic, Refusal, type Report } from "./diagnostics.js";
import { parse } from "./load/parse/parse.js";
import type { ReadReferencedDocument, ParsedSource, SourceText } from "./load/documents/source.js";
import type { Templates } from "./load/read/read-templates.js";
import { buildApi } from "./model/build-api.js";
import type { Hooks } from "./config/hooks/hooks.js";
import { runHooks } from "./config/hooks/run-hooks.js";
import type { OwnTemplates } from "./emit/readme/words.js";
import type { Files } from "./files.js";
import type { FormattedFiles } from "./format/format.js";
import { reportMisfits, withCustomExports } from "./layout/custom-code.js";
import { bindRuntime } from "./layout/bind-runtime.js";
import { entriesOf, isPackage, layOut } from "./layout/lay-out.js";
import { checkLayoutOptions, reportEmpty, sharedRuntimeOf } from "./layout/layout-options.js";
import { field, stringOf } from "./load/tree/fields.js";
import { type GenerateOptions, isRuntimeLayout, type PlanOptions } from "./options.js";
import type { PackagePlan } from "./plan/types/package-plan.js";
import { nameOperations } from "./plan/names/operation-names.js";
import { planPackage } from "./plan/plan.js";
import type { Description } from "./resolve/description.js";
import { resolve, resolveAll } from "./resolve/resolve.js";
import { select } from "./resolve/selection/select.js";

/** Everything that determines the generated package. */
export interface GenerateInput {
  readonly description: SourceText;
  readonly overlays: readonly SourceText[];
  /** Reads the other documents that the description refers to. Without it, references to other documents are refused. */
  readonly readReferenced?: ReadReferencedDocument;
  readonly templates: Templates;
  readonly options: GenerateOptions;
  /** The text of the package's LICENSE. */
  readonly licenseText?: SourceText;
  /** The text of the package's CHANGELOG.md. */
  readonly changelogText?: SourceText;
  readonly hooks?: Hooks;
  /** The modules in the folder for custom code, by paths below the output. */
  readonly custom?: Files;
  /** Templates of the user by their paths, which are laid over those of specloom. */
  readonly ownTemplates?: OwnTemplates;
  /** Is told what the run is at, so that a terminal can show it. */
  readonly onStage?: (stage: string) => void;
  /** How diagnostics name the folder of the output. */
  readonly output?: string;
  /** What the last run for this output in the same process laid out; it is brought up to date. */
  readonly formatted?: FormattedFiles;
}

/** The package and the diagnostics. `files` is empty where one of them is an error. */
export interface Generated {
  readonly files: Files;
  readonly diagnostics: readonly Diagnostic[];
  readonly plan?: PackagePlan;
}

/** Generates the files of a package in memory. It writes nothing, and reads only through `readReferenced`. */
export async function generate(input: GenerateInput): Promise<Generated> {
  return generateResolved(await resolveInput(input), input);
}

/** A description with its overlays and references applied, and what was found on the way. Without `description` it is refused. */
export interface ResolvedInput {
  readonly description?: Description;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a description, from which any number of packages can be generated. */
export async function resolveInput(input: Omit<GenerateInput, "templates">): Promise<ResolvedInput> {
  return collecting(async (report) => ({ description: await resolveSources(input, report) }));
}

/** Generates the files of a package from a description that was read. Its diagnostics include those of reading. */
export async function generateResolved({ description, diagnostics }: ResolvedInput, input: GenerateInput): Promise<Generated> {
  const { licenseText, changelogText, custom = new Map(), output = "", formatted, onStage = () => undefined } = input;
  if (description === undefined) return { files: new Map(), diagnostics };
  const options = {
    ...planOptions(withLicense(input.options, licenseText), description),
    hasChangelog: changelogText !== undefined,
  };
  const generated = await collecting(async (report, found) => {
    checkLayoutOptions(options, report);
    const hooks = runHooks(input.hooks ?? {});
    onStage("Reading the operations and schemas");
    const { plan, selected } = await planSelected(description, options, hooks, report);
    onStage(`Writing modules; operations: ${plan.api.operations.length}, models: ${plan.models.length}`);
    if ([...diagnostics, ...found].some(({ severity }) => severity === "error")) return {};
    const made = await hooks.blaming(() => emitFiles(plan, selected, { ...options, custom, formatted }, input));
    if (made.size === 0) reportEmpty(options, report);
    const files = await hooks.files(made, plan);
    reportMisfits(custom, files, (path) => join(output, path), report);
    return {
      // Only a package has a licence of its own.
      files: isPackage(options.layout) ? withTexts(files, { LICENSE: licenseText, "CHANGELOG.md": changelogText }) : files,
      plan,
    };
  });
  return { files: new Map(), ...generated, diagnostics: [...diagnostics, ...generated.diagnostics] };
}

/** The plan of a package and the diagnostics. There is no plan where one of them is an error. */
export interface Planned {
  readonly diagnostics: readonly Diagnostic[];
  readonly plan?: PackagePlan;
  /** The description with the selected operations. */
  readonly description?: Description;
}

/** Plans a package without writing its text. */
export async function planDescription(input: Omit<GenerateInput, "templates">): Promise<Planned> {
  const { description, diagnostics } = await resolveInput(input);
  if (description === undefined) return { diagnostics };
  const options = planOptions(withLicense(input.options, input.licenseText), description);
  const planned = await collecting(async (report, found) => {
    const { plan, selected } = await planSelected(description, options, runHooks(input.hooks ?? {}), report);
    const isRefused = [...diagnostics, ...found].some(({ severity }) => severity === "error");
    return isRefused ? {} : { plan, description: selected };
  });
  return { ...planned, diagnostics: [...diagnostics, ...planned.diagnostics] };
}

async function planSelected(
  description: Description,
  options: PlanOptions,
  hooks: ReturnType<typeof runHooks>,
  report: Report,
): Promise<{ readonly plan: PackagePlan; readonly selected: Description }> {
  const selected = selectOperations(description, options, report);
  const api = await hooks.model(buildApi(selected, report));
  return { plan: await hooks.plan(await hooks.blaming(() => planPackage(api, options, report))), selected };
}

/** Does something and adds the diagnostics that it reports; only these where it throws a {@link Refusal}. */
async function collecting<T extends object>(
  work: (report: Report, found: readonly Diagnostic[]) => Promise<T>,
): Promise<Partial<T> & { readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  try {
    return { ...(await work((diagnostic) => diagnostics.push(diagnostic), diagnostics)), diagnostics };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const none: Partial<T> = {};
    return { ...none, diagnostics: [...diagnostics, ...thrown.diagnostics] };
  }
}

/** A package has the name that the user gives it; of other layouts, the title of the API is enough to name the class. */
function planOptions(options: GenerateOptions, { root }: Description): PlanOptions {
  const title = stringOf(field(field(root, "info"), "title")) ?? "";
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 100);
  const runtime = sharedRuntimeOf(options);
  return {
    ...options,
    name: options.name ?? (slug === "" ? "client" : slug),
    entries: entriesOf(options),
    ...(runtime && { runtime }),
  };
}

/** Without an SPDX expression, `package.json` refers to the file, in the words that npm prescribes. */
function withLicense(options: GenerateOptions, licenseText: SourceText | undefined): GenerateOptions {
  return licenseText === undefined || options.license !== undefined ? options : { ...options, license: "SEE LICENSE IN LICENSE" };
}

/** The files with texts that the user wrote, where there are any. */
function withTexts(files: Files, texts: { readonly [path: string]: SourceText | undefined }): Files {
  const given = Object.entries(texts).flatMap(([path, text]) => (text === undefined ? [] : [[path, text.text] as const]));
  if (given.length === 0) return files;
  return new Map([...files, ...given].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function resolveSources(
  { description, overlays, readReferenced, options }: Omit<GenerateInput, "templates">,
  report: Report,
): Promise<Description> {
  const sources = [parse(description, report), parseAll(overlays, report)] as const;
  return readReferenced === undefined
    ? Promise.resolve(resolve(...sources, report, selectsOperations(options)))
    : resolveAll(...sources, readReferenced, report, selectsOperations(options));
}

/**
 * Applies `include` and `exclude`. Operations may be selected by the names that the package of the whole API gives them, so all are named
 * first; diagnostics of that step are dropped, as they may be about operations that are left out.
 */
function selectOperations(description: Description, options: GenerateOptions, report: Report): Description {
  if (!selectsOperations(options)) return description;
  const { include = [], exclude = [] } = options;
  const ignore: Report = () => undefined;
  const names = nameOperations(buildApi(description, ignore), ignore);
  const byPointer = new Map([...names].map(([{ pointer }, { resource, name }]) => [pointer, [...resource, name].join(".")]));
  return select(description, { include, exclude }, (pointer) => byPointer.get(pointer) ?? "", report);
}

/** Whether a package has only some of the operations; then faults in the others do not matter. */
export function selectsOperations({ include = [], exclude = [] }: GenerateOptions): boolean {
  return include.length > 0 || exclude.length > 0;
}

function parseAll(texts: readonly SourceText[], report: Report): readonly ParsedSource[] {
  return texts.map((text) => parse(text, report));
}

/** Imports the emitter and the formatter late, because loading them takes most of a cold start and a refused description needs neither. */
async function emitFiles(
  plan: PackagePlan,
  description: Description,
  options: PlanOptions & { readonly custom: Files; readonly formatted: FormattedFiles | undefined },
  { templates, ownTemplates, onStage }: Pick<GenerateInput, "templates" | "ownTemplates" | "onStage">,
): Promise<Files> {
  const { layout, runtime, importExtension } = options;
  const { formatPackage } = await import("./format/format.js");
  const emitted =
    layout !== undefined && isRuntimeLayout(layout)
      ? (await import("./layout/runtime-files.js")).runtimePackageFiles(plan, templates)
      : await (await import("./emit/emit.js")).emitPackage(plan, description, templates, ownTemplates);
  const bound = runtime === undefined ? emitted : bindRuntime(emitted, runtime, templates, importExtension);
  const laidOut = layOut(bound, plan.entryPoints, options);
  return formatPackage(withCustomExports(laidOut, options.custom, layout), options.formatted, onStage);
}
