import { fieldsOf, itemsOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { escapeSegment } from "../../load/tree/pointer.js";

/**
 * Where every node stands now. A node's own place says where it was written, which is another pointer where an overlay
 * brought it or a list became shorter.
 */
export function pointersOf(root: Node): ReadonlyMap<Node, string> {
  const pointers = new Map<Node, string>();
  const visit = (node: Node, pointer: string): void => {
    pointers.set(node, pointer);
    for (const [key, child] of fieldsOf(node)) visit(child, `${pointer}/${escapeSegment(key)}`);
    for (const [index, child] of itemsOf(node).entries()) visit(child, `${pointer}/${index}`);
  };
  visit(root, "");
  return pointers;
}
