import type { RuleId } from "../rules/rules.js";
import type { ComparePart, Difference, Places, TypePair } from "./pair-graph.js";
import { isTypeRef, type ObjectView, type PropertyView } from "./type-view.js";

/** Compares the properties of two objects. */
export function compareProperties(
  old: ObjectView,
  now: ObjectView,
  pair: TypePair,
  comparePart: ComparePart,
  places: Places,
): void {
  const removed = [...old.properties.values()].filter(({ name }) => !now.properties.has(name));
  const added = [...now.properties.values()].filter(({ name }) => !old.properties.has(name));
  pair.differences.push(...nameDifferences(removed, added, now, pair, places));
  for (const [name, before] of old.properties) {
    const after = now.properties.get(name);
    if (after === undefined) continue;
    if (before.required !== after.required) pair.differences.push(requiredDifference(before, after, pair));
    pair.differences.push(...docsDifferences(before, after, `${pair.subject}.${name}`));
    comparePart(before.type, after.type, `.${name}`);
  }
}

function nameDifferences(
  removed: readonly PropertyView[],
  added: readonly PropertyView[],
  now: ObjectView,
  { direction }: TypePair,
  places: Places,
): readonly Difference[] {
  const [[from, ...otherRemoved], [to, ...otherAdded]] = [removed, added];
  if (from !== undefined && to !== undefined && otherRemoved.length + otherAdded.length === 0 && isSameType(from, to)) {
    const rule = direction === "sent" ? "sent-property-renamed" : "received-property-renamed";
    return [{ rule, facts: { old: from.name, new: to.name }, old: from.place, new: to.place }];
  }
  const addedRule = (property: PropertyView): RuleId =>
    direction === "received"
      ? "received-property-added"
      : property.required
        ? "sent-required-property-added"
        : "sent-property-added";
  const removedRule: RuleId =
    direction === "received"
      ? "received-property-removed"
      : now.others === undefined
        ? "sent-property-removed"
        : "documentation-changed";
  return [
    ...removed.map((property) => ({ ...places, rule: removedRule, facts: { name: property.name }, old: property.place })),
    ...added.map((property) => ({ ...places, rule: addedRule(property), facts: { name: property.name }, new: property.place })),
  ];
}

/** Whether two properties differ in nothing but their names. */
function isSameType(a: PropertyView, b: PropertyView): boolean {
  return a.required === b.required && fingerprint(a) === fingerprint(b);
}

function fingerprint({ type }: PropertyView): string {
  const withoutPlaces = (key: string, value: unknown) => (key === "place" || key === "docs" ? undefined : value);
  return isTypeRef(type) ? JSON.stringify(type.schema, withoutPlaces) : JSON.stringify([[...type.scalars], [...type.values]]);
}

function requiredDifference(before: PropertyView, after: PropertyView, { direction }: TypePair): Difference {
  const rules = {
    sent: ["sent-property-required", "sent-property-optional"],
    received: ["received-property-required", "received-property-optional"],
  } as const;
  return { rule: rules[direction][after.required ? 0 : 1], facts: { name: after.name }, old: before.place, new: after.place };
}

/** Documentation that a parameter has beside its schema. */
function docsDifferences(before: PropertyView, after: PropertyView, subject: string): readonly Difference[] {
  const places = { subject, old: before.place, new: after.place };
  return [
    ...(before.description === after.description ? [] : [{ ...places, rule: "documentation-changed" as const }]),
    ...(before.deprecated === after.deprecated
      ? []
      : [{ ...places, rule: after.deprecated ? ("deprecated" as const) : ("deprecation-removed" as const) }]),
  ];
}
