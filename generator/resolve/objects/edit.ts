import { parseIndex } from "../../load/tree/pointer.js";
import type { MapNode, Node } from "../../load/tree/node.js";

/** Edits of immutable trees: changed nodes and the nodes above them are new, all others are shared. */

/** The map with fields replaced or added at the end; a field whose value is undefined is removed. */
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

/** A deep copy, so that every node of a tree occurs in it once. Places in the source text stay the same. */
export function copyNode(node: Node): Node {
  if (node.kind === "scalar") return { ...node };
  if (node.kind === "list") return { ...node, items: node.items.map(copyNode) };
  return { ...node, fields: new Map(Array.from(node.fields, ([key, child]) => [key, copyNode(child)])) };
}

/** The child at a key or index. */
export function childAt(node: Node | undefined, key: string): Node | undefined {
  if (node?.kind === "map") return node.fields.get(key);
  const index = node?.kind === "list" ? parseIndex(key) : undefined;
  return node?.kind === "list" && index !== undefined ? node.items[index] : undefined;
}

/** The node at a path of keys and indices. */
export function nodeAt(root: Node, path: readonly string[]): Node | undefined {
  let node: Node | undefined = root;
  for (const key of path) node = childAt(node, key);
  return node;
}

/** Returns a node's replacement, or undefined to remove it. `depth` is the number of maps and lists around the node. */
export type Change = (node: Node, depth: number) => Node | undefined;

/** The changed paths as a tree, so that a map with many changed fields is copied once. */
interface ChangeTree {
  change?: Change;
  readonly below: Map<string, ChangeTree>;
}

/** The tree with the node at each path replaced, descendants before the node itself. A path without a node is ignored. */
export function changeNodes(root: Node, changes: Iterable<readonly [readonly string[], Change]>): Node | undefined {
  const tree: ChangeTree = { below: new Map() };
  for (const [path, change] of changes) subtreeAt(tree, path).change = change;
  return applyChanges(root, tree, 0);
}

function subtreeAt(root: ChangeTree, path: readonly string[]): ChangeTree {
  let tree = root;
  for (const key of path) {
    const next: ChangeTree = tree.below.get(key) ?? { below: new Map() };
    tree.below.set(key, next);
    tree = next;
  }
  return tree;
}

function applyChanges(node: Node, { change, below }: ChangeTree, depth: number): Node | undefined {
  const changed = new Map<string, Node | undefined>();
  for (const [key, tree] of below) {
    const child = childAt(node, key);
    const after = child && applyChanges(child, tree, depth + 1);
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
