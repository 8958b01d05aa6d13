import { fieldsOf, itemsOf } from "../../load/tree/fields.js";
import { quote, typeName } from "../../load/tree/quote.js";
import type { Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import { closestName } from "./closest-name.js";
import { childAt } from "../objects/edit.js";

/**
 * Suggests a correction for a dangling reference: the closest name for the first key of its path that does not exist.
 *
 * @param uri - the part of the reference before its fragment
 */
export function suggestTarget(root: Node, path: readonly string[], uri = ""): { readonly help?: string } {
  let node = root;
  for (const [index, key] of path.entries()) {
    const next = childAt(node, key);
    if (next === undefined) {
      const near = closestName(key, fieldsOf(node).keys());
      const rest = path.slice(index + 1);
      return near === undefined
        ? describeParent(node, path.slice(0, index), uri)
        : { help: `Did you mean ${quote(`${uri}#${formatPointer([...path.slice(0, index), near, ...rest])}`)}?` };
    }
    node = next;
  }
  return {};
}

function describeParent(node: Node, path: readonly string[], uri: string): { readonly help: string } {
  const count = node.kind === "list" ? itemsOf(node).length : fieldsOf(node).size;
  const parts = `${count} ${node.kind === "list" ? "items" : "fields"}`;
  const place = quote(`${uri}#${formatPointer(path)}`);
  return { help: `${place} is ${typeName(node)} with ${parts}; add what is missing, or correct the reference.` };
}
