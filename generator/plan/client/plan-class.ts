import type { ClassPlan, ResourcePlan } from "../types/class-plan.js";

/** One class for each resource. A class has a property for each child resource. */
export function planClass(
  resource: ResourcePlan,
  names: ReadonlyMap<ResourcePlan, string>,
  instance: string,
  module: string,
): ClassPlan {
  const children = resource.children.map((child) => {
    const property = child.path.at(-1) ?? "";
    return { property, child: planClass(child, names, property, module) };
  });
  return { name: names.get(resource) ?? "", instance, module, resource, children };
}
