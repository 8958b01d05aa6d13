import type { Direction } from "../rules/change-rule.js";
import type { RuleId } from "../rules/rules.js";
import { compareArrays } from "./compare-arrays.js";
import { compareObjects } from "./compare-objects.js";
import { compareValues } from "./compare-values.js";
import { describeKinds, kindsOf } from "./describe-view.js";
import type { PartComparer, Difference, Places, TypePair } from "./pair-graph.js";
import type { TypeView } from "./type-view.js";

/** Adds the differences between two types to their pair, and compares their parts. */
export function compareViews(old: TypeView, now: TypeView, pair: TypePair, parts: PartComparer, places: Places = {}): void {
  if (old === now) return;
  const found =
    old.isUnknown || now.isUnknown
      ? unknownDifferences(old, now, pair.direction)
      : [
          ...nullDifferences(old, now, pair.direction),
          ...kindDifferences(old, now, pair.direction),
          ...compareValues(old, now, pair.direction),
        ];
  pair.differences.push(...found.map((difference) => ({ ...places, ...difference })));
  if (old.isUnknown || now.isUnknown) return;
  compareArrays(old, now, pair, parts, places);
  compareObjects(old, now, pair, parts, places);
  for (const stream of old.streams) {
    const other = now.streams.find(({ name }) => name === stream.name);
    if (stream.item !== undefined && other?.item !== undefined) parts.compare(stream.item, other.item, "[]");
  }
}

type ByDirection = { readonly [D in Direction]: RuleId };

function unknownDifferences(old: TypeView, now: TypeView, direction: Direction): readonly Difference[] {
  if (old.isUnknown === now.isUnknown) return [];
  if (direction === "received" && isNothing(kindsOf(old)))
    return [{ rule: "received-body-added", facts: { new: "an unknown type" } }];
  const described: ByDirection = { sent: "sent-type-narrowed", received: "received-type-described" };
  const forgotten: ByDirection = { sent: "sent-type-widened", received: "received-type-unknown" };
  const rule = (old.isUnknown ? described : forgotten)[direction];
  const kinds = describeKinds(kindsOf(old.isUnknown ? now : old));
  const name = direction === "sent" ? `anything but ${kinds}` : kinds;
  return [{ rule, facts: { name, new: kinds, old: kinds } }];
}

function nullDifferences(old: TypeView, now: TypeView, direction: Direction): readonly Difference[] {
  const [before, after] = [old.scalars.has("null"), now.scalars.has("null")];
  if (before === after) return [];
  const added: ByDirection = { sent: "sent-null-added", received: "received-null-added" };
  const removed: ByDirection = { sent: "sent-null-removed", received: "received-null-removed" };
  return [{ rule: (after ? added : removed)[direction] }];
}

/** Callers read the parts of objects and arrays: their code does not compile without them. Among objects, an array can still be asked for. */
function isMissed(kind: string, left: ReadonlySet<string>): boolean {
  return kind === "object" || (kind === "array" && !left.has("object"));
}

function kindDifferences(old: TypeView, now: TypeView, direction: Direction): readonly Difference[] {
  const [before, after] = [kindsOf(old), kindsOf(now)];
  if (direction === "received" && isNothing(before) && !isNothing(after))
    return [{ rule: "received-body-added", facts: { new: describeKinds(after) } }];
  const removed = [...before].filter((kind) => !after.has(kind));
  const added = [...after].filter((kind) => !before.has(kind));
  if (removed.length === before.size && removed.length > 0 && added.length > 0) return [typeChanged(before, after, direction)];
  const rules = {
    sent: { removed: "sent-type-narrowed", added: "sent-type-widened" },
    received: {
      removed: removed.some((kind) => isMissed(kind, after)) ? "received-variant-removed" : "received-type-narrowed",
      added: "received-type-widened",
    },
  } as const;
  return [
    ...(removed.length === 0 ? [] : [{ rule: rules[direction].removed, facts: { name: describeKinds(removed) } }]),
    ...(added.length === 0 ? [] : [{ rule: rules[direction].added, facts: { name: describeKinds(added) } }]),
  ];
}

/** A call that returns nothing, whose answer nobody reads. */
function isNothing(kinds: ReadonlySet<string>): boolean {
  return kinds.size === 1 && kinds.has("undefined");
}

function typeChanged(old: ReadonlySet<string>, now: ReadonlySet<string>, direction: Direction): Difference {
  const rule: ByDirection = { sent: "sent-type-changed", received: "received-type-changed" };
  return { rule: rule[direction], facts: { old: describeKinds(old), new: describeKinds(now) } };
}
