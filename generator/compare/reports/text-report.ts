import { stdoutColours as pc } from "../../colours.js";
import { printable } from "../../load/tree/printable.js";
import type { ChangePlace } from "../rules/change.js";
import type { Verdict } from "../rules/verdict.js";
import { positionAt } from "../../load/documents/position.js";
import { type AnyReport, countByVerdict, nextVersionSentence, type ReportedChange, verdictSentences } from "./report.js";

const colours: { readonly [V in Verdict]: (text: string) => string } = {
  none: pc.green,
  docs: pc.green,
  compatible: pc.green,
  suspicious: pc.yellow,
  breaking: pc.red,
  invalid: pc.red,
};

/** How many operations a line names. */
const mostNamed = 5;

/** The report for a terminal. */
export function textReport(report: AnyReport): readonly string[] {
  const { comparison, waived } = report;
  const { verdict, changes } = comparison;
  return [
    `${colours[verdict](pc.bold(verdict))}: ${countByVerdict(comparison)}. ${verdictSentences[verdict]} ${nextVersionSentence(comparison)}`,
    ...changes.flatMap((change) => changeLines(change, report)),
    ...waived.map((line) => `${pc.dim("waived")} ${printable(line)}`),
  ];
}

function changeLines(change: ReportedChange, { texts }: AnyReport): readonly string[] {
  const { rule, verdict, message, advice, operations } = change;
  const place = change.new ?? change.old;
  const where = [
    ...(operations.length === 0 ? [] : [namedOperations(operations)]),
    ...(place === undefined ? [] : [location(place, texts)]),
  ];
  return [
    `${colours[verdict](verdict)} ${printable(message)} ${pc.dim(`[${rule}]`)}`,
    ...(advice === "Nothing needs to change." || verdict === "docs" ? [] : [`  ${printable(advice)}`]),
    ...(where.length === 0 ? [] : [pc.dim(`  ${printable(where.join("; "))}`)]),
  ];
}

export function namedOperations(operations: readonly string[]): string {
  const hidden = operations.length - mostNamed;
  return `${operations.slice(0, mostNamed).join(", ")}${hidden > 0 ? ` and ${hidden} more` : ""}`;
}

/** `api.yaml:12:3 #/paths/~1pets` */
function location(place: ChangePlace, texts: ReadonlyMap<string, string>): string {
  const text = texts.get(place.source);
  const position = text === undefined || place.offset === undefined ? undefined : positionAt(text, place.offset);
  return `${place.source}${position === undefined ? "" : `:${position.line}:${position.column}`} #${place.pointer}`;
}
