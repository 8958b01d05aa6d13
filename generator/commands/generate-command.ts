import { Refusal } from "../diagnostics.js";
import { assertRuntimesFit } from "../shared-runtime.js";
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
import { apiDiagnostic, type ApiState, apiStateOf, changeLines } from "./api-report.js";
import { apiSentence, withApiReport, writeApiReport } from "./api-report-file.js";
import { build, type Built, printDiagnostics, readInputs, type Run, startRun } from "./build.js";
import { type Command, exitCodes, outputNames } from "./command.js";
import { contentsOf, suggestionLines, summaryOf } from "./results/output-summary.js";
import type { OutputResult, OutputStatus } from "./results/results.js";

/** `specloom generate`: writes the outputs and prints one line for each, what it contains and which files changed. */
export const generateCommand: Command<"generate"> = {
  description: "read a description and write its package",
  summary: "read a description and write its package",
  example: "npx specloom generate --input petstore.yaml --output petstore-client --name petstore-client",
  arguments: outputNames,
  takesOutputs: "several",
  async run({ options, targets, terminal, reporter }) {
    const { ok, outputs, lines } = await generateOutputs(targets, startRun(terminal, reporter));
    reporter.result(ok, { outputs }, options.quiet ? [] : lines);
    return ok ? exitCodes.done : exitCodes.refused;
  },
};

/** What a run over several outputs did, and which documents of their descriptions it read. */
export interface GeneratedOutputs {
  readonly ok: boolean;
  readonly outputs: readonly OutputResult[];
  /** What it did, for people. */
  readonly lines: readonly string[];
  readonly documents: readonly ReferencedText[];
}

export async function generateOutputs(targets: readonly Target[], run: Run): Promise<GeneratedOutputs> {
  const prepared: Prepared[] = [];
  await assertRuntimesFit(targets);
  // Nothing is written until everything is generated, so a run that is refused changes no output.
  for (const target of targets) prepared.push(await prepare(target, run));
  const documents = prepared.flatMap(({ last, built }) => (last ?? built)?.documents ?? []);
  const isRefused = ({ last, built }: Prepared) => last === undefined && built === undefined;
  const written: readonly Written[] = prepared.some(isRefused)
    ? prepared.map((output) => withoutFiles(output, isRefused(output) ? "refused" : "not-written"))
    : await writeOutputs(prepared, run);
  const ok = written.every(({ status }) => status === "written" || status === "unchanged");
  return { ok, outputs: written.map(({ line: _, ...result }) => result), lines: linesOf(written), documents };
}

/** An output that can be written: it was generated, or nothing has changed since the last run. */
export interface Prepared {
  /** Its name in `outputs` of the config file. */
  readonly name?: string;
  readonly inputs: RunInputs;
  readonly last?: UnchangedRun;
  readonly built?: Built;
  /** What can be imported from it, if that is recorded. */
  readonly api?: ApiState;
}

async function prepare(target: Target, run: Run): Promise<Prepared> {
  const inputs = await readInputs(target, run);
  const prepared = { ...(target.name !== undefined && { name: target.name }), inputs };
  const last = await unchangedRun(inputs);
  if (last !== undefined) return { ...prepared, ...(printDiagnostics(inputs, last, run) && { last }) };
  const built = await build(inputs, run);
  if (built === undefined) return prepared;
  const api = await apiStateOf(inputs, built);
  const isAccepted = api === undefined || inputs.options.acceptApiReport || tellApiChanges(api, inputs, run);
  return { ...prepared, ...(isAccepted && { built }), ...(api && { api }) };
}

/** Prints how the API differs from the recorded one. Returns whether the output may be written all the same. */
function tellApiChanges(api: ApiState, inputs: RunInputs, run: Run): boolean {
  if (api.state !== "changed") return true;
  const isAccepted = printDiagnostics(inputs, { documents: [], diagnostics: [apiDiagnostic(api)] }, run);
  if (!inputs.options.quiet || !isAccepted) for (const line of changeLines(api.comparison)) run.reporter.note(line);
  return isAccepted;
}

