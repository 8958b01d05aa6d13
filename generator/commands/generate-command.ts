import { count, printable } from "../report.js";
import {
  hashOfInputs,
  inRecordedOrder,
  recordedLocations,
  type ReferencedText,
  type RunInputs,
  textNames,
  type UnchangedRun,
  unchangedRun,
} from "../unchanged-run.js";
import type { RunRecord } from "../write/output-manifest.js";
import { recordDiagnostics } from "../write/recorded-diagnostics.js";
import { hashOfOutputs } from "../write/recorded-run.js";
import type { WrittenFiles } from "../write/write.js";
import type { Target } from "../config/targets.js";
import type { CommandOptions } from "../options.js";
import { build, type Built, printDiagnostics, readInputs, type Run, startRun } from "./build.js";
import { type Command, type ExitCode, exitCodes, outputNames } from "./command.js";

/** `specloom generate`: writes the outputs and prints one line for each, what it contains and which files changed. */
export const generateCommand: Command<"generate"> = {
  description: "read a description and write its package",
  example: "npx specloom generate --input petstore.yaml --output petstore-client --name petstore-client",
  arguments: outputNames,
  takesOutputs: "several",
  async run({ targets, terminal }) {
    const { code } = await generateOutputs(targets, startRun(terminal));
    return code;
  },
};

/** What a run over several outputs did, and which documents of their descriptions it read. */
export interface GeneratedOutputs {
  readonly code: ExitCode;
  readonly documents: readonly ReferencedText[];
}

export async function generateOutputs(targets: readonly Target[], run: Run): Promise<GeneratedOutputs> {
  const prepared: Prepared[] = [];
  const print = (line: string) => {
    if (targets[0]?.options.quiet !== true) run.terminal.out(line);
  };
  // Nothing is written until everything is generated, so a run that is refused changes no output.
  for (const target of targets) prepared.push(await prepare(target, run));
  const documents = prepared.flatMap(({ last, built }) => (last ?? built)?.documents ?? []);
  if (prepared.some(({ last, built }) => last === undefined && built === undefined))
    return { code: exitCodes.refused, documents };
  const suggested = new Set<string>();
  for (const output of prepared) {
    const { line, suggestions } = await writeOutput(output);
    print(printable(line));
    if (suggestions.length > 0) suggested.add(suggestions.map(printable).join("\n"));
  }
  // Once for outputs of the same description.
  for (const text of suggested) for (const line of text.split("\n")) print(line);
  return { code: exitCodes.done, documents };
}

/** An output that can be written: it was generated, or nothing has changed since the last run. */
interface Prepared {
  readonly inputs: RunInputs;
  readonly last?: UnchangedRun;
  readonly built?: Built;
}

async function prepare(target: Target, run: Run): Promise<Prepared> {
  const inputs = await readInputs(target, run);
  const last = await unchangedRun(inputs);
  if (last !== undefined) return { inputs, ...(printDiagnostics(inputs, last, run) && { last }) };
  const built = await build(inputs, run);
  return { inputs, ...(built && { built }) };
}

/** What is printed about an output. */
interface Report {
  readonly line: string;
  /** What the description does not say; empty if no file has changed, as then a run may not have read it. */
  readonly suggestions: readonly string[];
}

/** Writes an output and returns what to print about it. */
export async function writeOutput({ inputs, last, built }: Prepared): Promise<Report> {
  if (built === undefined) return { line: summary(inputs, last?.summary ?? "", unchanged), suggestions: [] };
  const [{ writePackage }, { defaultPatience }] = await Promise.all([
    import("../write/write.js"),
    import("../write/run-lock.js"),
  ]);
  const written = await writePackage(inputs.options.output, built.files, defaultPatience, recordOf(inputs, built));
  const hasChanged = Object.values(written).some((paths: readonly string[]) => paths.length > 0);
  const { suggestionLines } = await import("../emit/inspect/suggestions.js");
  return {
    line: summary(inputs, contentsOf(built, inputs.options), written),
    suggestions: hasChanged ? suggestionLines(built.plan) : [],
  };
}

/** What the next run needs to know to recognize that nothing has changed. */
function recordOf(inputs: RunInputs, built: Built): RunRecord | undefined {
  if (inputs.hooks !== undefined || inputs.custom.size > 0) return undefined;
  const documents = inRecordedOrder(inputs, built.documents);
  const hash = hashOfInputs(inputs, documents);
  const warnings = built.diagnostics.filter(({ severity }) => severity !== "note");
  const diagnostics = recordDiagnostics(warnings, textNames(inputs, documents));
  if (hash === undefined || diagnostics === undefined) return undefined;
  const record = { documents: recordedLocations(inputs, documents), summary: contentsOf(built, inputs.options), diagnostics };
  return { inputs: hash, outputs: hashOfOutputs(built.files, record), ...record };
}

/** Name and version of the package, and what it contains. */
function contentsOf({ files, plan }: Built, options: CommandOptions): string {
  const { name, version } = plan.packageJson;
  const counts = [
    count(plan.api.operations.length, "operation"),
    ...(plan.webhooks === undefined ? [] : [count(plan.webhooks.webhooks.length, "webhook")]),
    count(plan.models.length, "model"),
    count(files.size, "file"),
  ].join(", ");
  return options.layout === "package" ? `${name} ${version}: ${counts}` : `${name}: ${counts}`;
}

const unchanged: WrittenFiles = { created: [], changed: [], removed: [] };

function summary({ options, licenseText }: RunInputs, contents: string, written: WrittenFiles): string {
  const isLicensed = options.layout !== "package" || options.license !== undefined || licenseText !== undefined;
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
