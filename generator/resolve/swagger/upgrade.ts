import { upgradeFromTwoToThree } from "@scalar/openapi-upgrader/2.0-to-3.0";
import { diagnostic, refuse, type Report } from "../../diagnostics.js";
import { field, stringOf } from "../../load/tree/fields.js";
import type { Json, MapNode, Node } from "../../load/tree/node.js";
import { nodeAt, withFields } from "../objects/edit.js";
import { pointersOf } from "../objects/pointers.js";
import type { Fault } from "../objects/find-objects.js";
import type { DescriptionObjects } from "../objects/find-objects.js";
import { parseReference } from "../objects/reference.js";
import { rewriteObjects } from "../objects/rewrite.js";
import { isReferenceObject } from "../objects/walk.js";
import { restoreNodes } from "./restore-nodes.js";
import { prepare } from "./prepare.js";
import { skeletonOf } from "./skeleton.js";

/**
 * Makes OpenAPI 3.0 of Swagger 2.0. The library moves the parts about; here is seen to it that it gets only what it gets right, that every
 * node keeps its place in the text, and that references go along with what they refer to.
 *
 * @param root - a description in which every object is one and every reference leads somewhere
 */
export function upgradeSwagger(root: MapNode, report: Report): MapNode {
  const prepared = prepare(root, report);
  const skeleton = skeletonOf(prepared);
  // A version without quotes is a number. The library's type names a package that it does not bring along.
  const upgraded = upgradeFromTwoToThree({ ...skeleton.json, swagger: "2.0" }) as Json;
  const carried = restoreNodes(upgraded, prepared, skeleton.nodeOf);
  if (carried.root.kind !== "map") return refuse("internal", root.place, "The upgrade of Swagger 2.0 gave no description.");
  return withMovedReferences(carried.root, root, carried.pointers);
}

/** Where a parameter stands decides what becomes of it, so the upgrade would stumble over one that does not say so. */
export function parametersWithoutIn({ kinds }: DescriptionObjects): readonly Fault[] {
  return [...kinds].flatMap(([node, kind]) => {
    if (kind !== "Parameter" || isReferenceObject(node, kind) || stringOf(field(node, "in")) !== undefined) return [];
    const message = "The parameter has no `in`, which is required and must be a string.";
    const help = "Set it to `path`, `query`, `header`, `formData` or `body`.";
    return { node, diagnostic: diagnostic("missing-field", node.place, message, { help }) };
  });
}

/** References name a place of the old description; what stands there may stand elsewhere now. */
function withMovedReferences(upgraded: MapNode, before: MapNode, known: ReadonlyMap<Node, string>): MapNode {
  const all = pointersOf(upgraded);
  const moved = new Map<string, string | undefined>();
  const pointerOf = (ref: Node): string | undefined => {
    const target = parseReference(ref);
    if (!("path" in target)) return undefined;
    const node = nodeAt(before, target.path);
    return node && (known.get(node) ?? all.get(node));
  };
  return rewriteObjects(upgraded, (node, kind) => {
    const ref = node.kind === "map" && isReferenceObject(node, kind) ? node.fields.get("$ref") : undefined;
    const text = stringOf(ref);
    if (node.kind !== "map" || ref === undefined || text === undefined) return node;
    if (!moved.has(text)) moved.set(text, pointerOf(ref));
    const pointer = moved.get(text);
    if (pointer === undefined) return node;
    return withFields(node, [["$ref", { kind: "scalar", value: `#${pointer.replaceAll("%", "%25")}`, place: ref.place }]]);
  });
}
