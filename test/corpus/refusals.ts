import path from "node:path";
import type { CheckedDescription } from "./result.js";

/** Why a refusal is right, by the file name of the description and the code of the first error. None is refused today. */
export type Explanations = ReadonlyMap<string, string>;

const ofTheCorpus: Explanations = new Map();

/** Why a refusal is right; undefined if that is not explained yet, or if the description was not refused. */
export function explanationOf({ file, result }: CheckedDescription, explanations = ofTheCorpus): string | undefined {
  return result.outcome === "refused" ? explanations.get(`${path.basename(file)} ${result.reasons[0]?.code ?? ""}`) : undefined;
}

/** Refusals without an explanation, and explanations of descriptions that are not refused, or not for that reason, any more. */
export function unexplainedRefusals(checked: readonly CheckedDescription[], explanations = ofTheCorpus): readonly string[] {
  const refused = checked.filter(({ result }) => result.outcome === "refused");
  const open = refused.filter((one) => explanationOf(one, explanations) === undefined);
  const stale = [...explanations.keys()].filter((key) => {
    const [name = "", code] = key.split(" ");
    const met = checked.filter(({ file }) => path.basename(file) === name);
    return met.some(({ result }) => result.outcome !== "refused" || result.reasons[0]?.code !== code);
  });
  return [
    ...open.map(({ file }) => `${file} is refused, and test/corpus/refusals.ts does not say why that is right.`),
    ...stale.map((key) => `test/corpus/refusals.ts explains "${key}", which is not refused for that any more.`),
  ];
}
