import { compareStrings, sortedBy } from "../../model/reading/order.js";
import type { ResourcePlan } from "../types/class-plan.js";
import { resourceModule } from "./module-names.js";
import type { PlacedOperation } from "../operations/plan-operations.js";

/** The tree of resources, each with its operations sorted by name. */
export function planResources(placed: readonly PlacedOperation[], path: readonly string[] = []): ResourcePlan {
  const here = placed.filter(({ resource }) => resource.length === path.length);
  const below = new Map<string, PlacedOperation[]>();
  for (const one of placed) {
    const child = one.resource[path.length];
    if (child !== undefined) below.set(child, [...(below.get(child) ?? []), one]);
  }
  const children = [...below].sort(([a], [b]) => compareStrings(a, b));
  return {
    path,
    module: resourceModule(path),
    operations: sortedBy(
      here.map(({ plan }) => plan),
      ({ name }) => name,
    ),
    children: children.map(([name, members]) => planResources(members, [...path, name])),
  };
}

/** A resource and all resources below it. */
export function resourcesOf(root: ResourcePlan): readonly ResourcePlan[] {
  return [root, ...root.children.flatMap(resourcesOf)];
}
