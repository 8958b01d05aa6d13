import { parseIndex } from "../../load/tree/pointer.js";
import type { MapNode, Node } from "../../load/tree/node.js";

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

/** A node like another, for a place of its own; it keeps the place that it was written at. */
export function copyNode(node: Node): Node {
  if (node.kind === "scalar") return { ...node };
  if (node.kind === "list") return { ...node, items: node.items.map(copyNode) };
  return { ...node, fields: new Map(Array.from(node.fields, ([key, child]) => [key, copyNode(child)])) };
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

/** What becomes of a node; undefined takes it out. `depth` counts the maps and lists around it. */
export type Change = (node: Node, depth: number) => Node | undefined;

/** Paths from one root, folded into a tree, so that a map with many changed fields is made anew once. */
interface Selection {
  change?: Change;
  readonly below: Map<string, Selection>;
}

/**
 * The tree with the node at each path changed, those within a node before the node itself. A path that leads nowhere changes nothing.
 */
export function changeNodes(root: Node, changes: Iterable<readonly [readonly string[], Change]>): Node | undefined {
  const selection: Selection = { below: new Map() };
  for (const [path, change] of changes) select(selection, path).change = change;
  return changeSelected(root, selection, 0);
}

function select(root: Selection, path: readonly string[]): Selection {
  let selection = root;
  for (const key of path) {
    const next: Selection = selection.below.get(key) ?? { below: new Map() };
    selection.below.set(key, next);
    selection = next;
  }
  return selection;
}

function changeSelected(node: Node, { change, below }: Selection, depth: number): Node | undefined {
  const changed = new Map<string, Node | undefined>();
  for (const [key, selection] of below) {
    const child = childAt(node, key);
    const after = child && changeSelected(child, selection, depth + 1);
    if (after !== child) changed.set(key, after);
  }
  const rebuilt = changed.size === 0 ? node : withChildren(node, changed);
  return change === undefined ? rebuilt : change(rebuilt, depth);
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
