import { diagnostic, type Diagnostic, type Report } from "../../diagnostics.js";
import type { SourceText } from "../../load/documents/source.js";
import { parse } from "../../load/parse/parse.js";
import { field } from "../../load/tree/fields.js";
import type { MapNode, NodePlace } from "../../load/tree/node.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readList, readString } from "../../load/tree/read-fields.js";
import { closestName } from "../../resolve/references/closest-name.js";
import { type Change, compareChanges, type Comparison } from "./change.js";
import { changeRules } from "./rules.js";

/** A known change that is not reported. */
export interface Waiver {
  readonly rule: string;
  /** What changed: the subject, an operation, or a JSON Pointer in either description. */
  readonly place: string;
  readonly reason: string;
  /** The last day on which it holds: `2027-01-31`. */
  readonly expires: string;
  readonly node: NodePlace;
}

/** Reads a waiver file. Each waiver needs all of its fields. */
export function readWaivers(text: SourceText, report: Report): readonly Waiver[] {
  const { root } = parse(text, report);
  const list = readList(root, "waivers", report);
  if (list === undefined && field(root, "waivers") === undefined)
    report(diagnostic("waiver-invalid", root.place, "The file has no `waivers`."));
  return (list?.items ?? []).flatMap((item) => {
    const map = expectMap(item, "A waiver", report);
    return map === undefined ? [] : (readWaiver(map, report) ?? []);
  });
}

function readWaiver(map: MapNode, report: Report): Waiver | undefined {
  const names = ["rule", "place", "reason", "expires"] as const;
  const [rule = "", place = "", reason = "", expires = ""] = names.map((name) => readString(map, name, report)?.trim());
  const missing = names.find((name) => (readString(map, name, () => undefined) ?? "").trim() === "");
  const fault = (message: string, help?: string) =>
    report(diagnostic("waiver-invalid", map.place, message, help === undefined ? {} : { help }));
  if (missing !== undefined)
    fault(`The waiver has no ${quote(missing)}.`, "A waiver needs `rule`, `place`, `reason` and `expires`.");
  else if (!changeRules.has(rule)) fault(`There is no rule ${quote(rule)}.`, helpForRule(rule));
  else if (!/^\d{4}-\d{2}-\d{2}$/.test(expires)) fault(`${quote(expires)} is not a date such as 2027-01-31.`);
  else return { rule, place, reason, expires, node: map.place };
  return undefined;
}

function helpForRule(rule: string): string {
  const near = closestName(rule, [...changeRules.keys()]);
  return near === undefined ? "`specloom compare` prints the rule of each change in brackets." : `Did you mean ${quote(near)}?`;
}

export interface Waived {
  readonly comparison: Comparison;
  readonly lines: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const renewal = "Release the change and remove the waiver, or write a later day in `expires`.";
const removal = "Remove it if the change is gone. Otherwise correct its `place`: `specloom compare` prints the places.";

/** The comparison without the changes that are waived. A waiver that has expired, or silences nothing, is an error. */
export function applyWaivers({ changes }: Comparison, waivers: readonly Waiver[], today: string): Waived {
  const valid = waivers.filter(({ expires }) => expires >= today);
  const waiverOf = (change: Change) => valid.find((waiver) => waiver.rule === change.rule && stands(change, waiver.place));
  const used = new Set(changes.map(waiverOf));
  const faults = waivers.flatMap((waiver): readonly Diagnostic[] => {
    const what = `The waiver of ${quote(waiver.rule)} at ${quote(waiver.place)}`;
    if (!valid.includes(waiver))
      return [diagnostic("waiver-expired", waiver.node, `${what} expired on ${waiver.expires}.`, { help: renewal })];
    return used.has(waiver) ? [] : [diagnostic("waiver-unused", waiver.node, `${what} silences no change.`, { help: removal })];
  });
  const silenced = changes.filter((change) => waiverOf(change) !== undefined);
  return {
    comparison: compareChanges(changes.filter((change) => !silenced.includes(change))),
    lines: silenced.map((change) => `${change.message} ${waiverOf(change)?.reason ?? ""}`),
    diagnostics: faults,
  };
}

function stands(change: Change, place: string): boolean {
  const pointers = [change.old?.pointer, change.new?.pointer].flatMap((pointer) =>
    pointer === undefined ? [] : [pointer, `#${pointer}`],
  );
  return [change.subject, ...change.operations, ...pointers].includes(place);
}
