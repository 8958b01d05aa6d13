import { readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
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

/** The descriptions of a folder, or a file itself, largest first: the last to end are then short ones. */
function descriptionsOf(places: readonly string[]): readonly string[] {
  const files = places.flatMap((place) =>
    statSync(place).isFile()
      ? [place]
      : readdirSync(place, { recursive: true, encoding: "utf8" })
          .filter((file) => /\.(json|ya?ml)$/.test(file) && path.basename(file) !== "index.json")
          .map((file) => path.join(place, file)),
  );
  return files.map((file) => file.replaceAll("\\", "/")).sort((a, b) => statSync(b).size - statSync(a).size || (a < b ? -1 : 1));
}

async function run(): Promise<number> {
  const files = descriptionsOf(positionals);
  if (files.length === 0) throw new Error("Name folders of descriptions, or files.");
  const bounds = { jobs: Number(values.jobs), heap: Number(values.heap), seconds: Number(values.seconds) };
  const judged = await judgeAll(files, bounds, (one) => console.log(line(one)));
  console.log(summary(judged));
  if (values.write !== undefined) {
    const layout = { ...(await resolveConfig(values.write)), parser: "markdown" };
    writeFileSync(values.write, await format(page(judged), layout));
  }
  return judged.some(({ verdict }) => verdict.outcome === "failed") ? 1 : 0;
}

process.exitCode = await run();
