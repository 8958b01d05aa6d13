import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import { nodeAt } from "./edit.js";
import type { ObjectKind } from "./grammar.js";
import { type ParsedReference, parseReference } from "./reference.js";
import { hasTypeOf, isReferenceObject, type Visitor, walk } from "./walk.js";

/** A `$ref` where the grammar knows it as one. */
export interface ReferenceObject {
  /** The map that holds the `$ref`. */
  readonly node: MapNode;
  readonly kind: ObjectKind;
  /** The value of the `$ref`, whatever it is. */
  readonly ref: Node;
  readonly target: ParsedReference;
}

/** All objects of a description: what the grammar knows, and what references lead to beyond it. */
export interface DescriptionObjects {
  readonly root: MapNode;
  /** Every object, and what it is. */
  readonly kinds: ReadonlyMap<Node, ObjectKind>;
  readonly references: readonly ReferenceObject[];
  /** Objects only because something refers to them: schemas under an extension, or under a `definitions` of old. */
  readonly onlyReferenced: readonly { readonly path: readonly string[]; readonly kind: ObjectKind }[];
}

/** What a whole description is. */
export function rootKind(root: MapNode): ObjectKind {
  return root.fields.has("swagger") && !root.fields.has("openapi") ? "Swagger" : "Document";
}

/** Walks a whole description without changing it. */
export function findObjects(root: MapNode, mismatch?: Visitor["onWrongType"]): DescriptionObjects {
  const kinds = new Map<Node, ObjectKind>();
  const references: ReferenceObject[] = [];
  const targets = new Map<string, { readonly path: readonly string[]; readonly kind: ObjectKind }>();
  const visit = (node: Node, kind: ObjectKind): Node => {
    kinds.set(node, kind);
    if (node.kind !== "map" || !isReferenceObject(node, kind)) return node;
    const ref = node.fields.get("$ref") ?? node;
    const target = parseReference(ref);
    references.push({ node, kind, ref, target });
    if ("path" in target) targets.set(formatPointer(target.path), { path: target.path, kind });
    return node;
  };
  const visitor: Visitor = { visit, ...(mismatch && { onWrongType: mismatch }) };

  walk(root, rootKind(root), visitor);
  const beyond: DescriptionObjects["onlyReferenced"][number][] = [];
  // The map grows while it is read: what lies beyond may refer to more.
  for (const target of targets.values()) {
    const node = nodeAt(root, target.path);
    if (node === undefined || kinds.has(node) || !hasTypeOf(node, target.kind)) continue;
    beyond.push(target);
    walk(node, target.kind, visitor);
  }
  return { root, kinds, references, onlyReferenced: beyond };
}
