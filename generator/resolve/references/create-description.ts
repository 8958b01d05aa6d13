import { stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { parsePointer } from "../../load/tree/pointer.js";
import type { Description } from "../description.js";
import { nodeAt } from "../objects/edit.js";
import { localPointer, parseReference } from "../objects/reference.js";

/** Gives access to a tree whose references were checked. Lookups are cached. Every `$ref` after this stage is followed here. */
export function createDescription(
  root: MapNode,
  { removed = new Map(), unreadIn }: Partial<Pick<Description, "removed" | "unreadIn">> = {},
): Description {
  const targets = new Map<string, string | undefined>();
  const found = new Map<string, Node | undefined>();
  const ends = new Map<string, Node>();

  const nodeAtPointer = (pointer: string): Node | undefined => {
    if (!found.has(pointer)) found.set(pointer, lookUp(root, pointer));
    return found.get(pointer);
  };
  const targetPointer = (node: Node): string | undefined => {
    const ref = node.kind === "map" ? node.fields.get("$ref") : undefined;
    const text = stringOf(ref);
    if (ref === undefined || text === undefined) return undefined;
    if (!targets.has(text)) targets.set(text, localPointer(parseReference(ref)));
    return targets.get(text);
  };
  const follow = (node: Node): Node => {
    const first = targetPointer(node);
    // Most nodes are no references.
    if (first === undefined) return node;
    const visited = new Set<string>();
    let current = node;
    for (let pointer: string | undefined = first; pointer !== undefined; pointer = targetPointer(current)) {
      const next = ends.get(pointer) ?? nodeAtPointer(pointer);
      // A `$ref` in an example or an extension was not checked: it may be dangling or circular.
      if (next === undefined || visited.has(pointer)) break;
      visited.add(pointer);
      current = next;
    }
    for (const pointer of visited) ends.set(pointer, current);
    return current;
  };
  return { root, nodeAt: nodeAtPointer, targetPointer, follow, removed, ...(unreadIn && { unreadIn }) };
}

function lookUp(root: Node, pointer: string): Node | undefined {
  const path = parsePointer(pointer);
  return path && nodeAt(root, path);
}
