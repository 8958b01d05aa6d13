import { escapeMarkdown } from "../reports/escape-markdown.js";
import { verdictSentences } from "../reports/report.js";
import type { Change, Comparison } from "../rules/change.js";
import type { Verdict } from "../rules/verdict.js";
import type { Adoption } from "./adoption-record.js";

/** The headings of an entry, in their order. An invalid description is never released. */
const headings: readonly (readonly [Verdict, string])[] = [
  ["breaking", "Breaking"],
  ["suspicious", "Look at"],
  ["compatible", "Added and relaxed"],
  ["docs", "Documentation"],
];

export interface Release {
  readonly version: string;
  /** `2027-01-31` */
  readonly date: string;
  readonly comparison: Comparison;
  /** The earlier release whose description this is again. */
  readonly restored: Adoption | undefined;
}

/** What a release changes, told to the callers of the package. */
export function changelogEntry({ version, date, comparison, restored }: Release): string {
  const sections = headings.flatMap(([verdict, heading]) => {
    const changes = comparison.changes.filter((change) => change.verdict === verdict);
    return changes.length === 0 ? [] : [`### ${heading}`, changes.map(line).join("\n")];
  });
  const sentences = [verdictSentences[comparison.verdict], ...(restored === undefined ? [] : [restoredSentence(restored)])];
  return [`## ${version} - ${date}`, sentences.join(" "), ...sections].join("\n\n");
}

export function restoredSentence({ version }: Adoption): string {
  return `The description is exactly that of version ${version} again: all changes since then are taken back.`;
}

function line({ message, advice, verdict }: Change): string {
  const isObvious = verdict === "docs" || advice === "Nothing needs to change.";
  return `- ${escapeMarkdown(message)}${isObvious ? "" : ` ${escapeMarkdown(advice)}`}`;
}

/** A changelog with an entry before the latest one, and after what stands above that. */
export function withEntry(changelog: string, entry: string): string {
  const start = /^## /m.exec(changelog)?.index ?? changelog.length;
  const [head, rest] = [changelog.slice(0, start).trimEnd(), changelog.slice(start).trim()];
  return `${[head === "" ? "# Changelog" : head, entry, ...(rest === "" ? [] : [rest])].join("\n\n")}\n`;
}
