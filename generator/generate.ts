import { type Diagnostic, Refusal, type Report } from "./diagnostics.js";
import { parse } from "./load/parse/parse.js";
import type { ReadReferencedDocument, ParsedSource, SourceText } from "./load/documents/source.js";
import type { Templates } from "./load/read/read-templates.js";
import { buildApi } from "./model/build-api.js";
import type { Files } from "./files.js";
import type { GenerateOptions } from "./options.js";
import type { PackagePlan } from "./plan/types/package-plan.js";
import { nameOperations } from "./plan/names/operation-names.js";
import { planPackage } from "./plan/plan.js";
import type { Description } from "./resolve/description.js";
import { resolve, resolveAll } from "./resolve/resolve.js";
import { select } from "./resolve/selection/select.js";

/** All that a package depends on. */
export interface GenerateInput {
  readonly description: SourceText;
  readonly overlays: readonly SourceText[];
  /** Reads what the description refers to in other documents; without it, such references are refused. */
  readonly readReferenced?: ReadReferencedDocument;
  readonly templates: Templates;
  readonly options: GenerateOptions;
}

/** A package, or what is wrong with the description: `files` is empty where a diagnostic is an error. */
export interface Generated {
  readonly files: Files;
  readonly diagnostics: readonly Diagnostic[];
  readonly plan?: PackagePlan;
}

/** Texts in, files and diagnostics out; nothing is written on the way, and nothing read but by what the caller hands in. */
export async function generate(input: GenerateInput): Promise<Generated> {
  const { templates, options } = input;
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  try {
    const resolved = selected(await resolveInput(input, report), options, report);
    const plan = planPackage(buildApi(resolved, report), options, report);
    if (diagnostics.some(({ severity }) => severity === "error")) return { files: new Map(), diagnostics };
    return { files: await print(plan, resolved, templates), diagnostics, plan };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { files: new Map(), diagnostics: [...diagnostics, ...thrown.diagnostics] };
  }
}

function resolveInput({ description, overlays, readReferenced, options }: GenerateInput, report: Report): Promise<Description> {
  const sources = [parse(description, report), parseAll(overlays, report)] as const;
  return readReferenced === undefined
    ? Promise.resolve(resolve(...sources, report, isPart(options)))
    : resolveAll(...sources, readReferenced, report, isPart(options));
}

/** Operations may be selected by the names that the package would give them, so these are asked for first, whatever is wrong otherwise. */
function selected(description: Description, options: GenerateOptions, report: Report): Description {
  if (!isPart(options)) return description;
  const { include = [], exclude = [] } = options;
  const ignore: Report = () => undefined;
  const names = nameOperations(buildApi(description, ignore), ignore);
  const byPointer = new Map([...names].map(([{ pointer }, { resource, name }]) => [pointer, [...resource, name].join(".")]));
  return select(description, { include, exclude }, (pointer) => byPointer.get(pointer) ?? "", report);
}

function isPart({ include = [], exclude = [] }: GenerateOptions): boolean {
  return include.length > 0 || exclude.length > 0;
}

function parseAll(texts: readonly SourceText[], report: Report): readonly ParsedSource[] {
  return texts.map((text) => parse(text, report));
}

/** The compiler and the formatter take most of a cold start, so a description that is refused never loads them. */
async function print(plan: PackagePlan, description: Description, templates: Templates): Promise<Files> {
  const [{ emitPackage }, { formatFiles }] = await Promise.all([import("./emit/emit.js"), import("./format/format.js")]);
  return formatFiles(await emitPackage(plan, description, templates));
}
