import { isPackage } from "../../layout/lay-out.js";
import { type CommandOptions, isRuntimeLayout } from "../../options.js";
import { count } from "../../report.js";
import type { RunInputs } from "../../unchanged-run.js";
import type { WrittenFiles } from "../../write/write.js";
import type { Built } from "../build.js";
import type { ToldSuggestion } from "./results.js";

/** Name and version of the package, and what it contains. */
export function contentsOf({ files, plan }: Pick<Built, "files" | "plan">, { layout }: CommandOptions): string {
  const { name, version } = plan.packageJson;
  const title = isPackage(layout) ? `${name} ${version}` : name;
  if (isRuntimeLayout(layout)) return `${title}: ${count(files.size, "file")}`;
  const counts = [
    count(plan.api.operations.length, "operation"),
    ...(plan.webhooks === undefined ? [] : [count(plan.webhooks.webhooks.length, "webhook")]),
    count(plan.models.length, "model"),
    count(files.size, "file"),
  ].join(", ");
  return `${title}: ${counts}`;
}

/** The line about an output: what it contains, and what was written. */
export function summaryOf(
  { options, licenseText }: Pick<RunInputs, "options" | "licenseText">,
  contents: string,
  { created, changed, removed }: WrittenFiles,
): string {
  const isLicensed = !isPackage(options.layout) || options.license !== undefined || licenseText !== undefined;
  const unlicensed = isLicensed ? "" : " It has no licence, so nobody else may use it: see --license.";
  const changes = Object.entries({ created, changed, removed }).flatMap(([change, paths]) =>
    paths.length === 0 ? [] : `${change} ${abbreviated(paths)}`,
  );
  return `${contents}; ${changes.length === 0 ? "nothing changed" : changes.join("; ")}.${unlicensed}`;
}

/** The first few paths: a first run creates every file. */
function abbreviated(paths: readonly string[], maximum = 5): string {
  const shown = paths.slice(0, maximum).join(", ");
  return paths.length > maximum ? `${shown} and ${paths.length - maximum} more` : shown;
}

/** What the description does not say; empty if there are no suggestions. */
export function suggestionLines(suggestions: readonly ToldSuggestion[]): readonly string[] {
  if (suggestions.length === 0) return [];
  return [
    "The description does not say:",
    ...suggestions.map(({ message }) => `  ${message}`),
    "An overlay can: `specloom inspect --format suggestions` prints one to begin with.",
  ];
}
