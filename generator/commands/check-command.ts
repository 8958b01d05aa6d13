import type { Target } from "../config/targets.js";
import { unchangedRun } from "../unchanged-run.js";
import { build, printDiagnostics, readInputs, type Run, startRun } from "./build.js";
import { type Command, type ExitCode, exitCodes, outputNames, worstOf } from "./command.js";

/** `specloom check`: prints nothing where all outputs are up to date; otherwise names every file that differs and shows the first diffs. */
export const checkCommand: Command<"check"> = {
  description: "compare a package with what would be generated; write nothing, exit 1 where they differ",
  arguments: outputNames,
  takesOutputs: true,
  async run({ targets, terminal }) {
    const run = startRun(terminal);
    const codes: ExitCode[] = [];
    for (const target of targets) codes.push(await checkOutput(target, run));
    return worstOf(codes);
  },
};

async function checkOutput(target: Target, run: Run): Promise<ExitCode> {
  const inputs = await readInputs(target, run);
  const last = await unchangedRun(inputs);
  if (last !== undefined) return printDiagnostics(inputs, last, run) ? exitCodes.done : exitCodes.refused;
  const built = await build(inputs, run);
  if (built === undefined) return exitCodes.refused;
  const [{ checkPackage }, { driftReport }] = await Promise.all([import("../write/check.js"), import("../drift-report.js")]);
  const drifts = await checkPackage(target.options.output, built.files);
  for (const line of drifts.length === 0 ? [] : driftReport(target.options.output, drifts)) run.terminal.error(line);
  const fits = built.diagnostics.every(({ code }) => code !== "custom-misfit");
  return drifts.length === 0 && fits ? exitCodes.done : exitCodes.drift;
}
