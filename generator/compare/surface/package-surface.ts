import { resourcesOf } from "../../plan/client/plan-resources.js";
import type { OperationPlan } from "../../plan/types/operation-plan.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import { type ChangeDraft, createChange } from "../rules/change.js";
import type { Change } from "../rules/change.js";
import { createSides, type PackageSides } from "../types/sides.js";
import { createTypeComparer, type NameModel, type TypeComparer } from "../types/compare-types.js";

/** One of the two packages. */
export interface PackageSurface {
  readonly plan: PackagePlan;
  readonly sides: PackageSides;
  readonly operations: readonly OperationPlan[];
}

/** Both packages, and where changes go. */
export interface Surfaces {
  readonly old: PackageSurface;
  readonly now: PackageSurface;
  readonly types: TypeComparer;
  readonly add: (draft: ChangeDraft) => void;
}

export function createSurfaces(old: PackagePlan, now: PackagePlan, changes: Change[]): Surfaces {
  return {
    old: surfaceOf(old),
    now: surfaceOf(now),
    types: createTypeComparer(modelNamer(old)),
    add: (draft) => changes.push(createChange(draft)),
  };
}

/** Names the models of a package. */
export function modelNamer({ modelNames }: PackagePlan): NameModel {
  return (key, direction) => {
    const names = modelNames.get(key);
    return (direction === "sent" ? names?.request : names?.response) ?? key;
  };
}

function surfaceOf(plan: PackagePlan): PackageSurface {
  return { plan, sides: createSides(plan), operations: resourcesOf(plan.resource).flatMap(({ operations }) => operations) };
}
