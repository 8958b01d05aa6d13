import { parseIndex } from "../load/pointer.js";
import type { MapNode, Node } from "../load/node.js";

/** Changes to a tree: each makes new nodes along the way and shares everything else. Nothing is ever changed in place. */

/** The map with some fields replaced, added at the end, or, where the value is undefined, left out. */
export function withFields(map: MapNode, changes: Iterable<readonly [string, Node | undefined]>): MapNode {
  const fields = new Map(map.fields);
  for (const [key, node] of changes) {
    if (node === undefined) fields.delete(key);
    else fields.set(key, node);
  }
  return { ...map, fields };
}

export function withoutFields(map: MapNode, keys: Iterable<string>): MapNode {
  return withFields(
    map,
    Array.from(keys, (key) => [key, undefined]),
  );
}

/** The child that a key or index names. */
export function childAt(node: Node | undefined, key: string): Node | undefined {
  if (node?.kind === "map") return node.fields.get(key);
  const index = node?.kind === "list" ? parseIndex(key) : undefined;
  return node?.kind === "list" && index !== undefined ? node.items[index] : undefined;
}

/** The node that a path of keys and indices leads to. */
export function nodeAt(root: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = root;
  for (const key of path) node = childAt(node, key);
  return node;
}

/** Paths from one root, folded into a tree. */
interface Selection {
  selected: boolean;
  readonly below: Map<string, Selection>;
}

/** What becomes of a node; undefined takes it out. `depth` counts the maps and lists around it. */
export type Change = (node: Node, depth: number) => Node | undefined;

/**
 * The tree with every node at one of the paths changed, each once, and those within a node before the node itself.
 * A path that leads nowhere changes nothing.
 */
export function changeAll(root: Node, paths: Iterable<readonly string[]>, change: Change): Node | undefined {
  const selection: Selection = { selected: false, below: new Map() };
  for (const path of paths) select(selection, path);
  return changeSelected(root, selection, change, 0);
}

function select(selection: Selection, path: readonly string[]): void {
  let current = selection;
  for (const key of path) {
    const next = current.below.get(key) ?? { selected: false, below: new Map() };
    current.below.set(key, next);
    current = next;
  }
  current.selected = true;
}

function changeSelected(node: Node, { selected, below }: Selection, change: Change, depth: number): Node | undefined {
  const changed = new Map<string, Node | undefined>();
  for (const [key, selection] of below) {
    const child = childAt(node, key);
    const after = child && changeSelected(child, selection, change, depth + 1);
    if (after !== child) changed.set(key, after);
  }
  const rebuilt = changed.size === 0 ? node : withChildren(node, changed);
  return selected ? change(rebuilt, depth) : rebuilt;
}

function withChildren(node: Node, changed: ReadonlyMap<string, Node | undefined>): Node {
  if (node.kind === "map") return withFields(node, changed);
  if (node.kind === "scalar") return node;
  const items = node.items.flatMap((item, index) => {
    const key = String(index);
    return changed.has(key) ? (changed.get(key) ?? []) : item;
  });
  return { ...node, items };
}
