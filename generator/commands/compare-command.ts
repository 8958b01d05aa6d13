import type { PackageText } from "../compare/reports/declared-types.js";
import type { Comparison } from "../compare/rules/change.js";
import type { Planned } from "../generate.js";
import type { ComparedTypes } from "../compare/reports/report.js";
import { comparisonJson } from "../compare/reports/json-report.js";
import { refuse, refuseAny } from "../diagnostics.js";
import { readText } from "../load/read/read-text.js";
import { startRun } from "./build.js";
import { type Command, type ExitCode, exitCodes, type Invocation } from "./command.js";
import { readDescription, type ReadSide } from "./compared-description.js";
import { failsOn, withoutWaived } from "./fail-on.js";
import { printReport } from "./print-report.js";

/** `specloom compare`: prints what a new description changes for callers of the package. */
export const compareCommand: Command<"compare"> = {
  description: "print what a new description changes for callers of the package; write nothing, exit 1 where it breaks them",
  summary: "print what a new description changes for callers",
  example: "npx specloom compare git:main:petstore.yaml petstore.yaml",
  arguments: [
    ["<old>", "the old description: a file, an address, or git:REVISION:PATH"],
    ["<new>", "the new description"],
    ["[output]", "the output whose options are used, if the config file has several"],
  ],
  takesOutputs: "one",
  async run({ options, targets: [target = { options }], args: [old = "", now = ""], terminal, reporter, onText }) {
    if (isApiReport(old) || isApiReport(now)) return compareApiReportFiles([old, now], { options, terminal, reporter });
    const run = startRun(terminal);
    const [before, after] = await Promise.all([
      readDescription(old, target, run, [now]),
      readDescription(now, target, run, [old]),
    ]);
    const texts = new Map([...before.texts, ...after.texts]);
    for (const [name, text] of texts) onText({ name, text });
    const { compareDescriptions, overlayErrors } = await import("../compare/compare.js");
    refuseAny(overlayErrors(before.planned));
    const comparison = compareDescriptions(before.planned, after.planned);
    const types = options.format === "html" ? await declaredTypes(comparison, before, after) : [];
    const report = { comparison, old, now, texts, waived: [], types };
    const [waived = report] = await withoutWaived([report], options.waivers, onText);
    const isFailure = failsOn(waived.comparison.verdict, options);
    if (options.format === "json") reporter.result(!isFailure, comparisonJson(waived), []);
    else await printReport(waived, options.format, terminal);
    return isFailure ? exitCodes.drift : exitCodes.done;
  },
};

/** Descriptions are never Markdown. */
function isApiReport(input: string): boolean {
  return input.endsWith(".md");
}

/** Compares two API reports, which tell what callers can import, whatever the descriptions were. */
async function compareApiReportFiles(
  inputs: readonly [old: string, now: string],
  { options, terminal, reporter }: Pick<Invocation<"compare">, "options" | "terminal" | "reporter">,
): Promise<ExitCode> {
  if (!inputs.every(isApiReport))
    refuse("usage", undefined, "An API report can be compared only with another one.", {
      help: "Name two reports (`git:main:client.api.md client.api.md`), or two descriptions.",
    });
  const { compareReportTexts } = await import("./api-report.js");
  const [old, now] = inputs;
  const comparison = await compareReportTexts(await readText(old), await readText(now));
  const report = { comparison, old, now, texts: new Map<string, string>(), waived: [] };
  const isFailure = failsOn(comparison.verdict, options);
  if (options.format === "json") reporter.result(!isFailure, comparisonJson(report), []);
  else await printReport(report, options.format, terminal);
  return isFailure ? exitCodes.drift : exitCodes.done;
}

/** The TypeScript of both packages, which only the page for a browser shows. */
async function declaredTypes(
  { changes }: Comparison,
  ...sides: readonly [ReadSide, ReadSide]
): Promise<readonly ComparedTypes[]> {
  const [old, now] = await Promise.all(sides.map(({ planned }) => packageText(planned)));
  if (old === undefined || now === undefined) return [];
  const { compareDeclarations } = await import("../compare/reports/declared-types.js");
  return compareDeclarations(changes, old, now);
}

async function packageText({ plan, description }: Planned): Promise<PackageText | undefined> {
  if (plan === undefined || description === undefined) return undefined;
  const [{ emitPackage }, { formatPackage }, { readTemplates }] = await Promise.all([
    import("../emit/emit.js"),
    import("../format/format.js"),
    import("../load/read/read-templates.js"),
  ]);
  return { plan, files: await formatPackage(await emitPackage(plan, description, await readTemplates())) };
}
