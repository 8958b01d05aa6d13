import { stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { parsePointer } from "../../load/tree/pointer.js";
import type { Description, ResolvedNode } from "../description.js";
import { nodeAt } from "../objects/edit.js";
import { pointersOf } from "../objects/pointers.js";
import { localPointer, parseReference } from "../objects/reference.js";

/** Gives access to a tree whose references were checked. Lookups are cached. Every `$ref` after this stage is followed here. */
export function createDescription(
  root: MapNode,
  { removed = new Map(), unreadIn }: Partial<Pick<Description, "removed" | "unreadIn">> = {},
): Description {
  const targets = new Map<string, string | undefined>();
  const found = new Map<string, Node | undefined>();
  const ends = new Map<string, ResolvedNode>();
  let pointers: ReadonlyMap<Node, string> | undefined;

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
  const follow = (node: Node): ResolvedNode => {
    const visited = new Set<string>();
    let last: string | undefined;
    let end: ResolvedNode | undefined;
    let current = node;
    for (let pointer = targetPointer(node); pointer !== undefined && end === undefined; pointer = targetPointer(current)) {
      const next = nodeAtPointer(pointer);
      // A `$ref` in an example or an extension was not checked: it may be dangling or circular.
      if (next === undefined || visited.has(pointer)) break;
      visited.add(pointer);
      last = pointer;
      current = next;
      end = ends.get(pointer);
    }
    end ??= { node: current, pointer: last ?? (pointers ??= pointersOf(root)).get(current) ?? current.place.pointer };
    for (const pointer of visited) ends.set(pointer, end);
    return end;
  };
  return { root, nodeAt: nodeAtPointer, targetPointer, follow, removed, ...(unreadIn && { unreadIn }) };
}

function lookUp(root: Node, pointer: string): Node | undefined {
  const path = parsePointer(pointer);
  return path && nodeAt(root, path);
}
