import { positionAt } from "../../load/documents/position.js";
import { printable } from "../../load/tree/printable.js";
import type { Verdict } from "../rules/verdict.js";
import { type AnyReport, countByVerdict, type ReportedChange, verdictSentences } from "./report.js";

const levels: { readonly [V in Verdict]: "error" | "warning" | "notice" } = {
  none: "notice",
  docs: "notice",
  compatible: "notice",
  suspicious: "warning",
  breaking: "error",
  invalid: "error",
};

/** Annotations of GitHub Actions. GitHub shows ten of each level, so documentation is left out. */
export function githubReport({ comparison, texts }: AnyReport): readonly string[] {
  const { verdict, changes } = comparison;
  const shown = changes.filter((change) => change.verdict !== "docs");
  return [
    ...shown.map((change) => annotation(change, texts)),
    command(levels[verdict], { title: `specloom: ${verdict}` }, `${countByVerdict(comparison)}. ${verdictSentences[verdict]}`),
  ];
}

function annotation({ rule, verdict, message, advice, ...places }: ReportedChange, texts: ReadonlyMap<string, string>): string {
  const place = places.new ?? places.old;
  const text = place && texts.get(place.source);
  const position = text === undefined || place?.offset === undefined ? undefined : positionAt(text, place.offset);
  const at =
    place === undefined
      ? {}
      : { file: place.source, ...(position && { line: String(position.line), col: String(position.column) }) };
  return command(levels[verdict], { ...at, title: rule }, `${message} ${advice}`);
}

/** `::error file=api.yaml,line=3,title=option-removed::…` */
export function command(level: string, properties: { readonly [name: string]: string }, message: string): string {
  const given = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeData(value).replace(/:/g, "%3A").replace(/,/g, "%2C")}`,
  );
  return `::${level} ${given.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return printable(text).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
