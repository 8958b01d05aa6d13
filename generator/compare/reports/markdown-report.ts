import { type Verdict, verdicts } from "../rules/verdict.js";
import { codeSpan, escapeMarkdown } from "./escape-markdown.js";
import { type AnyReport, countByVerdict, nextVersionSentence, type ReportedChange, verdictSentences } from "./report.js";
import { namedOperations } from "./text-report.js";

/** The report for a pull request or an issue. What needs no attention is folded. */
export function markdownReport({ comparison, old, now, waived }: AnyReport): string {
  const { verdict, changes } = comparison;
  return [
    `## ${title(verdict)}: ${countByVerdict(comparison)}`,
    `${verdictSentences[verdict]} ${nextVersionSentence(comparison)}`,
    `Compared: ${codeSpan(old)} with ${codeSpan(now)}.`,
    ...[...verdicts].reverse().flatMap((one) => section(one, changes)),
    ...(waived.length === 0 ? [] : ["### Waived", waived.map((line) => `- ${escapeMarkdown(line)}`).join("\n")]),
  ].join("\n\n");
}

function title(verdict: Verdict): string {
  return verdict.charAt(0).toUpperCase() + verdict.slice(1);
}

const folded: ReadonlySet<Verdict> = new Set(["docs", "compatible"]);

function section(verdict: Verdict, changes: readonly ReportedChange[]): readonly string[] {
  const own = changes.filter((change) => change.verdict === verdict);
  if (own.length === 0) return [];
  const table = ["| change | what to do | operations | rule |", "| --- | --- | --- | --- |", ...own.map(row)].join("\n");
  const heading = `${title(verdict)} (${own.length})`;
  return folded.has(verdict) ? [`<details><summary>${heading}</summary>`, table, "</details>"] : [`### ${heading}`, table];
}

function row({ message, advice, operations, rule }: ReportedChange): string {
  const named = operations.length === 0 ? "" : codeSpan(namedOperations(operations));
  return `| ${escapeMarkdown(message)} | ${escapeMarkdown(advice)} | ${named} | ${codeSpan(rule)} |`;
}
