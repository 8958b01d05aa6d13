import path from "node:path";
import type { CheckedDescription } from "./result.js";

/** Why a refusal is right, by the file name of the description and the code of the first error. */
const explanations: ReadonlyMap<string, string> = new Map([
  [
    "clicksend.com.json path-invalid",
    "The names in the query are path parameters, which OpenAPI does not have. `--exclude path:/numbers/search/**` generates the rest.",
  ],
  [
    "jellyfin.local.json path-duplicate",
    "A URL does not say whether it contains an id or a name, so one of the two operations can't be reached. Excluding either generates the rest.",
  ],
  [
    "rumble.run.json wrong-type",
    "The schema of the body refers to a response, so its type is unknown. Excluding the two operations generates the rest.",
  ],
  [
    "trello.com.json path-duplicate",
    "A URL does not say whether it contains a card's id or a filter, so one of the two operations can't be reached. Excluding either generates the rest.",
  ],
]);

/** Why a refusal is right; undefined if that is not explained yet, or if the description was not refused. */
export function explanationOf({ file, result }: CheckedDescription): string | undefined {
  return result.outcome === "refused" ? explanations.get(`${path.basename(file)} ${result.reasons[0]?.code ?? ""}`) : undefined;
}

/** Refusals without an explanation, and explanations of descriptions that are not refused, or not for that reason, any more. */
export function unexplainedRefusals(checked: readonly CheckedDescription[]): readonly string[] {
  const refused = checked.filter(({ result }) => result.outcome === "refused");
  const open = refused.filter((one) => explanationOf(one) === undefined);
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
