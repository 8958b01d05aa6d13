/**
 * `npm run test:verdicts`: proves verdicts by the compiler. A program that uses all of the old package is compiled against the new one, and must
 * fail if and only if the verdict is `breaking`. One change of each kind, at random places of the corpus, and the published changes of a real
 * description. `-- --whole` tries more of them; `-- --seed 7 --only parameter` others, and those with a word in their names.
 */
import { parseArgs } from "node:util";
import { changeRules } from "../../generator/compare/rules/rules.js";
import { type Figures, printDisagreements, printFigures } from "./figures.js";
import type { Outcome, Subject } from "./judge.js";
import { mutations } from "./mutations/mutations.js";
import { renamings } from "./mutations/renamings.js";
import { rewrites } from "./mutations/rewrites.js";
import { editedPairs, historicPairs, mutatedPairs, subjectsIn } from "./pairs.js";
import { withoutPair } from "./rules-without-pair.js";

const { values } = parseArgs({
  options: {
    whole: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
  },
});
const least: Figures = { precision: 0.97, recall: 0.99 };
const rounds = values.whole ? 4 : 1;

const kinds = { mutations, rewrites, renamings };

async function outcomesOf(kind: keyof typeof kinds, subjects: readonly Subject[]): Promise<readonly Outcome[]> {
  const chosen = kinds[kind].filter(({ name }) => name.includes(values.only));
  const found: Outcome[] = [];
  for (let round = 0; round < rounds; round += 1)
    found.push(...(await mutatedPairs(subjects, chosen, Number(values.seed) + round * 1000)));
  return found;
}

/** Rules that no pair has shown, although a change of a description can. */
function unseen(outcomes: readonly Outcome[]): readonly string[] {
  const seen = new Set<string>(outcomes.flatMap(({ rules }) => rules));
  return [...changeRules.keys()].filter((rule) => !seen.has(rule) && !withoutPair.has(rule));
}

const outcomes: Outcome[] = [];

function add(title: string, found: readonly Outcome[]): void {
  printFigures(title, found);
  printDisagreements(found);
  outcomes.push(...found);
}

add("history", values.only === "" ? await historicPairs() : []);
for (const [folder, largest] of values.whole
  ? ([
      ["nasty", 150_000],
      ["public", 60_000],
    ] as const)
  : ([["nasty", 75_000]] as const)) {
  const subjects = await subjectsIn(folder, largest);
  for (const kind of ["mutations", "rewrites", "renamings"] as const) add(`${folder}, ${kind}`, await outcomesOf(kind, subjects));
  add(
    `${folder}, several changes`,
    values.only === "" ? await editedPairs(subjects, mutations, Number(values.seed), 40 * rounds) : [],
  );
}

const figures = printFigures("all", outcomes);
if (values.whole) console.log(`rules without a pair: ${unseen(outcomes).join(", ") || "none"}`);
if (figures.precision < least.precision || figures.recall < least.recall) process.exitCode = 1;
