import type { MapNode, Node } from "../../load/tree/node.js";
import { changeNodes } from "./edit.js";
import { type DescriptionObjects, findObjects, rootKind } from "./find-objects.js";
import { pointersOf } from "./pointers.js";
import { formatReference, localTarget, withRef } from "./reference.js";
import { refOf, type Visitor, walk } from "./walk.js";

/** Replaces objects of a description, each before the objects in it, and updates references to objects whose path changed. */
export function rewriteObjects(root: MapNode, visit: Visitor["visit"]): MapNode {
  const objects = findObjects(root);
  const replacements = new Map<Node, Node>();
  const leave = (before: Node, after: Node) => {
    if (before !== after) replacements.set(before, after);
  };
  const rewritten = rewriteAll(root, objects, { visit, leave });
  const texts = textsOfMoved(objects, rewritten, replacements);
  return texts.size === 0 ? rewritten : rewriteAll(rewritten, objects, { visit: withNewRefs(texts) });
}

function rewriteAll(root: MapNode, { onlyReferenced }: DescriptionObjects, visitor: Visitor): MapNode {
  const walked = walk(root, rootKind(root), visitor);
  const rewritten = changeNodes(
    walked,
    onlyReferenced.map(({ path, kind }) => [path, (node) => walk(node, kind, visitor)]),
  );
  return rewritten?.kind === "map" ? rewritten : root;
}

/** New texts for references to objects whose path changed, by the node of the old text. */
function textsOfMoved(
  { root, kinds, references }: DescriptionObjects,
  rewritten: Node,
  replacements: ReadonlyMap<Node, Node>,
): ReadonlyMap<Node, string> {
  const texts = new Map<Node, string>();
  let pointers: ReadonlyMap<Node, string> | undefined;
  for (const { ref, target } of references) {
    const before = localTarget(root, target);
    const after = before && (replacements.get(before) ?? (kinds.has(before) ? before : undefined));
    if (after === undefined || localTarget(rewritten, target) === after) continue;
    const pointer = (pointers ??= pointersOf(rewritten)).get(after);
    if (pointer !== undefined) texts.set(ref, formatReference(pointer));
  }
  return texts;
}

function withNewRefs(texts: ReadonlyMap<Node, string>): Visitor["visit"] {
  return (node, kind) => {
    const ref = refOf(node, kind);
    const text = ref && texts.get(ref);
    return text === undefined ? node : withRef(node, text);
  };
}
