import type { Target } from "../config/targets.js";
import { assertRuntimesFit } from "../shared-runtime.js";
import { type UnchangedRun, unchangedRun } from "../unchanged-run.js";
import { type ApiState, apiStateOf, isApiRecorded, recordedApi } from "./api-report.js";
import { build, printDiagnostics, readInputs, type Run, startRun } from "./build.js";
import { type Command, type ExitCode, exitCodes, outputNames, type Terminal, worstOf } from "./command.js";
import type { CheckedOutput } from "./drift-reports.js";
import type { CommandOptions } from "../options.js";
import type { FileDifference } from "../write/check.js";

/** `specloom check`: prints nothing where all outputs are up to date; otherwise names every file that differs and shows the first diffs. */
export const checkCommand: Command<"check"> = {
  description: "compare a package with what would be generated; write nothing, exit 1 where they differ",
  summary: "compare what is there with what would be generated",
  example: "npx specloom check --input petstore.yaml --output petstore-client --name petstore-client",
  arguments: outputNames,
  takesOutputs: "several",
  async run({ options, targets, terminal, reporter }) {
    await assertRuntimesFit(targets);
    const run = startRun(terminal, reporter);
    const codes: ExitCode[] = [];
    const checked: CheckedOutput[] = [];
    for (const target of targets) {
      const found = await checkOutput(target, run);
      codes.push(codeOf(found));
      if (found !== undefined)
        checked.push({ output: target.options.output, drifts: found.drifts, ...(found.api && { api: found.api }) });
    }
    const code = worstOf(codes);
    if (options.format === "json") {
      const { checkedJson } = await import("./drift-reports.js");
      reporter.result(code === exitCodes.done, { outputs: checked.map(checkedJson) }, []);
      return code;
    }
    const isQuiet = options.format === "text" && checked.every(({ drifts, api }) => drifts.length === 0 && isApiRecorded(api));
    if (!isQuiet) await printDrifts(checked, options, terminal);
    return code;
  },
};

function codeOf(found: Found | undefined): ExitCode {
  if (found === undefined) return exitCodes.refused;
  return found.drifts.length === 0 && isApiRecorded(found.api) && found.fits ? exitCodes.done : exitCodes.drift;
}

/** The text is a diagnostic, every other format a result. */
async function printDrifts(checked: readonly CheckedOutput[], { format }: CommandOptions, terminal: Terminal): Promise<void> {
  const { driftReporters, isDriftFormat } = await import("./drift-reports.js");
  const print = format === "text" ? terminal.error : terminal.out;
  // `choicesFor` of the option allows no other format.
  if (isDriftFormat(format)) for (const line of driftReporters[format](checked)) print(line);
}

/** What was found in an output. */
interface Found {
  readonly drifts: readonly FileDifference[];
  /** Whether the code of the user fits the package. */
  readonly fits: boolean;
  /** What can be imported, if that is recorded. */
  readonly api?: ApiState;
}

/** The files that differ; undefined if the description is refused. */
async function checkOutput(target: Target, run: Run): Promise<Found | undefined> {
  const inputs = await readInputs(target, run);
  const last = await unchangedRun(inputs);
  if (last !== undefined)
    return printDiagnostics(inputs, last, run) ? foundIn([], fitsCustomCode(last), recordedApi(inputs)) : undefined;
  const built = await build(inputs, run);
  if (built === undefined) return undefined;
  const { checkPackage } = await import("../write/check.js");
  const drifts = await checkPackage(target.options.output, built.files);
  return foundIn(drifts, fitsCustomCode(built), await apiStateOf(inputs, built));
}

function foundIn(drifts: Found["drifts"], fits: boolean, api: ApiState | undefined): Found {
  return { drifts, fits, ...(api && { api }) };
}

function fitsCustomCode({ diagnostics }: Pick<UnchangedRun, "diagnostics">): boolean {
  return diagnostics.every(({ code }) => code !== "custom-misfit");
}
