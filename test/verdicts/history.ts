/**
 * `npm run history`: compares each published change of a real description with the next, and prints the verdicts beside those that a person
 * gave. Exits with 1 if one differs, or if two descriptions without a change give different packages.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { compareDescriptions } from "../../generator/compare/compare.js";
import { planOfFile } from "../compare/plans.js";
import { packageFiles } from "./package-files.js";

const folder = join(import.meta.dirname, "../../../shared/hubspot/history");

/** What the table of the README means as a verdict; the first row that matches wins. */
const verdictsByWords: readonly (readonly [RegExp, string])[] = [
  [/^none/, "none"],
  [/^invalid/, "invalid"],
  [/^repair/, "compatible"],
  [/^additive, with a warning/, "suspicious"],
  [/suspicious/, "suspicious"],
  [/^(?:additive|compatible)/, "compatible"],
  [/^breaking/, "breaking"],
];

function expectedVerdicts(): ReadonlyMap<string, string> {
  const rows = readFileSync(join(folder, "README.md"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| 20"));
  return new Map(
    rows.flatMap((line) => {
      const [, names = "", , words = ""] = line.split("|").map((cell) => cell.trim());
      const verdict = verdictsByWords.find(([pattern]) => pattern.test(words))?.[1] ?? words;
      return names.split(", ").map((name): [string, string] => [name, verdict]);
    }),
  );
}

async function isSamePackage(before: string, after: string): Promise<boolean> {
  const [old, now] = await Promise.all([planOfFile(before), planOfFile(after)]);
  const [a, b] = await Promise.all([packageFiles(old), packageFiles(now)]);
  return a.size === b.size && [...a].every(([path, text]) => b.get(path) === text);
}

const expected = expectedVerdicts();
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".before.json"))
  .map((name) => name.replace(".before.json", ""));
let failed = names.length === expected.size ? 0 : 1;
for (const name of names) {
  const [before, after] = [join(folder, `${name}.before.json`), join(folder, `${name}.after.json`)];
  const { verdict, changes } = compareDescriptions(await planOfFile(before), await planOfFile(after));
  const wanted = expected.get(name) ?? "?";
  const isRight = verdict === wanted && (verdict !== "none" || (await isSamePackage(before, after)));
  if (!isRight) failed += 1;
  console.log(
    `${isRight ? "ok   " : "WRONG"} ${name}  ${verdict}${verdict === wanted ? "" : ` (expected ${wanted})`}  ${changes.length} changes  ${changes[0]?.message ?? ""}`,
  );
}
process.exitCode = failed === 0 ? 0 : 1;
