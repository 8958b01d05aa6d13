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
  /** The sentence about the earlier release whose description this is again. */
  readonly restored: string | undefined;
}

/** What a release changes, told to the callers of the package. */
export function changelogEntry({ version, date, comparison, restored }: Release): string {
  const sections = headings.flatMap(([verdict, heading]) => {
    const changes = comparison.changes.filter((change) => change.verdict === verdict);
    return changes.length === 0 ? [] : [`### ${heading}`, changes.map(line).join("\n")];
  });
  const sentences = [verdictSentences[comparison.verdict], ...(restored === undefined ? [] : [restored])];
  return [`## ${version} - ${date}`, sentences.join(" "), ...sections].join("\n\n");
}

/** @param output - Its name in the config file. The earlier description may be older than the output. */
export function restoredSentence({ versions }: Adoption, output: string | undefined): string {
  const version = versions.get(output ?? "") ?? versions.get("");
  const earlier = version === undefined ? "an earlier one" : `that of version ${version}`;
  return `The description is exactly ${earlier} again: all changes since then are taken back.`;
}

function line({ message, advice, verdict }: Change): string {
  const isObvious = verdict === "docs" || advice === "Nothing needs to change.";
  return `- ${readable(message)}${isObvious ? "" : ` ${readable(advice)}`}`;
}

/** People read a changelog as text, too, so code stands between backticks, in which nothing has another meaning. */
function readable(text: string): string {
  const parts = text.split("`");
  const isCode = (index: number) => index % 2 === 1 && index < parts.length - 1;
  return parts.map((part, index) => (isCode(index) ? (part.trim() === "" ? part : `\`${part}\``) : escapeWords(part))).join("");
}

/** A hyphen within a word needs no escape. */
function escapeWords(text: string): string {
  return escapeMarkdown(text).replace(/(?<=\w)\\-(?=\w)/g, "-");
}

/** The heading of what is not released yet, in the words of Keep a Changelog. */
const unreleased = /^## \[?unreleased\b/i;

/** A changelog with an entry before the latest one, after what stands above that and what is not released yet. Its line ends stay. */
export function withEntry(changelog: string, entry: string): string {
  const lineEnd = changelog.includes("\r\n") ? "\r\n" : "\n";
  const text = changelog.replaceAll("\r\n", "\n");
  const releases = headingsIn(text).filter((start) => !unreleased.test(text.slice(start)));
  const start = releases[0] ?? text.length;
  const [head, rest] = [text.slice(0, start).trimEnd(), text.slice(start).trim()];
  const parts = [head === "" ? "# Changelog" : head, entry, ...(rest === "" ? [] : [rest])];
  return `${parts.join("\n\n")}\n`.replaceAll("\n", lineEnd);
}

/** Where headings of the second level start, except those in fenced code. */
function headingsIn(text: string): readonly number[] {
  const starts: number[] = [];
  let [offset, isCode] = [0, false];
  for (const one of text.split("\n")) {
    if (/^ {0,3}(?:```|~~~)/.test(one)) isCode = !isCode;
    if (!isCode && one.startsWith("## ")) starts.push(offset);
    offset += one.length + 1;
  }
  return starts;
}
