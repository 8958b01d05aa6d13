import type { Json } from "../../load/tree/node.js";
import type { RuleId } from "../rules/rules.js";
import { compareProperties } from "./compare-properties.js";
import { matchVariants } from "./match-variants.js";
import type { PartComparer, Difference, Places, TypePair } from "./pair-graph.js";
import { describeValues } from "./describe-view.js";
import { expand } from "./expand.js";
import { isTypeRef, type ObjectView, type PropertyView, type TypeView } from "./type-view.js";

/** The values by which a variant is selected that are new, if all of the old ones still are. */
function addedTags(before: ObjectView, after: ObjectView): readonly Json[] {
  if (before.tagName === undefined || before.tagName !== after.tagName) return [];
  const [old, now] = [before, after].map(({ properties }) => valuesOf(properties.get(before.tagName ?? "")));
  const isSubset = [...(old?.keys() ?? [])].every((text) => now?.has(text));
  return isSubset ? [...(now ?? [])].filter(([text]) => !old?.has(text)).map(([, value]) => value) : [];
}

function valuesOf(property: PropertyView | undefined): TypeView["values"] {
  if (property === undefined) return new Map();
  return (isTypeRef(property.type) ? expand(property.type) : property.type).values;
}

/** Compares the objects of two types: their variants are matched first, then their properties compared. */
export function compareObjects(old: TypeView, now: TypeView, pair: TypePair, parts: PartComparer, places: Places): void {
  if (old.objects.length === 0 || now.objects.length === 0) return;
  const { matched, removed, added, covered } = matchVariants(old.objects, now.objects, pair.direction, parts.breaks);
  const isOpen = old.hasUnknownVariant && now.hasUnknownVariant;
  const difference = (rule: RuleId, name: string): Difference => ({ ...places, rule, facts: { name } });
  for (const [before, after] of matched) {
    const values = isOpen && pair.direction === "received" ? addedTags(before, after) : [];
    if (values.length > 0) pair.differences.push(difference("received-variant-added", describeValues(values)));
    compareProperties(before, after, pair, parts, places, values.length > 0 ? after.tagName : undefined);
    compareOthers(before, after, pair, parts, places);
  }
  const rules: { readonly [D in TypePair["direction"]]: { readonly added: RuleId; readonly removed: RuleId } } = {
    sent: { added: "sent-variant-added", removed: "sent-variant-removed" },
    received: { added: isOpen ? "received-variant-added" : "received-union-widened", removed: "received-variant-removed" },
  };
  const chosen = rules[pair.direction];
  pair.differences.push(
    ...removed.map((variant) => difference(chosen.removed, describeVariant(variant))),
    ...added.map((variant) => difference(chosen.added, describeVariant(variant))),
    ...covered.map((variant) => difference("variant-covered", describeVariant(variant))),
  );
  if (pair.direction === "received" && now.hasUnknownVariant && !old.hasUnknownVariant)
    pair.differences.push(difference("received-union-widened", "a variant that is added later"));
}

function describeVariant({ tag, key, properties }: ObjectView): string {
  if (tag !== undefined) return `the variant \`${tag}\``;
  const name = key?.split("/").at(-1);
  if (name !== undefined) return `the variant \`${name}\``;
  const [first] = properties.keys();
  return first === undefined ? "another object" : `an object with \`${first}\``;
}

function compareOthers(old: ObjectView, now: ObjectView, pair: TypePair, parts: PartComparer, places: Places): void {
  if (old.others === now.others) return;
  if (typeof old.others === "object" && typeof now.others === "object") {
    parts.compare(old.others, now.others, "[key]");
    return;
  }
  const rule = othersRule(old, now, pair);
  if (rule !== undefined) pair.differences.push({ ...places, rule });
}

function othersRule(old: ObjectView, now: ObjectView, { direction }: TypePair): RuleId | undefined {
  const isSent = direction === "sent";
  if (old.others === undefined) return isSent ? "sent-others-accepted" : "received-others-returned";
  if (now.others === undefined && old.others === "unknown" && now.properties.size > 0)
    return isSent ? "sent-others-refused" : "received-others-described";
  if (now.others === undefined) return isSent ? "sent-others-refused" : "received-others-removed";
  if (old.others === "unknown") return isSent ? "sent-others-refused" : "received-others-returned";
  return isSent ? "sent-others-accepted" : "received-others-removed";
}
