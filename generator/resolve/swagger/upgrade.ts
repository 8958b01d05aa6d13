import { upgradeFromTwoToThree } from "@scalar/openapi-upgrader/2.0-to-3.0";
import { diagnostic, refuse, type Report } from "../../diagnostics.js";
import { field, stringOf } from "../../load/tree/fields.js";
import type { Json, MapNode, Node } from "../../load/tree/node.js";
import type { DescriptionObjects, Fault } from "../objects/find-objects.js";
import { pointersOf } from "../objects/pointers.js";
import { formatReference, localTarget, parseReference, withRef } from "../objects/reference.js";
import { rewriteObjects } from "../objects/rewrite.js";
import { isReferenceObject, refOf } from "../objects/walk.js";
import { prepare } from "./prepare.js";
import { restoreNodes } from "./restore-nodes.js";
import { createSkeleton } from "./skeleton.js";

/**
 * Upgrades Swagger 2.0 to OpenAPI 3.0 with `@scalar/openapi-upgrader`. The description is prepared first, so that the library converts it
 * correctly; afterwards the nodes with their places in the source text are restored and references are updated.
 *
 * @param root - a description whose objects and references were checked
 */
export function upgradeSwagger(root: MapNode, report: Report): MapNode {
  const prepared = prepare(root, report);
  const skeleton = createSkeleton(prepared);
  // The library expects a string, but an unquoted 2.0 is a number in YAML. The cast: its result type needs a package that is not installed.
  const upgraded = upgradeFromTwoToThree({ ...skeleton.json, swagger: "2.0" }) as Json;
  const restored = restoreNodes(upgraded, prepared, skeleton.nodeOf);
  if (restored.root.kind !== "map") return refuse("internal", root.place, "The upgrade of Swagger 2.0 gave no description.");
  return withUpdatedReferences(restored.root, root, restored.pointers);
}

/** Reports parameters without `in`, which the upgrade cannot convert. */
export function parametersWithoutIn({ kinds }: DescriptionObjects): readonly Fault[] {
  return [...kinds].flatMap(([node, kind]) => {
    if (kind !== "Parameter" || isReferenceObject(node, kind) || stringOf(field(node, "in")) !== undefined) return [];
    const message = "The parameter has no `in`, which is required and must be a string.";
    const help = "Set it to `path`, `query`, `header`, `formData` or `body`.";
    return { node, diagnostic: diagnostic("missing-field", node.place, message, { help }) };
  });
}

/** Rewrites references that name paths of the Swagger description to the paths of the upgraded one. */
function withUpdatedReferences(upgraded: MapNode, before: MapNode, restored: ReadonlyMap<Node, string>): MapNode {
  const all = pointersOf(upgraded);
  const pointers = new Map<string, string | undefined>();
  const pointerOf = (ref: Node): string | undefined => {
    const node = localTarget(before, parseReference(ref));
    return node && (restored.get(node) ?? all.get(node));
  };
  return rewriteObjects(upgraded, (node, kind) => {
    const ref = refOf(node, kind);
    const text = stringOf(ref);
    if (ref === undefined || text === undefined) return node;
    if (!pointers.has(text)) pointers.set(text, pointerOf(ref));
    const pointer = pointers.get(text);
    return pointer === undefined ? node : withRef(node, formatReference(pointer));
  });
}
