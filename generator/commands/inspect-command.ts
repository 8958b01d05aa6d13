import type { CommandOptions } from "../options.js";
import type { PackagePlan } from "../plan/types/package-plan.js";
import { printable, printableJson } from "../report.js";
import { build, readInputs, type Run, startRun } from "./build.js";
import { type Command, type ExitCode, exitCodes, outputNames, type Terminal, worstOf } from "./command.js";

/** `specloom inspect`: prints one line for each operation, callback and webhook, or the details of all as JSON. */
export const inspectCommand: Command<"inspect"> = {
  description: "print each operation as the package will show it; write nothing",
  arguments: outputNames,
  takesOutputs: true,
  async run({ targets, terminal }) {
    const run = startRun(terminal);
    const codes: ExitCode[] = [];
    for (const { options } of targets) codes.push(await inspectOutput(options, run));
    return worstOf(codes);
  },
};

async function inspectOutput(options: CommandOptions, run: Run): Promise<ExitCode> {
  const { terminal } = run;
  const inputs = await readInputs(options, run);
  const built = await build(inputs, run);
  if (built === undefined) return exitCodes.refused;
  const [{ inspectPackage }, { inspectionLines }] = await Promise.all([
    import("../emit/inspect/inspection.js"),
    import("../emit/inspect/inspection-lines.js"),
  ]);
  if (options.format === "overlay") return printNameOverlay(built.plan, inputs.description.name, terminal);
  const inspection = inspectPackage(built.plan);
  if (options.format === "json") terminal.out(printableJson(JSON.stringify(inspection, null, 2)));
  else for (const line of inspectionLines(inspection)) terminal.out(printable(line));
  return exitCodes.done;
}

/** Prints an overlay that fixes the names of all operations. */
async function printNameOverlay(plan: PackagePlan, source: string, terminal: Terminal): Promise<ExitCode> {
  const { nameOverlay } = await import("../emit/inspect/name-overlay.js");
  const { text, unnamed: left } = nameOverlay(plan, source);
  terminal.out(printableJson(text));
  const reason = "not named, since it stands in another document, or is one object of several paths";
  for (const operation of left) terminal.error(printable(`${operation}: ${reason}`));
  return exitCodes.done;
}
