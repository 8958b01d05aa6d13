import { compareText, sortedBy } from "../../model/reading/order.js";
import type { WebhooksPlan } from "../types/webhook-plan.js";
import type { ClassPlan, ResourcePlan } from "../types/class-plan.js";
import type { OAuthPlan } from "../types/client-options-plan.js";
import type { ModelPlan } from "../types/model-plan.js";
import type { OperationPlan } from "../types/operation-plan.js";
import type { EntryPlan } from "../types/package-plan.js";
import { resourceModule, resourceSlug } from "./module-names.js";
import type { Placed } from "../operations/plan-operations.js";
import { planClass } from "./plan-class.js";

/** The root and all resources below, each with its operations in order of name. */
export function planResources(placed: readonly Placed[], path: readonly string[] = []): ResourcePlan {
  const here = placed.filter(({ resource }) => resource.length === path.length);
  const below = new Map<string, Placed[]>();
  for (const one of placed) {
    const child = one.resource[path.length];
    if (child !== undefined) below.set(child, [...(below.get(child) ?? []), one]);
  }
  const children = [...below].sort(([a], [b]) => compareText(a, b));
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

export function resourcesOf(root: ResourcePlan): readonly ResourcePlan[] {
  return [root, ...root.children.flatMap(resourcesOf)];
}

  const children = resource.children.map((child) => {
    const property = child.path.at(-1) ?? "";
    return { property, child: planClass(child, names, property, module) };
  });
  return { name: names.get(resource) ?? "", instance, module, resource, children };
}
