import { fieldsOf, itemsOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { escapeSegment } from "../../load/tree/pointer.js";

/**
 * The JSON Pointer of every node in the tree as it is now. `node.place.pointer` differs from it if an overlay added the node or removed an
 * item before it: that one is the pointer in the source text.
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
