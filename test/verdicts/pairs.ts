import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { judge, type Outcome, type Subject, subjectOf } from "./judge.js";
import { type Document, isMap } from "./mutations/document.js";
import type { Mutation } from "./mutations/mutation.js";
import { picker, randomNumbers } from "./random.js";

/** The pairs of descriptions on which verdicts are proven. */

const shared = join(import.meta.dirname, "../../../shared");

/** The descriptions of a folder of the corpus, but those whose packages take seconds to compile. */
export async function subjectsIn(folder: string, largest: number): Promise<readonly Subject[]> {
  const path = join(shared, "corpus", folder);
  const names = readdirSync(path).filter(
    (name) => name.endsWith(".json") && name !== "index.json" && statSync(join(path, name)).size < largest,
  );
  const subjects = await Promise.all(names.map(async (name) => subjectOf(name, readFileSync(join(path, name), "utf8"))));
  return subjects.filter((subject) => subject !== undefined);
}

/** The published changes of a real description. */
export async function historicPairs(): Promise<readonly Outcome[]> {
  const folder = join(shared, "hubspot/history");
  const names = readdirSync(folder).filter((name) => name.endsWith(".before.json"));
  const outcomes = await Promise.all(
    names.map(async (name) => {
      const [old, now] = await Promise.all(
        [name, name.replace("before", "after")].map(async (one) => subjectOf(name, readFileSync(join(folder, one), "utf8"))),
      );
      return old && now && judge(name, old, now);
    }),
  );
  return outcomes.filter((outcome) => outcome !== undefined);
}

/** How often a mutation is tried: many descriptions have no place for it, and some changes make a description invalid. */
const mostAttempts = 12;

/**
 * One pair for each of some mutations, at a random place of a random description, in both directions: what is added in one is removed in the
 * other.
 */
export async function mutatedPairs(
  subjects: readonly Subject[],
  mutations: readonly Mutation[],
  seed: number,
): Promise<readonly Outcome[]> {
  const random = randomNumbers(seed);
  const found: Outcome[] = [];
  for (const mutation of mutations) found.push(...bothWays(await mutatedSubject(subjects, mutation, random), mutation.name));
  return found;
}

/** Pairs with several changes each, as vendors publish them. */
export async function editedPairs(
  subjects: readonly Subject[],
  mutations: readonly Mutation[],
  seed: number,
  count: number,
): Promise<readonly Outcome[]> {
  const random = randomNumbers(seed);
  const pick = picker(random);
  const found: Outcome[] = [];
  for (let index = 0; index < count; index += 2) {
    const chosen = Array.from({ length: 2 + (index % 4) }, () => pick(mutations)).filter((mutation) => mutation !== undefined);
    const names: string[] = [];
    const edit: Mutation = {
      name: "several changes",
      apply: (document) => {
        names.splice(0, names.length, ...chosen.filter((mutation) => mutation.apply(document, pick)).map(({ name }) => name));
        return names.length > 0;
      },
    };
    found.push(...bothWays(await mutatedSubject(subjects, edit, random), names.join(" + ")));
  }
  return found;
}

function bothWays(pair: readonly [Subject, Subject] | undefined, change: string): readonly Outcome[] {
  if (pair === undefined) return [];
  const [old, now] = pair;
  return [judge(`${old.name}: ${change}`, old, now), judge(`${old.name}: ${change}, reversed`, now, old)];
}

async function mutatedSubject(
  subjects: readonly Subject[],
  mutation: Mutation,
  random: () => number,
): Promise<readonly [Subject, Subject] | undefined> {
  const pick = picker(random);
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const old = pick(subjects);
    const document: unknown = JSON.parse(old?.text ?? "{}");
    if (old === undefined || !isDocument(document) || !mutation.apply(document, pick)) continue;
    const now = await subjectOf(old.name, JSON.stringify(document));
    if (now !== undefined) return [old, now];
  }
  return undefined;
}

function isDocument(value: unknown): value is Document {
  return isMap(value);
}
