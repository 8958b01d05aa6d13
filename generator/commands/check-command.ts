import { unchangedRun } from "../unchanged-run.js";
import { build, readInputs } from "./build.js";
import { type Command, exitCodes } from "./command.js";

/** `specloom check`: prints nothing where the package is up to date; otherwise names every file that differs and shows the first diffs. */
export const checkCommand: Command<"check"> = {
  description: "compare a package with what would be generated; write nothing, exit 1 where they differ",
  async run({ options, terminal }) {
    const inputs = await readInputs(options);
    if ((await unchangedRun(inputs)) !== undefined) return exitCodes.done;
    const built = await build(inputs, terminal);
    if (built === undefined) return exitCodes.refused;
    const [{ checkPackage }, { driftReport }] = await Promise.all([import("../write/check.js"), import("../drift-report.js")]);
    const drifts = await checkPackage(options.output, built.files);
    if (drifts.length === 0) return exitCodes.done;
    for (const line of driftReport(options.output, drifts)) terminal.error(line);
    return exitCodes.drift;
  },
};
