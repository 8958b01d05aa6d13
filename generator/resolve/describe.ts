import { fieldsOf, itemsOf, stringOf } from "../load/fields.js";
import type { MapNode, Node } from "../load/node.js";
import { escapeSegment, formatPointer, parsePointer } from "../load/pointer.js";
import type { Description, Followed } from "./description.js";
import { nodeAt } from "./edit.js";
import { referenceTarget } from "./reference.js";

/** A tree whose references are known to be sound, as the later stages read it. */
export function describe(root: MapNode): Description {
  const targets = new Map<string, string | undefined>();
  const found = new Map<string, Node | undefined>();
  let pointers: ReadonlyMap<Node, string> | undefined;

  const at = (pointer: string): Node | undefined => {
    if (!found.has(pointer)) found.set(pointer, lookUp(root, pointer));
    return found.get(pointer);
  };
  const target = (node: Node): string | undefined => {
    const ref = node.kind === "map" ? node.fields.get("$ref") : undefined;
    const text = stringOf(ref);
    if (ref === undefined || text === undefined) return undefined;
    if (!targets.has(text)) targets.set(text, pointerOf(ref));
    return targets.get(text);
  };
  const follow = (node: Node): Followed => {
    const passed = new Set<Node>();
    let current = node;
    let pointer = target(current);
    let last: string | undefined;
    while (pointer !== undefined && !passed.has(current)) {
      const next = at(pointer);
      if (next === undefined) break;
      passed.add(current);
      last = pointer;
      current = next;
      pointer = target(current);
    }
    return { node: current, pointer: last ?? (pointers ??= pointersOf(root)).get(current) ?? current.place.pointer };
  };
  return { root, at, target, follow };
}

function pointerOf(ref: Node): string | undefined {
  const target = referenceTarget(ref);
  return "path" in target ? formatPointer(target.path) : undefined;
}

function lookUp(root: Node, pointer: string): Node | undefined {
  const path = parsePointer(pointer);
  return path && nodeAt(root, path);
}

/**
 * Where every node stands now. A node's own place says where it was written, which is another pointer where an overlay
 * brought it or a list became shorter.
 */
function pointersOf(root: Node): ReadonlyMap<Node, string> {
  const pointers = new Map<Node, string>();
  const visit = (node: Node, pointer: string): void => {
    pointers.set(node, pointer);
    for (const [key, child] of fieldsOf(node)) visit(child, `${pointer}/${escapeSegment(key)}`);
    for (const [index, child] of itemsOf(node).entries()) visit(child, `${pointer}/${index}`);
  };
  visit(root, "");
  return pointers;
}
