import type { Json } from "../../load/tree/node.js";
import type { Direction } from "../rules/change-rule.js";
import type { RuleId } from "../rules/rules.js";
import { describeValues } from "./describe-view.js";
import type { Difference } from "./pair-graph.js";
import type { TypeView } from "./type-view.js";

const kinds = ["string", "number", "boolean"] as const;
type Kind = (typeof kinds)[number];

/** The values of one kind: those that are listed, and whether others are allowed, too. */
interface Values {
  readonly listed: ReadonlyMap<string, Json>;
  readonly isOpen: boolean;
}

interface ValueChange {
  readonly old: Values;
  readonly now: Values;
  readonly added: readonly Json[];
  readonly removed: readonly Json[];
}

interface ValueRule {
  readonly when: (change: ValueChange) => boolean;
  readonly rule: { readonly [D in Direction]: RuleId };
  readonly name: (change: ValueChange) => string;
}

const others = () => "other values";
const added = (change: ValueChange) => describeValues(change.added);
const removed = (change: ValueChange) => describeValues(change.removed);
const listed = ({ now }: ValueChange) => describeValues([...now.listed.values()]);

// Every row that matches applies. An open list allows other values, a closed one does not. Aligned by hand.
// prettier-ignore
const valueRules: readonly ValueRule[] = [
  { when: ({ old, now }) => isPlain(old) && isList(now) && now.isOpen,                     rule: { sent: "sent-values-listed",    received: "received-values-listed" },     name: listed },
  { when: ({ old, now }) => isList(old) && old.isOpen && isPlain(now),                     rule: { sent: "sent-values-unlisted",  received: "received-values-unlisted" },   name: others },
  { when: (change) => bothLists(change) && change.old.isOpen && change.now.isOpen && change.added.length > 0,     rule: { sent: "sent-value-added",   received: "received-value-added" },   name: added },
  { when: (change) => bothLists(change) && change.old.isOpen && change.now.isOpen && change.removed.length > 0,   rule: { sent: "sent-value-removed", received: "received-value-removed" }, name: removed },
  { when: (change) => bothLists(change) && !change.old.isOpen && !change.now.isOpen && change.added.length > 0,   rule: { sent: "sent-constant-added",   received: "received-constant-added" },   name: added },
  { when: (change) => bothLists(change) && !change.now.isOpen && change.removed.length > 0,                       rule: { sent: "sent-constant-removed", received: "received-constant-removed" }, name: removed },
  { when: (change) => change.old.isOpen && !change.now.isOpen && change.removed.length === 0,                     rule: { sent: "sent-constant-removed", received: "received-constant-narrowed" }, name: (change) => change.old.isOpen && isList(change.now) ? `other values than ${listed(change)}` : others() },
  { when: ({ old, now }) => !old.isOpen && now.isOpen,                                     rule: { sent: "sent-constant-added",   received: "received-constant-added" },   name: others },
];

function isPlain({ listed: values, isOpen }: Values): boolean {
  return isOpen && values.size === 0;
}

function isList({ listed: values }: Values): boolean {
  return values.size > 0;
}

function bothLists({ old, now }: ValueChange): boolean {
  return isList(old) && isList(now);
}

/** Compares the listed values of the kinds that both types have. */
export function compareValues(old: TypeView, now: TypeView, direction: Direction): readonly Difference[] {
  return kinds.flatMap((kind) => {
    const [before, after] = [valuesOf(old, kind), valuesOf(now, kind)];
    if (isAbsent(before) || isAbsent(after)) return [];
    const change: ValueChange = {
      old: before,
      now: after,
      added: [...after.listed].filter(([text]) => !before.listed.has(text)).map(([, value]) => value),
      removed: [...before.listed].filter(([text]) => !after.listed.has(text)).map(([, value]) => value),
    };
    return valueRules.flatMap(({ when, rule, name }) =>
      when(change) ? [{ rule: rule[direction], facts: { name: name(change) } }] : [],
    );
  });
}

function valuesOf({ values, scalars }: TypeView, kind: Kind): Values {
  return { listed: new Map([...values].filter(([, value]) => typeof value === kind)), isOpen: scalars.has(kind) };
}

function isAbsent({ listed: values, isOpen }: Values): boolean {
  return values.size === 0 && !isOpen;
}
