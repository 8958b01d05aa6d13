import type { ApiReport, ReportItem } from "../api-report/read-report.js";
import { bumps, type Verdict, verdicts, worstOf } from "../rules/verdict.js";
import { compareItem } from "./compare-items.js";
import { createTypeComparer } from "./compare-types.js";
import { declarationRule, type DeclarationRuleId } from "./declaration-rules.js";
import { type Difference, difference } from "./difference.js";
import { usesOf } from "./directions.js";
import type { Side } from "./scope.js";

/** What changed between two API reports, in the form of other comparisons. */
export interface ApiComparison {
  readonly verdict: Verdict;
  readonly bump: (typeof bumps)[Verdict];
  /** The worst first, then by subject. */
  readonly changes: readonly ApiChange[];
}

export interface ApiChange {
  readonly rule: DeclarationRuleId;
  readonly verdict: Verdict;
  /** `Pet.name`, or `./batch: update` of an entry point that is not `.`. */
  readonly subject: string;
  readonly operations: readonly string[];
  readonly message: string;
  readonly advice: string;
}

/** Compares two API reports by what the callers of the package must do. */
export function compareApiReports(old: ApiReport, now: ApiReport): ApiComparison {
  const pairs = pairItems(old, now);
  const sides: readonly [Side, Side] = [
    { report: old, idNow: (id) => pairs.get(id)?.id ?? id },
    { report: now, idNow: (id) => id },
  ];
  const uses = usesOf(old);
  const compareTypes = createTypeComparer();
  const differences = [
    ...(old.name === now.name ? [] : [difference("api-package-renamed", now.name, { old: old.name, new: now.name })]),
    ...compareEntries(old, now),
    ...[...pairs].flatMap(([id, item]) => {
      const before = old.items.get(id);
      return before === undefined
        ? []
        : compareItem({ old: before, now: item, sides, uses: uses(id), subject: subjectOf(before, old), compareTypes });
    }),
  ];
  const changes = [...new Map(differences.map(changeOf).map((change) => [change.message, change])).values()].sort(inOrder);
  const verdict = worstOf(changes.map((change) => change.verdict));
  return { verdict, bump: bumps[verdict], changes };
}

/** What is exported under the same name is the same declaration, wherever it stands; what is not exported, by its own name. */
function pairItems(old: ApiReport, now: ApiReport): ReadonlyMap<string, ReportItem> {
  const pairs = new Map<string, ReportItem>();
  for (const [entry, exports] of old.entries)
    for (const [name, { id }] of exports) {
      const other = now.items.get(now.entries.get(entry)?.get(name)?.id ?? "");
      if (other !== undefined && old.items.has(id) && !pairs.has(id)) pairs.set(id, other);
    }
  const paired = new Set([...pairs.values()].map(({ id }) => id));
  for (const { id, name } of old.items.values()) {
    if (pairs.has(id)) continue;
    const other = now.items.get(id) ?? [...now.items.values()].find((item) => item.name === name && !paired.has(item.id));
    if (other !== undefined && !paired.has(other.id)) pairs.set(id, other);
  }
  return pairs;
}

/** The name by which it is exported, which need not be the one by which it is declared: `delete`. */
function subjectOf({ entry, name, id }: ReportItem, { entries }: ApiReport): string {
  const [exported = name] = [...(entries.get(entry) ?? [])].flatMap(([own, { id: target }]) =>
    target === id && own !== name ? [own] : [],
  );
  return entry === "." || id.startsWith("#") ? exported : `${entry}: ${exported}`;
}

function compareEntries(old: ApiReport, now: ApiReport): readonly Difference[] {
  return [...new Set([...old.entries.keys(), ...now.entries.keys()])].flatMap((entry) => {
    const [before, after] = [old.entries.get(entry), now.entries.get(entry)];
    if (after === undefined) return [difference("api-entry-removed", entry)];
    return before === undefined ? [difference("api-entry-added", entry)] : compareExports(entry, before, after);
  });
}

type Exports = ApiReport["entries"] extends ReadonlyMap<string, infer E> ? E : never;

function compareExports(entry: string, old: Exports, now: Exports): readonly Difference[] {
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name) => {
    const [before, after] = [old.get(name), now.get(name)];
    const facts = { name, old: entry, new: entry };
    if (after === undefined) return [difference("api-export-removed", name, facts)];
    if (before === undefined) return [difference("api-export-added", name, facts)];
    if (before.isTypeOnly === after.isTypeOnly) return [];
    return [difference(after.isTypeOnly ? "api-export-type-only" : "api-export-value", name, facts)];
  });
}

function changeOf(found: Difference): ApiChange {
  const { rule, subject, verdict } = found;
  const { message, advice } = declarationRule(rule);
  const words: { readonly [word: string]: string | undefined } = { ...found };
  const text = message.replace(/\{(\w+)\}/g, (_, word: string) => (words[word] ?? "").replace(/\s+/g, " ").replaceAll("`", "'"));
  return { rule, verdict, subject, operations: [], message: text, advice };
}

function inOrder(a: ApiChange, b: ApiChange): number {
  const worse = verdicts.indexOf(b.verdict) - verdicts.indexOf(a.verdict);
  return worse !== 0 ? worse : a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
}
