import { dirname } from "node:path";
import { isElsewhere } from "../../config/read/config-paths.js";
import type { Target } from "../../config/targets.js";
import { refuse, Refusal } from "../../diagnostics.js";
import { assertRuntimesFit } from "../../shared-runtime.js";
import { build, type Run, startRun } from "../build.js";
import { type Command, type ExitCode, exitCodes, type Invocation } from "../command.js";
import { failsOn } from "../fail-on.js";
import { generateOutputs, type Prepared, writeOutput } from "../generate-command.js";
import type { OutputResult } from "../results/results.js";
import type { PlacedDescription } from "./adopted-description.js";
import type { Candidate } from "./candidate.js";
import { otherApi } from "./other-api.js";
import { type AdoptionPrinter, createPrinter } from "./print-adoption.js";
import type { Adoption } from "./plan-adoption.js";

/** `specloom adopt`: puts a new description in the place of the old one, with the version and changelog of the next release. */
export const adoptCommand: Command<"adopt"> = {
  description: "take a new description: compare it, write it, generate the package, set its next version, add to its changelog",
  summary: "take a new description, and what follows from it",
  example: "npx specloom adopt https://api.example.com/openapi.yaml",
  arguments: [
    ["<new>", "the new description: a file, or an address"],
    ["[names...]", "outputs of the config file that are made from the description; only needed if it has several descriptions"],
  ],
  takesOutputs: "of one description",
  async run(invocation) {
    const { options, targets, args, config } = invocation;
    const path = assertAdoptable(config.path, targets);
    const [source = ""] = args;
    const newRun = (): Run => startRun(invocation.terminal, invocation.reporter);
    // What a killed run has generated is made anew from the files that were put back, in case that this run is refused.
    if (config.isMended) await generateOutputs(targets, newRun());
    await assertRuntimesFit(targets);
    const run = newRun();
    const { placed, candidates } = await readCandidates(source, targets, run, invocation);
    const printer = createPrinter(candidates, invocation);
    await printer.reports();
    const refusal = refusalOf(candidates, printer);
    if (refusal !== undefined || placed === undefined) return refusal ?? exitCodes.refused;
    const failing = candidates.filter(({ report }) => failsOn(report.comparison.verdict, options));
    if (failing.length > 0) return printer.nothing(exitCodes.drift, `--fail-on ${options.failOn} forbids such a change.`);
    const { planAdoption } = await import("./plan-adoption.js");
    return writeAdoption(await planAdoption({ ...placed, candidates }, path), path, invocation, run, printer);
  },
};

function assertAdoptable(config: string | undefined, targets: readonly Target[]): string {
  const elsewhere = targets.find(({ options: { input } }) => isElsewhere(input))?.options.input;
  if (elsewhere !== undefined)
    refuse("usage", undefined, `\`adopt\` writes the description into \`input\`, and ${elsewhere} is no file.`, {
      help: "Let `input` of the config file name a file.",
    });
  return config ?? refuse("usage", undefined, "`adopt` needs a config file.", { help: "Write one, or name it with --config." });
}

type Candidates = readonly [Candidate, ...Candidate[]];

async function readCandidates(
  source: string,
  [first, ...others]: readonly Target[],
  run: Run,
  { onText }: Pick<Invocation<"adopt">, "onText">,
): Promise<{ readonly candidates: Candidates; readonly placed: PlacedDescription | undefined }> {
  if (first === undefined) refuse("internal", undefined, "`adopt` has no output.");
  const [{ readCandidate }, { withWaivers }] = await Promise.all([import("./candidate.js"), import("./waived-candidates.js")]);
  const found: [Candidate, ...Candidate[]] = [await readCandidate(source, first, run)];
  for (const target of others) found.push(await readCandidate(source, target, run));
  const isUsable = found.every(({ unmatched, comparison: { verdict } }) => unmatched.length === 0 && verdict !== "invalid");
  const placed = isUsable ? await import("./adopted-description.js").then((all) => all.placeDescription(found)) : undefined;
  const { candidates } = placed ?? { candidates: found };
  for (const { report } of candidates) for (const [name, text] of report.texts) onText({ name, text });
  return { placed, candidates: await withWaivers(candidates, onText) };
}

/** An overlay that fits no longer is named, and the last valid description stays. */
function refusalOf(candidates: Candidates, printer: AdoptionPrinter): ExitCode | undefined {
  const [unmatched, ...others] = candidates.flatMap((candidate) => candidate.unmatched);
  if (unmatched !== undefined)
    return printer.refused(
      new Refusal([unmatched, ...others]),
      "overlays do not fit the new description. Mend them, then adopt it.",
    );
  const isInvalid = candidates.some(({ comparison: { verdict } }) => verdict === "invalid");
  if (isInvalid) return printer.nothing(exitCodes.refused, "the last valid description stays.");
  const other = otherApi(candidates);
  return other === undefined ? undefined : printer.nothing(exitCodes.refused, other);
}

/** Generates in memory first: a package that cannot be made changes no file, and neither does one that cannot be written. */
async function writeAdoption(
  adoption: Adoption,
  config: string,
  { options }: Invocation<"adopt">,
  run: Run,
  printer: AdoptionPrinter,
): Promise<ExitCode> {
  const prepared: Prepared[] = [];
  for (const { inputs, candidate } of adoption.outputs) {
    const built = await build(inputs, run);
    if (built === undefined) return printer.nothing(exitCodes.refused, "the package cannot be generated.");
    prepared.push({ ...(candidate.target.name !== undefined && { name: candidate.target.name }), inputs, built });
  }
  if (options.dryRun) return printer.planned(adoption);
  const { replaceTogether } = await import("../../write/replace-together.js");
  return printer.written(adoption, await replaceTogether(dirname(config), adoption.files, () => writeTogether(prepared)));
}

type Written = OutputResult & { readonly line: string };

/** Writes all outputs, or none of them. */
async function writeTogether([first, ...others]: readonly Prepared[]): Promise<readonly Written[]> {
  if (first === undefined) return [];
  const rest: Written[] = [];
  const own = await writeOutput(first, async () => {
    rest.push(...(await writeTogether(others)));
  });
  return [own, ...rest];
}
