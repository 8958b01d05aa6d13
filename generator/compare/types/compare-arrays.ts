import type { RuleId } from "../rules/rules.js";
import type { PartComparer, Places, TypePair } from "./pair-graph.js";
import type { ArrayView, TypeRef, TypeView } from "./type-view.js";

/** Compares arrays and tuples, item by item. */
export function compareArrays(old: TypeView, now: TypeView, pair: TypePair, parts: PartComparer, places: Places): void {
  old.arrays.forEach((array, index) => {
    const other = now.arrays[index];
    if (other === undefined) return;
    compareLengths(array, other, pair, places);
    const positions = Math.max(array.prefix.length, other.prefix.length);
    for (let position = 0; position < positions; position += 1) {
      const [before, after] = [itemAt(array, position), itemAt(other, position)];
      if (before !== undefined && after !== undefined) parts.compare(before, after, `[${position}]`);
    }
    if (array.rest !== undefined && other.rest !== undefined) parts.compare(array.rest, other.rest, "[]");
  });
}

function itemAt({ prefix, rest }: ArrayView, position: number): TypeRef | undefined {
  return prefix[position] ?? rest;
}

function compareLengths(old: ArrayView, now: ArrayView, pair: TypePair, places: Places): void {
  if (old.required === now.required && mostOf(old) === mostOf(now)) return;
  const isNarrower = pair.direction === "sent" ? now.required > old.required : now.required < old.required;
  const fewer = isNarrower || mostOf(now) < mostOf(old);
  const rules: { readonly [D in TypePair["direction"]]: readonly [RuleId, RuleId] } = {
    sent: ["sent-items-fewer", "sent-items-more"],
    received: ["received-items-fewer", "received-items-more"],
  };
  pair.differences.push({ ...places, rule: rules[pair.direction][fewer ? 0 : 1] });
}

function mostOf({ prefix, rest }: ArrayView): number {
  return rest === undefined ? prefix.length : Number.POSITIVE_INFINITY;
}
