import type { Diagnostic } from "../diagnostics.js";
import type { PackagePlan } from "../plan/types/package-plan.js";
import { compareChanges, type Change, type Comparison } from "./rules/change.js";
import { compareClient } from "./surface/compare-client.js";
import { compareExports } from "./surface/compare-exports.js";
import { compareOperations } from "./surface/compare-operations.js";
import { compareWebhooks } from "./surface/compare-webhooks.js";
import { compareFaults, type ReadDescription } from "./surface/compare-faults.js";
import { createSurfaces } from "./surface/package-surface.js";

/** Compares two packages by what their callers see. Equal plans give no change, whatever the texts of the descriptions are. */
export function comparePlans(old: PackagePlan, now: PackagePlan): Comparison {
  const changes: Change[] = [];
  const surfaces = createSurfaces(old, now, changes);
  compareOperations(surfaces);
  compareWebhooks(surfaces);
  compareClient(surfaces);
  compareExports(surfaces);
  return compareChanges([...changes, ...surfaces.types.changes()]);
}

/** Compares two descriptions, of which either may be invalid. */
export function compareDescriptions(old: ReadDescription, now: ReadDescription): Comparison {
  const faults = compareFaults(old, now);
  if (old.plan === undefined || now.plan === undefined) return compareChanges(faults);
  return compareChanges([...faults, ...comparePlans(old.plan, now.plan).changes]);
}

/** The errors of overlays. An overlay that does not fit the old description says nothing about the new one: there is nothing to compare. */
export function overlayErrors({ diagnostics }: ReadDescription): readonly Diagnostic[] {
  return diagnostics.filter(({ code, severity }) => code.startsWith("overlay-") && severity === "error");
}
