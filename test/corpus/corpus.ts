import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { descriptionsOf, nameWithin } from "./descriptions.js";
import { unjudged } from "./judgements.js";
import { line, page, summary } from "./page.js";
import { judgeAll } from "./workers.js";

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
  if (files.length === 0) throw new Error("Name folders of descriptions, or files.");
  const bounds = { jobs: Number(values.jobs), heap: Number(values.heap), seconds: Number(values.seconds) };
  const judged = await judgeAll(files, bounds, (one) => console.log(line(one)));
  console.log(summary(judged));
  if (values.write !== undefined) {
    const layout = { ...(await resolveConfig(values.write)), parser: "markdown" };
    writeFileSync(
      values.write,
      await format(
        page(judged, (file) => nameWithin(positionals, file)),
        layout,
      ),
    );
  }
  const objections = unjudged(judged);
  for (const objection of objections) console.error(objection);
  return objections.length > 0 || judged.some(({ verdict }) => verdict.outcome === "failed") ? 1 : 0;
}

process.exitCode = await run();