/** An output, and the line about it for people. */
interface Written extends OutputResult {
  readonly line?: string;
}

/** Where a folder cannot be written, those before it are, and those after it are left alone. */
async function writeOutputs(prepared: readonly Prepared[], run: Run): Promise<readonly Written[]> {
  const written: Written[] = [];
  for (const output of prepared) {
    try {
      written.push(await writeOutput(output));
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown;
      run.reporter.diagnostics(thrown.diagnostics, new Map(), true);
      const left = prepared.slice(written.length + 1).map((other) => withoutFiles(other, "not-written"));
      return [...written, withoutFiles(output, "refused"), ...left];
    }
  }
  return written;
}

function withoutFiles({ name, inputs }: Prepared, status: OutputStatus): OutputResult {
  const none = { created: [], changed: [], removed: [], unchanged: 0, suggestions: [] };
  return { ...(name !== undefined && { name }), folder: inputs.options.output, status, ...none };
}

const nothing: WrittenFiles = { created: [], changed: [], removed: [] };

/**
 * Writes an output, and its API report where there is none or where it is accepted.
 *
 * @param then - Is done when it is written; if that fails, the output is as it was.
 */
export async function writeOutput(
  output: Prepared,
  then?: () => Promise<void>,
): Promise<OutputResult & { readonly line: string }> {
  const { inputs, last, built } = output;
  const head = withoutFiles(output, "unchanged");
  if (built === undefined) {
    await then?.();
    const contents = last?.summary ?? "";
    return { ...head, contents, unchanged: last?.files ?? 0, line: summaryOf(inputs, contents, nothing) };
  }
  const [{ writePackage }, { defaultPatience }] = await Promise.all([
    import("../write/write.js"),
    import("../write/run-lock.js"),
  ]);
  const api = output.api ?? (await apiStateOf(inputs, built));
  const isRecorded = api?.state !== "changed" || inputs.options.acceptApiReport;
  const record = isRecorded ? recordOf(withApiReport(inputs, api), built) : undefined;
  const files = await writePackage(inputs.options.output, built.files, defaultPatience, record, async () => {
    if (isRecorded) await writeApiReport(api);
    await then?.();
  });
  const { created, changed, removed } = files;
  const contents = contentsOf(built, inputs.options);
  const line = summaryOf(inputs, contents, files) + apiSentence(api, isRecorded);
  const unchanged = built.files.size - created.length - changed.length;
  if (created.length + changed.length + removed.length === 0) return { ...head, contents, unchanged, line };
  const { suggestionsOf } = await import("../emit/inspect/suggestions.js");
  const suggestions = suggestionsOf(built.plan).map(({ about, message }) => ({ about, message }));
  return { ...head, status: "written", contents, created, changed, removed, unchanged, suggestions, line };
}

/** What people are told: a line for each output, then what their descriptions do not say, once for outputs of the same one. */
function linesOf(written: readonly Written[]): readonly string[] {
  const suggestions = new Set(written.map((output) => suggestionLines(output.suggestions).join("\n")));
  return [
    ...written.flatMap(({ line }) => line ?? []),
    ...[...suggestions].flatMap((text) => (text === "" ? [] : text.split("\n"))),
  ];
}

/** What the next run needs to know to recognize that nothing has changed. */
function recordOf(inputs: RunInputs, built: Built): RunRecord | undefined {
  if (inputs.hooks !== undefined) return undefined;
  const documents = inRecordedOrder(inputs, built.documents);
  const hash = hashOfInputs(inputs, documents);
  const warnings = built.diagnostics.filter(({ severity }) => severity !== "note");
  const diagnostics = recordDiagnostics(warnings, textNames(inputs, documents));
  if (hash === undefined || diagnostics === undefined) return undefined;
  const record = { documents: recordedLocations(inputs, documents), summary: contentsOf(built, inputs.options), diagnostics };
  return { inputs: hash, outputs: hashOfOutputs(built.files, record), ...record };
}
