import type { ResourcePlan, ClassPlan } from "../types/class-plan.js";

/** One class a resource, the children's in properties of the parent's. */
export function planClass(
  resource: ResourcePlan,
  names: ReadonlyMap<ResourcePlan, string>,
  instance: string,
  module: string,
): ClassPlan {
