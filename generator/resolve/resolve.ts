import { type Diagnostic, Refusal, type Report } from "../diagnostics.js";
import { reportWrongType } from "../load/fields.js";
import type { MapNode } from "../load/node.js";
import type { Source } from "../load/source.js";
import { checkReferences } from "./check-references.js";
import { describe } from "./describe.js";
import type { Description } from "./description.js";
import { applyOverlay } from "./overlay.js";
import { walkReachable } from "./reachable.js";
import { repairer } from "./repairs.js";
import { missingFields, recognise, type Version } from "./version.js";

/**
 * Makes a description trustworthy: recognises it, lays overlays over it, repairs what is harmless, and checks that every object
 * is one and every reference leads to what it must.
 *
 * @throws Refusal - with every fault that was found. Repairs are reported.
 */
export function resolve(description: Source, overlays: readonly Source[], report: Report): Description {
  const version = recognise(description.root);
  const overlaid = overlay(description.root, overlays);
  refuseAny(missingFields(overlaid, version));
  return describe(checked(repaired(overlaid, version, report)));
}

function overlay(description: MapNode, overlays: readonly Source[]): MapNode {
  const faults: Diagnostic[] = [];
  const overlaid = overlays.reduce((root, source) => applyOverlay(root, source, (fault) => faults.push(fault)), description);
  refuseAny(faults);
  return overlaid;
}

function repaired(root: MapNode, version: Version, report: Report): MapNode {
  return walkReachable(root, { visit: repairer(version, report) }).root;
}

function checked(root: MapNode): MapNode {
  const faults: Diagnostic[] = [];
  const reached = walkReachable(root, {
    visit: (node) => node,
    mismatch: (node, subject, wanted) => reportWrongType(node, subject, wanted, (fault) => faults.push(fault)),
  });
  refuseAny([...faults, ...checkReferences(reached)]);
  return root;
}

function refuseAny([first, ...rest]: readonly Diagnostic[]): void {
  if (first !== undefined) throw new Refusal([first, ...rest]);
}
