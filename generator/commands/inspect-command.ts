import type { Target } from "../config/targets.js";
import type { LeadingScope } from "../emit/inspect/leading-scopes.js";
import type { PackagePlan } from "../plan/types/package-plan.js";
import { printable, printableJson } from "../report.js";
import { build, readInputs, type Run, startRun } from "./build.js";
import { type Command, type ExitCode, exitCodes, outputNames, type Terminal, worstOf } from "./command.js";
import type { InspectedOutput } from "./results/results.js";

/** `specloom inspect`: prints one line for each operation, callback and webhook, or the details of all as JSON. */
export const inspectCommand: Command<"inspect"> = {
  description: "print each operation as the package will show it; write nothing",
  summary: "print the methods that a package will have",
  example: "npx specloom inspect --input petstore.yaml",
  arguments: outputNames,
  takesOutputs: "several",
  async run({ targets, terminal, reporter }) {
    const run = startRun(terminal, reporter);
    const inspected: Inspected[] = [];
    for (const target of targets) inspected.push(await inspectOutput(target, run));
    const code = worstOf(inspected.map((output) => output.code));
    const outputs = inspected.map(({ result }) => result);
    reporter.result(
      code === exitCodes.done,
      { outputs },
      inspected.flatMap(({ lines }) => lines),
    );
    return code;
  },
};

/** What was found in an output: for programs, and for people. */
interface Inspected {
  readonly code: ExitCode;
  readonly result: InspectedOutput;
  readonly lines: readonly string[];
}

async function inspectOutput({ name, ...target }: Target, run: Run): Promise<Inspected> {
  const { options } = target;
  const result = { ...(name !== undefined && { name }) };
  const inputs = await readInputs(target, run);
  const built = await build(inputs, run);
  if (built === undefined) return { code: exitCodes.refused, result, lines: [] };
  const printsOverlay = options.format === "overlay" || options.format === "overlay-without-scopes";
  if (printsOverlay)
    return { code: await printNameOverlay(built.plan, inputs.description.name, options.format, run.terminal), result, lines: [] };
  if (options.format === "suggestions") return { code: await printSuggestions(built.plan, run.terminal), result, lines: [] };
  const [{ inspectPackage }, { inspectionLines }] = await Promise.all([
    import("../emit/inspect/inspection.js"),
    import("../emit/inspect/inspection-lines.js"),
  ]);
  const inspection = inspectPackage(built.plan);
  if (inspection.leadingScopes.length > 0) run.reporter.note(scopeNote(inspection.leadingScopes));
  return { code: exitCodes.done, result: { ...result, ...inspection }, lines: inspectionLines(inspection) };
}

/** Prints an overlay with what the description does not say. */
async function printSuggestions(plan: PackagePlan, terminal: Terminal): Promise<ExitCode> {
  const { suggestionOverlay, suggestionsOf } = await import("../emit/inspect/suggestions.js");
  const suggestions = suggestionsOf(plan);
  // An overlay without actions is none, and would be refused.
  if (suggestions.length === 0) {
    terminal.error("Nothing to suggest: the description says all that specloom looks for.");
    return exitCodes.refused;
  }
  terminal.out(printableJson(suggestionOverlay(plan, suggestions)));
  return exitCodes.done;
}

/** Tells that the names begin with scopes, such as `accounts` or `zones`. */
function scopeNote(scopes: readonly LeadingScope[]): string {
  const paths = scopes.map(({ path, operations }) => `${path} (${operations})`).join(" or ");
  const resources = scopes.map(({ resource }) => `\`${resource}\``).join(" or ");
  return `The operations lie below ${paths}, so their names begin with ${resources}. \`--format overlay-without-scopes\` prints an overlay that takes this out.`;
}

/** Prints an overlay that fixes the names of all operations, or that takes leading scopes out of them. */
async function printNameOverlay(
  plan: PackagePlan,
  source: string,
  format: "overlay" | "overlay-without-scopes",
  terminal: Terminal,
): Promise<ExitCode> {
  const [{ nameOverlay, renamingOverlay }, { namesWithoutScopes }] = await Promise.all([
    import("../emit/inspect/name-overlay.js"),
    import("../emit/inspect/leading-scopes.js"),
  ]);
  const renamed = format === "overlay" ? undefined : namesWithoutScopes(plan);
  if (renamed?.size === 0) {
    terminal.error(
      "No names begin with a scope that all operations share by alternatives, or each is needed to tell names apart.",
    );
    return exitCodes.refused;
  }
  const { text, unnamed: left } = renamed ? renamingOverlay(plan, source, renamed) : nameOverlay(plan, source);
  terminal.out(printableJson(text));
  const reason = "not named, since it stands in another document, or is one object of several paths or operations";
  for (const operation of left) terminal.error(printable(`${operation}: ${reason}`));
  return exitCodes.done;
}
