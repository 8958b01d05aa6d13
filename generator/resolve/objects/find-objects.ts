import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import { nodeAt } from "./edit.js";
import type { Kind } from "./grammar.js";
import { type ReferenceTarget, referenceTarget } from "./reference.js";
import { canBe, isReference, type Visitor, walk } from "./walk.js";

/** A `$ref` where the grammar knows it as one. */
export interface MetReference {
  /** The map that holds the `$ref`. */
  readonly node: MapNode;
  readonly kind: Kind;
  /** The value of the `$ref`, whatever it is. */
  readonly ref: Node;
  readonly target: ReferenceTarget;
}

/** All objects of a description: what the grammar knows, and what references lead to beyond it. */
export interface Reached {
  readonly root: MapNode;
  /** Every object, and what it is. */
  readonly kinds: ReadonlyMap<Node, Kind>;
  readonly references: readonly MetReference[];
  /** Objects only because something refers to them: schemas under an extension, or under a `definitions` of old. */
  readonly beyond: readonly { readonly path: readonly string[]; readonly kind: Kind }[];
}

/** What a whole description is. */
export function kindOfRoot(root: MapNode): Kind {
  return root.fields.has("swagger") && !root.fields.has("openapi") ? "Swagger" : "Document";
}

/** Walks a whole description without changing it. */
export function reach(root: MapNode, mismatch?: Visitor["mismatch"]): Reached {
  const kinds = new Map<Node, Kind>();
  const references: MetReference[] = [];
  const targets = new Map<string, { readonly path: readonly string[]; readonly kind: Kind }>();
  const visit = (node: Node, kind: Kind): Node => {
    kinds.set(node, kind);
    if (node.kind !== "map" || !isReference(node, kind)) return node;
    const ref = node.fields.get("$ref") ?? node;
    const target = referenceTarget(ref);
    references.push({ node, kind, ref, target });
    if ("path" in target) targets.set(formatPointer(target.path), { path: target.path, kind });
    return node;
  };
  const visitor: Visitor = { visit, ...(mismatch && { mismatch }) };

  walk(root, kindOfRoot(root), visitor);
  const beyond: Reached["beyond"][number][] = [];
  // The map grows while it is read: what lies beyond may refer to more.
  for (const target of targets.values()) {
    const node = nodeAt(root, target.path);
    if (node === undefined || kinds.has(node) || !canBe(node, target.kind)) continue;
    beyond.push(target);
    walk(node, target.kind, visitor);
  }
  return { root, kinds, references, beyond };
}
