import type { DeclarationRuleId } from "../declarations/declaration-rules.js";
import type { Change, Comparison } from "../rules/change.js";
import { type Verdict, verdicts } from "../rules/verdict.js";

/** A change of a description, or of an API report. */
export type ReportedChange = Omit<Change, "rule"> & { readonly rule: Change["rule"] | DeclarationRuleId };

export type ReportedComparison = Omit<Comparison, "changes"> & { readonly changes: readonly ReportedChange[] };

/** What every report is made from. */
export type AnyReport = ComparisonReport<ReportedComparison>;

/** The comparison of two descriptions, or of two API reports, as it is reported. */
export interface ComparisonReport<C extends ReportedComparison = Comparison> {
  readonly comparison: C;
  /** The descriptions as the user named them. */
  readonly old: string;
  readonly now: string;
  /** The texts of the descriptions by their names, for the lines of places. */
  readonly texts: ReadonlyMap<string, string>;
  /** The changes that a waiver silences, and why. */
  readonly waived: readonly string[];
  /** The TypeScript that callers of an operation see, where it differs. Only the page for a browser shows it. */
  readonly types?: readonly ComparedTypes[];
}

export interface ComparedTypes {
  readonly operation: string;
  readonly before: string;
  readonly after: string;
}

/** What a verdict means, in one sentence. */
export const verdictSentences: { readonly [V in Verdict]: string } = {
  none: "Nothing changes for callers of the package.",
  docs: "Only documentation changes.",
  compatible: "Code that uses the package still compiles and works.",
  suspicious: "Code that uses the package still compiles, but look at what has changed.",
  breaking: "Code that uses the package may no longer compile.",
  invalid: "The new description is broken.",
};

/** `2 breaking, 1 docs` */
export function countByVerdict({ changes }: ReportedComparison): string {
  const counts = [...verdicts]
    .reverse()
    .map((verdict) => ({ verdict, count: changes.filter((change) => change.verdict === verdict).length }));
  const present = counts.filter(({ count }) => count > 0);
  return present.length === 0 ? "no changes" : present.map(({ verdict, count }) => `${count} ${verdict}`).join(", ");
}

/** How a change of the version is told. */
export function nextVersionSentence({ bump, verdict }: ReportedComparison): string {
  if (verdict === "invalid") return "Keep the last valid description.";
  return bump === "none"
    ? "The version stays."
    : `The next version is ${bump === "major" ? "a major" : bump === "minor" ? "a minor" : "a patch"} one.`;
}
