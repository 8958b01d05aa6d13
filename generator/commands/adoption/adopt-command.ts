import type { ComparisonReport } from "../../compare/reports/report.js";
import type { Target } from "../../config/targets.js";
import { isElsewhere } from "../../config/read/config-paths.js";
import { refuse, Refusal } from "../../diagnostics.js";
import type { CommandOptions } from "../../options.js";
import { printable } from "../../report.js";
import type { RunInputs } from "../../unchanged-run.js";
import type { Adoption } from "./plan-adoption.js";
import { build, readInputs, type Run, startRun } from "../build.js";
import { type Command, type ExitCode, exitCodes } from "../command.js";
import { planInputs, type ReadSide } from "../compared-description.js";
import { writeOutput } from "../generate-command.js";
import { printReport } from "../print-report.js";

/** `specloom adopt`: puts a new description in the place of the old one, with the version and changelog of the next release. */
export const adoptCommand: Command<"adopt"> = {
  description: "take a new description: compare it, write it, generate the package, set its next version, add to its changelog",
  summary: "take a new description, and what follows from it",
  example: "npx specloom adopt https://api.example.com/openapi.yaml",
  arguments: [["<new>", "the new description: a file, or an address"]],
  async run({ options, targets: [target = { options }], args: [source = ""], terminal, config, tell }) {
    const path = assertAdoptable(config.path, options);
    const run = startRun(terminal);
    const [old, now] = await readBoth(source, target, run);
    const sides = { old: await planInputs(old), now: await planInputs(now) };
    const { overlayErrors } = await import("../../compare/compare.js");
    const [unmatched, ...others] = overlayErrors(sides.now.planned);
    if (unmatched !== undefined) {
      // What the description changes is told without the overlays, which do not fit it.
      const bare = { old: await planInputs({ ...old, overlays: [] }), now: await planInputs({ ...now, overlays: [] }) };
      await printReport(await reportOf(bare, options.input, source), options.format, terminal);
      tell(new Refusal([unmatched, ...others]));
      terminal.error("Nothing was written: overlays do not fit the new description. Mend them, then adopt it.");
      return exitCodes.refused;
    }
    const report = await reportOf(sides, options.input, source);
    await printReport(report, options.format, terminal);
    if (report.comparison.verdict === "invalid") {
      terminal.error("Nothing was written: the last valid description stays.");
      return exitCodes.refused;
    }
    const { planAdoption } = await import("./plan-adoption.js");
    const adoption = await planAdoption({ config: path, target, source, old, now, sides, comparison: report.comparison });
    return writeAdoption(adoption, options, run);
  },
};

function assertAdoptable(config: string | undefined, { input }: CommandOptions): string {
  if (isElsewhere(input))
    refuse("usage", undefined, `\`adopt\` writes the description into \`input\`, and ${input} is no file.`, {
      help: "Let `input` of the config file name a file.",
    });
  return config ?? refuse("usage", undefined, "`adopt` needs a config file.", { help: "Write one, or name it with --config." });
}

/** What the present package is made from, and the same with the new description. The changelog may not exist yet. */
async function readBoth(source: string, target: Target, run: Run): Promise<readonly [RunInputs, RunInputs]> {
  const { changelog: _, ...options } = target.options;
  return Promise.all([
    readInputs({ ...target, options }, run),
    readInputs({ ...target, options: { ...options, input: source } }, run),
  ]);
}

async function reportOf(
  { old: before, now: after }: { readonly old: ReadSide; readonly now: ReadSide },
  old: string,
  now: string,
): Promise<ComparisonReport> {
  const { compareDescriptions } = await import("../../compare/compare.js");
  const comparison = compareDescriptions(before.planned, after.planned);
  return { comparison, old, now, texts: new Map([...before.texts, ...after.texts]), waived: [] };
}

/** Generates in memory first: a package that cannot be made changes no file, and neither does one that cannot be written. */
async function writeAdoption({ inputs, files, notes }: Adoption, options: CommandOptions, run: Run): Promise<ExitCode> {
  const built = await build(inputs, run);
  if (built === undefined) {
    run.terminal.error("Nothing was written: the package cannot be generated.");
    return exitCodes.refused;
  }
  // The Markdown of a report is not mixed with what is no part of it.
  const tell = options.format === "text" ? run.terminal.out : run.terminal.error;
  for (const note of notes) tell(printable(note));
  const names = [...files.keys()].join(", ");
  if (options.dryRun) {
    tell(printable(`Nothing was written. Without --dry-run: ${names === "" ? "nothing to change" : names}, and the package.`));
    return exitCodes.done;
  }
  const { replaceTogether } = await import("../../write/replace-together.js");
  const { line } = await replaceTogether(files, () => writeOutput({ inputs, built }));
  if (names !== "") tell(printable(`Wrote ${names}.`));
  tell(printable(line));
  return exitCodes.done;
}
