/**
 * `npm run test:verdicts`: proves verdicts by the compiler. A consumer that uses all of the old package is compiled against the new one, and must
 * fail if and only if the verdict is `breaking`. `npm run test:verdicts -- 300 7`: 300 mutations, with the seed 7.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { compareDescriptions } from "../../generator/compare/compare.js";
import type { Planned } from "../../generator/generate.js";
import { planOf } from "../compare/plans.js";
import { errorsOf } from "./compile.js";
import { consumerOf } from "./consumer.js";
import { isMap, mutations, type Pick } from "./mutations.js";
import { packageFiles } from "./package-files.js";

const [runs = "200", seed = "1", only = ""] = process.argv.slice(2);
const shared = join(import.meta.dirname, "../../../shared");
/** Larger descriptions take seconds each. */
const largest = 75_000;

interface Subject {
  readonly name: string;
  readonly text: string;
  readonly planned: Planned;
  readonly consumer: string;
}

interface Outcome {
  readonly name: string;
  readonly verdict: string;
  readonly isSuspicious: boolean;
  readonly errors: readonly string[];
  readonly rules: readonly string[];
}

async function subjectsIn(folder: string): Promise<readonly Subject[]> {
  const names = readdirSync(folder).filter(
    (name) => name.endsWith(".json") && name !== "index.json" && statSync(join(folder, name)).size < largest,
  );
  const subjects = await Promise.all(names.map(async (name) => subjectOf(name, readFileSync(join(folder, name), "utf8"))));
  return subjects.filter((subject) => subject !== undefined);
}

async function subjectOf(name: string, text: string): Promise<Subject | undefined> {
  const planned = await planOf(text);
  return planned.plan === undefined ? undefined : { name, text, planned, consumer: consumerOf(planned.plan) };
}

async function judge(name: string, { planned, consumer }: Subject, now: Planned): Promise<Outcome | undefined> {
  if (now.plan === undefined) return undefined;
  const { verdict, changes } = compareDescriptions(planned, now);
  const errors = errorsOf(consumer, await packageFiles(now));
  const compiled = changes.filter((change) => change.verdict !== "invalid");
  const isBreaking = compiled.some((change) => change.verdict === "breaking");
  return {
    name,
    verdict: isBreaking ? "breaking" : verdict,
    isSuspicious: !isBreaking && compiled.some((change) => change.verdict === "suspicious"),
    errors,
    rules: [...new Set(compiled.map((change) => `${change.rule}: ${change.message}`))],
  };
}

function picker(numbers: readonly number[]): Pick {
  let next = 0;
  return (values) => values[(numbers[(next += 1) % numbers.length] ?? 0) % Math.max(1, values.length)];
}

async function mutated(subjects: readonly Subject[]): Promise<readonly Outcome[]> {
  const arbitrary = fc.tuple(fc.nat(), fc.nat(), fc.array(fc.nat(), { minLength: 6, maxLength: 6 }));
  const outcomes: Outcome[] = [];
  const chosen = mutations.filter(({ name }) => name.includes(only));
  for (const [which, , numbers] of fc.sample(arbitrary, { seed: Number(seed), numRuns: Number(runs) })) {
    const subject = subjects[which % subjects.length];
    const mutation = chosen[outcomes.length % chosen.length];
    if (subject === undefined || mutation === undefined) continue;
    const document: unknown = JSON.parse(subject.text);
    const isApplied = isMap(document) && mutation.apply(document, picker(numbers));
    const outcome = isApplied
      ? await judge(`${subject.name}: ${mutation.name}`, subject, await planOf(JSON.stringify(document)))
      : undefined;
    outcomes.push(outcome ?? { name: "", verdict: "", isSuspicious: false, errors: [], rules: [] });
  }
  return outcomes.filter(({ name }) => name !== "");
}

async function historic(): Promise<readonly Outcome[]> {
  const folder = join(shared, "hubspot/history");
  const names = readdirSync(folder).filter((name) => name.endsWith(".before.json"));
  const outcomes = await Promise.all(
    names.map(async (name) => {
      const subject = await subjectOf(name, readFileSync(join(folder, name), "utf8"));
      const now = await planOf(readFileSync(join(folder, name.replace("before", "after")), "utf8"));
      return subject && judge(name, subject, now);
    }),
  );
  return outcomes.filter((outcome) => outcome !== undefined);
}

function print(title: string, outcomes: readonly Outcome[]): void {
  const isBreaking = ({ verdict }: Outcome) => verdict === "breaking";
  const fails = ({ errors }: Outcome) => errors.length > 0;
  const both = outcomes.filter((one) => isBreaking(one) && fails(one)).length;
  const falseAlarms = outcomes.filter((one) => isBreaking(one) && !fails(one));
  const missed = outcomes.filter((one) => !isBreaking(one) && fails(one));
  const percent = (part: number, all: number) => `${all === 0 ? 100 : Math.round((1000 * part) / all) / 10} %`;
  console.log(
    `${title}: ${outcomes.length} pairs, ${both} breaking, ${outcomes.filter((one) => one.isSuspicious).length} suspicious`,
  );
  console.log(`  precision ${percent(both, both + falseAlarms.length)}, recall ${percent(both, both + missed.length)}`);
  for (const { name, rules } of falseAlarms) console.log(`  false alarm: ${name}\n    ${rules.join("\n    ")}`);
  for (const { name, errors, rules } of missed)
    console.log(`  missed: ${name}\n    ${errors.slice(0, 2).join("\n    ")}\n    ${rules.join("\n    ")}`);
}

print("history", only === "" ? await historic() : []);
print("mutations", await mutated(await subjectsIn(join(shared, "corpus/nasty"))));
