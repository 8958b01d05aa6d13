import type { RuleId } from "../rules/rules.js";
import type { PartComparer, Difference, Places, TypePair } from "./pair-graph.js";
import { unionOfViews } from "./combine-views.js";
import { expand } from "./expand.js";
import { isTypeRef, type ObjectView, type PropertyView, type TypeRef, type TypeView } from "./type-view.js";

/** Compares the properties of two objects. */
export function compareProperties(
  old: ObjectView,
  now: ObjectView,
  pair: TypePair,
  parts: PartComparer,
  places: Places,
  skipped?: string,
): void {
  const removed = [...old.properties.values()].filter(({ name }) => !now.properties.has(name));
  const added = [...now.properties.values()].filter(({ name }) => !old.properties.has(name));
  const others = othersOf(now);
  pair.differences.push(...nameDifferences(others === undefined ? removed : [], added, now, pair, places));
  for (const [name, before] of old.properties) {
    const after = now.properties.get(name);
    if (after !== undefined && name !== skipped) compareProperty(before, after, pair, parts);
  }
  if (others === undefined) return;
  for (const before of removed) {
    pair.differences.push({ ...places, rule: "documentation-changed", old: before.place });
    compareProperty(before, { ...before, required: pair.direction === "sent" && before.required, type: others }, pair, parts);
  }
}

function compareProperty(before: PropertyView, after: PropertyView, pair: TypePair, parts: PartComparer): void {
  if (before.required !== after.required) pair.differences.push(requiredDifference(before, after, pair));
  pair.differences.push(...docsDifferences(before, after, `${pair.subject}.${before.name}`));
  parts.compare(before.type, after.type, `.${before.name}`);
}

/** The type of properties that are not listed. To a reader, these may also be the listed ones, as the index signature of TypeScript has it. */
function othersOf({ others, properties }: ObjectView): TypeRef | TypeView | undefined {
  if (typeof others !== "object" || properties.size === 0) return typeof others === "object" ? others : undefined;
  const types = [others, ...[...properties.values()].map(({ type }) => type)];
  return unionOfViews(types.map((type) => (isTypeRef(type) ? expand(type) : type)));
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
