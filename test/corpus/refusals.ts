import path from "node:path";
import type { Judged } from "./verdict.js";

/** Why a refusal is right, by the description's file name and the code of its first reason. */
const judgements: ReadonlyMap<string, string> = new Map([
  [
    "clicksend.com.json path-invalid",
    "The keys of the query are parameters: no URL template says what is sent, and OpenAPI has no such thing. `--exclude path:/numbers/search/**` gives the rest.",
  ],
  [
    "jellyfin.local.json path-duplicate",
    "By the address alone nobody can tell an id from a name, so one of both operations can't be reached. Excluding either gives the rest.",
  ],
  [
    "rumble.run.json wrong-type",
    "What the body holds is described as a response, which is no schema: any type would be invented. Excluding the two operations gives the rest.",
  ],
  [
    "trello.com.json path-duplicate",
    "By the address alone nobody can tell a card's id from a filter, so one of both operations can't be reached. Excluding either gives the rest.",
  ],
]);

/** The judgement of a refusal; undefined where nobody has judged it yet, and for whatever was not refused. */
export function judgementOf({ file, verdict }: Judged): string | undefined {
  return verdict.outcome === "refused" ? judgements.get(`${path.basename(file)} ${verdict.reasons[0]?.code ?? ""}`) : undefined;
}

/** What stands against a run: refusals that nobody has judged, and judgements of what is not refused, or not for that reason, any more. */
export function unjudged(judged: readonly Judged[]): readonly string[] {
  const refused = judged.filter(({ verdict }) => verdict.outcome === "refused");
  const open = refused.filter((one) => judgementOf(one) === undefined);
  const stale = [...judgements.keys()].filter((key) => {
    const [name = "", code] = key.split(" ");
    const met = judged.filter(({ file }) => path.basename(file) === name);
    return met.some(({ verdict }) => verdict.outcome !== "refused" || verdict.reasons[0]?.code !== code);
  });
  return [
    ...open.map(({ file }) => `${file} is refused, and test/corpus/judgements.ts does not say why that is right.`),
    ...stale.map((key) => `test/corpus/judgements.ts judges "${key}", which is not refused for that any more.`),
  ];
}
