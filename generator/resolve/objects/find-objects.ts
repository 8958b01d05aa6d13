import type { Diagnostic } from "../../diagnostics.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import { grammar, type ObjectKind } from "./grammar.js";
import { localTarget, type ParsedReference, parseReference } from "./reference.js";
import { hasTypeOf, isReferenceObject, type Visitor, walk } from "./walk.js";

/** An error in a description, and the node that has it. */
export interface Fault {
  readonly node: Node;
  readonly diagnostic: Diagnostic;
}

/** A Reference Object, or a schema or path item with a `$ref`. */
export interface ReferenceObject {
  /** The map with the field `$ref`. */
  readonly node: MapNode;
  readonly kind: ObjectKind;
  /** The value of `$ref`, of whatever type. */
  readonly ref: Node;
  readonly target: ParsedReference;
}

/** All OpenAPI objects and schemas of a description. */
export interface DescriptionObjects {
  readonly root: MapNode;
  readonly kinds: ReadonlyMap<Node, ObjectKind>;
  readonly references: readonly ReferenceObject[];
  /** Objects outside of the grammar that a reference makes objects: schemas below an extension, or below `definitions`. */
  readonly onlyReferenced: readonly { readonly path: readonly string[]; readonly kind: ObjectKind }[];
}

const nodesByKind = new WeakMap<DescriptionObjects["kinds"], ReadonlyMap<ObjectKind, readonly Node[]>>();

/** The objects of a kind, in the order in which they were found. */
export function objectsOfKind({ kinds }: DescriptionObjects, kind: ObjectKind): readonly Node[] {
  const known = nodesByKind.get(kinds) ?? groupByKind(kinds);
  nodesByKind.set(kinds, known);
  return known.get(kind) ?? [];
}

function groupByKind(kinds: DescriptionObjects["kinds"]): ReadonlyMap<ObjectKind, readonly Node[]> {
  const groups = new Map<ObjectKind, Node[]>();
  kinds.forEach((kind, node) => {
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, [node]);
    else group.push(node);
  });
  return groups;
}

/** Whether a description is read as OpenAPI or as Swagger 2.0. */
export function rootKind(root: MapNode): ObjectKind {
  return root.fields.has("swagger") && !root.fields.has("openapi") ? "Swagger" : "Document";
}

/** Finds all objects of a description, those that only a reference leads to included. */
export function findObjects(root: MapNode, onWrongType?: Visitor["onWrongType"]): DescriptionObjects {
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
  const visitor: Visitor = { visit, ...(onWrongType && { onWrongType }) };

  walk(root, rootKind(root), visitor);
  const onlyReferenced: DescriptionObjects["onlyReferenced"][number][] = [];
  // Walking a target may add more targets to the map; the loop visits them, too.
  for (const target of targets.values()) {
    const node = localTarget(root, target);
    const known = node && kinds.get(node);
    if (node === undefined || (known && grammar[known].checked) || !hasTypeOf(node, target.kind)) continue;
    onlyReferenced.push(target);
    walk(node, target.kind, visitor);
  }
  return { root, kinds, references, onlyReferenced };
}
