import { compareDescriptions } from "../../generator/compare/compare.js";
import type { Planned } from "../../generator/generate.js";
import { planOf } from "../compare/plans.js";
import { errorsOf } from "./compile.js";
import { consumerOf } from "./consumer.js";
import { packageFiles } from "./package-files.js";

/** A description, its package, and a program that uses all of it. */
export interface Subject {
  readonly name: string;
  readonly text: string;
  readonly planned: Planned;
  readonly consumer: string;
  readonly files: ReadonlyMap<string, string>;
}

/** What the compiler and the comparison say about one pair of descriptions. */
export interface Outcome {
  readonly name: string;
  /** The worst change that the compiler can judge: faults of the description, which it cannot see, are left out. */
  readonly verdict: string;
  readonly errors: readonly string[];
  readonly changes: readonly string[];
  readonly rules: readonly string[];
  /** The verdict is `none`, and the packages differ. */
  readonly isOverlooked: boolean;
}

/** Undefined for a description that is refused. */
export async function subjectOf(name: string, text: string): Promise<Subject | undefined> {
  const planned = await planOf(text);
  if (planned.plan === undefined) return undefined;
  return { name, text, planned, consumer: consumerOf(planned.plan), files: await packageFiles(planned) };
}

export function judge(name: string, old: Subject, now: Subject): Outcome {
  const { changes } = compareDescriptions(old.planned, now.planned);
  const seen = changes.filter(({ verdict }) => verdict !== "invalid");
  return {
    name,
    verdict: seen[0]?.verdict ?? "none",
    errors: errorsOf(old.consumer, now.files),
    changes: [...new Set(seen.map(({ verdict, rule, message }) => `${verdict} ${rule}: ${message}`))],
    rules: seen.map(({ rule }) => rule),
    isOverlooked: changes.length === 0 && !areEqual(old.files, now.files),
  };
}

function areEqual(old: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): boolean {
  return old.size === now.size && [...old].every(([path, text]) => now.get(path) === text);
}
