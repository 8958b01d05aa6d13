import { impliedDiscriminators } from "../../model/traversal/implied-discriminators.js";
import type { PackagePlan } from "../../plan/types/package-plan.js";
import type { Direction } from "../rules/change-rule.js";
import type { Side } from "./type-view.js";

/** The sides of one package. */
export interface PackageSides {
  readonly sent: Side;
  readonly received: Side;
  readonly patched: Side;
}

export function createSides({ api, webhooks }: PackagePlan): PackageSides {
  const discriminators = impliedDiscriminators(api, webhooks?.bodyUnion === undefined ? [] : [webhooks.bodyUnion]);
  const side = (direction: Direction, isPatch: boolean): Side => ({
    schemas: api.schemas,
    direction,
    impliedDiscriminators: discriminators,
    isPatch,
    views: new Map(),
    intersections: new Map(),
  });
  return { sent: side("sent", false), received: side("received", false), patched: side("sent", true) };
}
