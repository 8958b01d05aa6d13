import type { Change, ChangePlace } from "../rules/change.js";
import type { ComparisonReport } from "./report.js";

/** The report for programs; `docs/comparison.schema.json` is its JSON Schema. */
export function jsonReport(report: ComparisonReport): string {
  return JSON.stringify(comparisonJson(report), null, 2);
}

export function comparisonJson({ comparison: { verdict, bump, changes } }: Pick<ComparisonReport, "comparison">): object {
  return { verdict, bump, changes: changes.map(changeJson) };
}

function changeJson({ rule, verdict, direction, subject, operations, old, new: now, message, advice }: Change): object {
  return {
    rule,
    verdict,
    direction: direction ?? null,
    subject,
    operations,
    old: placeJson(old),
    new: placeJson(now),
    message,
    advice,
  };
}

function placeJson(place: ChangePlace | undefined): object | null {
  return place === undefined ? null : { source: place.source, pointer: place.pointer };
}
