import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { descriptionsOf, nameWithin } from "./descriptions.js";
import { unexplainedRefusals } from "./refusals.js";
import { line, page, summary } from "./page.js";
import { checkDescriptions } from "./workers.js";

/** `npm run corpus -- [--write FILE] [--jobs N] [--heap MIB] [--seconds N] DIR|FILE…`: see README.md in this folder. */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: "string" },
    jobs: { type: "string", default: "2" },
    heap: { type: "string", default: "3072" },
    seconds: { type: "string", default: "300" },
  },
});

async function run(): Promise<number> {
  const files = descriptionsOf(positionals);
  if (files.length === 0) throw new Error("Give folders of descriptions, or files.");
  const limits = { jobs: Number(values.jobs), heap: Number(values.heap), seconds: Number(values.seconds) };
  const checked = await checkDescriptions(files, limits, (one) => console.log(line(one)));
  console.log(summary(checked));
  if (values.write !== undefined) {
    const layout = { ...(await resolveConfig(values.write)), parser: "markdown" };
    writeFileSync(
      values.write,
      await format(
        page(checked, (file) => nameWithin(positionals, file)),
        layout,
      ),
    );
  }
  const problems = unexplainedRefusals(checked);
  for (const problem of problems) console.error(problem);
  return problems.length > 0 || checked.some(({ result }) => result.outcome === "failed") ? 1 : 0;
}

process.exitCode = await run();
