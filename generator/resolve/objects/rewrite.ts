import type { MapNode, Node } from "../../load/tree/node.js";
import { changeNodes, nodeAt, withFields } from "./edit.js";
import { pointersOf } from "./pointers.js";
import { rootKind, findObjects, type DescriptionObjects } from "./find-objects.js";
import { isReferenceObject, type Visitor, walk } from "./walk.js";

/** Changes the objects of a description, each before what it holds, and keeps references to what moved on the way. */
export function rewriteObjects(root: MapNode, visit: Visitor["visit"]): MapNode {
  const reached = findObjects(root);
  const became = new Map<Node, Node>();
  const rewritten = rewriteAll(root, reached, { visit, leave: (before, after) => became.set(before, after) });
  const moved = movedReferences(reached, rewritten, became);
  return moved.size === 0 ? rewritten : rewriteAll(rewritten, reached, { visit: redirect(moved) });
}

function rewriteAll(root: MapNode, { onlyReferenced: beyond }: DescriptionObjects, visitor: Visitor): MapNode {
  const walked = walk(root, rootKind(root), visitor);
  const rewritten = changeNodes(
    walked,
    beyond.map(({ path, kind }) => [path, (node) => walk(node, kind, visitor)]),
  );
  return rewritten?.kind === "map" ? rewritten : root;
}

/** The texts of references whose targets stand elsewhere now, with what they have to be. */
function movedReferences(
  { root, references }: DescriptionObjects,
  rewritten: Node,
  became: ReadonlyMap<Node, Node>,
): ReadonlyMap<Node, string> {
  const moved = new Map<Node, string>();
  let pointers: ReadonlyMap<Node, string> | undefined;
  for (const { ref, target } of references) {
    const before = "path" in target ? nodeAt(root, target.path) : undefined;
    const after = before && became.get(before);
    if (after === undefined || !("path" in target) || nodeAt(rewritten, target.path) === after) continue;
    const pointer = (pointers ??= pointersOf(rewritten)).get(after);
    if (pointer !== undefined) moved.set(ref, `#${pointer.replaceAll("%", "%25")}`);
  }
  return moved;
}

function redirect(moved: ReadonlyMap<Node, string>): Visitor["visit"] {
  return (node, kind) => {
    const ref = node.kind === "map" && isReferenceObject(node, kind) ? node.fields.get("$ref") : undefined;
    const text = ref && moved.get(ref);
    if (node.kind !== "map" || ref === undefined || text === undefined) return node;
    return withFields(node, [["$ref", { kind: "scalar", value: text, place: ref.place }]]);
  };
}
