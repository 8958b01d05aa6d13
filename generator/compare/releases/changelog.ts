import { escapeMarkdown } from "../reports/escape-markdown.js";
import type { Change, Comparison } from "../rules/change.js";
import { type Verdict } from "../rules/verdict.js";

const title = "# Changelog";

const headings: readonly (readonly [Verdict, string])[] = [
  ["breaking", "Breaking"],
  ["suspicious", "To check"],
  ["compatible", "Added and changed"],
  ["docs", "Documentation"],
];

/** The changelog of a package with an entry for a new version, in the terms of its callers. */
export function withEntry(changelog: string | undefined, version: string, comparison: Comparison): string {
  const before = (changelog ?? "").replace(/^# Changelog\s*/, "").trim();
  return `${[title, entry(version, comparison), ...(before === "" ? [] : [before])].join("\n\n")}\n`;
}

function entry(version: string, { changes }: Comparison): string {
  const sections = headings.flatMap(([verdict, heading]) =>
    section(
      heading,
      changes.filter((change) => change.verdict === verdict),
    ),
  );
  return [`## ${version}`, ...(sections.length === 0 ? ["Nothing changes for callers."] : sections)].join("\n\n");
}

function section(heading: string, changes: readonly Change[]): readonly string[] {
  if (changes.length === 0) return [];
  const lines = changes.map(
    ({ message, advice, verdict }) =>
      `- ${escapeMarkdown(verdict === "breaking" || verdict === "suspicious" ? `${message} ${advice}` : message)}`,
  );
  return [`### ${heading}`, [...new Set(lines)].join("\n")];
}
