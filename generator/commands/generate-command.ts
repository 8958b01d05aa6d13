import { count, printable } from "../report.js";
import { hashOfInputs, recordedLocations, type RunInputs, unchangedRun } from "../unchanged-run.js";
import type { RunRecord } from "../write/output-manifest.js";
import type { WrittenFiles } from "../write/write.js";
import { build, type Built, readInputs } from "./build.js";
import { type Command, exitCodes } from "./command.js";

/** `specloom generate`: writes the package and prints one line, what it contains and which files changed. */
export const generateCommand: Command<"generate"> = {
  description: "read a description and write its package",
  async run({ options, terminal }) {
    const inputs = await readInputs(options);
    const last = await unchangedRun(inputs);
    if (last !== undefined) {
      terminal.out(printable(summary(inputs, last.summary, unchanged)));
      return exitCodes.done;
    }
    const built = await build(inputs, terminal);
    if (built === undefined) return exitCodes.refused;
    const [{ writePackage }, { defaultPatience }] = await Promise.all([
      import("../write/write.js"),
      import("../write/run-lock.js"),
    ]);
    const written = await writePackage(options.output, built.files, defaultPatience, await recordOf(inputs, built));
    terminal.out(printable(summary(inputs, contentsOf(built), written)));
    return exitCodes.done;
  },
};

/** What the next run needs to know to recognize that nothing has changed. */
async function recordOf(inputs: RunInputs, built: Built): Promise<RunRecord | undefined> {
  const { files, documents, hasWarnings } = built;
  const hash = hasWarnings ? undefined : hashOfInputs(inputs, documents);
  if (hash === undefined) return undefined;
  const { hashOfFiles } = await import("../write/recorded-run.js");
  return {
    inputs: hash,
    outputs: hashOfFiles(files),
    documents: recordedLocations(inputs, documents),
    summary: contentsOf(built),
  };
}

/** Name and version of the package, and what it contains. */
function contentsOf({ files, plan }: Built): string {
  const { name, version } = plan.packageJson;
  const counts = [
    count(plan.api.operations.length, "operation"),
    ...(plan.webhooks === undefined ? [] : [count(plan.webhooks.webhooks.length, "webhook")]),
    count(plan.models.length, "model"),
    count(files.size, "file"),
  ].join(", ");
  return `${name} ${version}: ${counts}`;
}

const unchanged: WrittenFiles = { created: [], changed: [], removed: [] };

function summary({ options, licenseText }: RunInputs, contents: string, written: WrittenFiles): string {
  const isLicensed = options.license !== undefined || licenseText !== undefined;
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
