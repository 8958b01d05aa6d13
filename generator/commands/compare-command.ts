import type { PackageText } from "../compare/reports/declared-types.js";
import type { Comparison } from "../compare/rules/change.js";
import type { Planned } from "../generate.js";
import type { ComparedTypes } from "../compare/reports/report.js";
import { comparisonJson } from "../compare/reports/json-report.js";
import { refuseAny } from "../diagnostics.js";
import { startRun } from "./build.js";
import { type Command, exitCodes } from "./command.js";
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
