import type { MapNode, Node } from "../load/node.js";
import { formatPointer } from "../load/pointer.js";
import { changeAll, nodeAt } from "./edit.js";
import type { Kind } from "./grammar.js";
import { type ReferenceTarget, referenceTarget } from "./reference.js";
import { isReference, type Visitor, walk } from "./walk.js";

/** A `$ref` where the grammar knows it as one. */
export interface MetReference {
  /** The map that holds the `$ref`. */
  readonly node: MapNode;
  readonly kind: Kind;
  /** The value of the `$ref`, whatever it is. */
  readonly ref: Node;
  readonly target: ReferenceTarget;
}

export interface Reached {
  readonly root: MapNode;
  /** Every object of the result that was met, and as what. */
  readonly kinds: ReadonlyMap<Node, Kind>;
  readonly references: readonly MetReference[];
}

/**
 * Walks a whole description: what the grammar knows, and then what references lead to beyond it: schemas under an extension,
 * or under a `definitions` of old. Those are objects only because something refers to them.
 */
export function walkReachable(root: MapNode, visitor: Visitor): Reached {
  const kinds = new Map<Node, Kind>();
  const references: MetReference[] = [];
  const targets = new Map<string, { readonly path: readonly string[]; readonly kind: Kind }>();
  const leave = (node: Node, kind: Kind) => {
    kinds.set(node, kind);
    if (node.kind !== "map" || !isReference(node, kind)) return;
    const ref = node.fields.get("$ref") ?? node;
    const target = referenceTarget(ref);
    references.push({ node, kind, ref, target });
    if ("path" in target) targets.set(formatPointer(target.path), { path: target.path, kind });
  };
  const tracking: Visitor = { ...visitor, leave };

  let walked: Node = walk(root, "Document", tracking);
  // The map grows while it is read: what lies beyond may refer to more.
  for (const { path, kind } of targets.values()) {
    const target = nodeAt(walked, path);
    if (target === undefined || kinds.has(target)) continue;
    walked = changeAll(walked, [path], (node) => walk(node, kind, tracking)) ?? walked;
  }
  return { root: walked.kind === "map" ? walked : root, kinds, references };
}
