import type { Outcome } from "./judge.js";

/** How well verdicts agree with the compiler. */
export interface Figures {
  readonly precision: number;
  readonly recall: number;
}

const isBreaking = ({ verdict }: Outcome) => verdict === "breaking";
const isSuspicious = ({ verdict }: Outcome) => verdict === "suspicious";
const fails = ({ errors }: Outcome) => errors.length > 0;

/**
 * Prints precision and recall of a set of pairs. Suspicious changes are listed apart: their verdict is about what the service does, of which the
 * compiler knows nothing.
 */
export function printFigures(title: string, outcomes: readonly Outcome[]): Figures {
  const judged = outcomes.filter((outcome) => !isSuspicious(outcome));
  const right = judged.filter((outcome) => isBreaking(outcome) && fails(outcome)).length;
  const wrong = disagreements(outcomes);
  const figures = {
    precision: share(right, right + wrong["false alarm"].length),
    recall: share(right, right + wrong.missed.length),
  };
  const suspicious = outcomes.filter(isSuspicious);
  console.log(
    `${title}: ${outcomes.length} pairs, ${right} breaking; precision ${percent(figures.precision)}, recall ${percent(figures.recall)}; ` +
      `${suspicious.length} suspicious, of which ${suspicious.filter(fails).length} do not compile`,
  );
  return figures;
}

/** Prints each pair on which the verdict and the compiler disagree. */
export function printDisagreements(outcomes: readonly Outcome[]): void {
  for (const [kind, found] of Object.entries(disagreements(outcomes)))
    for (const { name, errors, changes } of found)
      console.log([`  ${kind}: ${name}`, ...errors.slice(0, 2), ...changes.slice(0, 6)].join("\n    "));
}

function disagreements(outcomes: readonly Outcome[]): {
  readonly [K in "false alarm" | "missed" | "suspicious" | "overlooked"]: readonly Outcome[];
} {
  const failing = outcomes.filter((outcome) => !isBreaking(outcome) && fails(outcome));
  return {
    "false alarm": outcomes.filter((outcome) => isBreaking(outcome) && !fails(outcome)),
    missed: failing.filter((outcome) => !isSuspicious(outcome)),
    suspicious: failing.filter(isSuspicious),
    overlooked: outcomes.filter(({ isOverlooked }) => isOverlooked),
  };
}

function share(part: number, all: number): number {
  return all === 0 ? 1 : part / all;
}

function percent(part: number): string {
  return `${Math.round(1000 * part) / 10} %`;
}
