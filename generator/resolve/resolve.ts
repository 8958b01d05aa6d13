import { type Diagnostic, Refusal, type Report } from "../diagnostics.js";
import { reportWrongType } from "../load/fields.js";
import type { MapNode, Node } from "../load/node.js";
import type { Source } from "../load/source.js";
import { checkReferences } from "./check-references.js";
import { describe } from "./describe.js";
import type { Description } from "./description.js";
import { applyOverlay } from "./overlay.js";
import { reach } from "./reachable.js";
import { repairer } from "./repairs.js";
import { rewrite } from "./rewrite.js";
import { upgradeSwagger } from "./swagger/upgrade.js";
import { missingFields, recognise } from "./version.js";

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
  const upgraded = version === "2.0" ? upgradeSwagger(checked(overlaid), report) : overlaid;
  return describe(checked(rewrite(upgraded, repairer(version, report))));
}

function overlay(description: MapNode, overlays: readonly Source[]): MapNode {
  const faults: Diagnostic[] = [];
  const overlaid = overlays.reduce((root, source) => applyOverlay(root, source, (fault) => faults.push(fault)), description);
  refuseAny(faults);
  return overlaid;
}

function checked(root: MapNode): MapNode {
  const faults: Diagnostic[] = [];
  const mismatch = (node: Node, subject: string, wanted: string) =>
    reportWrongType(node, subject, wanted, (fault) => faults.push(fault));
  const reached = reach(root, mismatch);
  refuseAny([...faults, ...checkReferences(reached)]);
  return root;
}

function refuseAny([first, ...rest]: readonly Diagnostic[]): void {
  if (first !== undefined) throw new Refusal([first, ...rest]);
}
