import type { ChangePlace } from "../rules/change.js";
import type { AnyReport, ReportedChange } from "./report.js";

/** The report for programs; `docs/comparison.schema.json` is its JSON Schema. */
export function jsonReport(report: AnyReport): string {
  return JSON.stringify(comparisonJson(report), null, 2);
}

export function comparisonJson({ comparison: { verdict, bump, changes } }: Pick<AnyReport, "comparison">): object {
  return { verdict, bump, changes: changes.map(changeJson) };
}

function changeJson({ rule, verdict, direction, subject, operations, old, new: now, message, advice }: ReportedChange): object {
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
