import { field, isExtension, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { withFields } from "./edit.js";
import { grammar, type FieldContent, type ObjectKind } from "./grammar.js";

/** Callbacks of a walk. */
export interface Visitor {
  /** Called for each object before its children. The result replaces the object, and its children are walked. */
  readonly visit: (node: Node, kind: ObjectKind) => Node;
  /** Called after an object's children, with the object before and after the walk. */
  readonly leave?: (before: Node, after: Node) => void;
  /** Called for a value that is not of the type that the grammar requires (`wanted`: "a list"). Such a value is not walked. */
  readonly onWrongType?: (node: Node, subject: string, wanted: string) => void;
}

/** Walks an object and all objects in it, in the order of the text. References are visited, not followed. */
export function walk(node: Node, kind: ObjectKind, visitor: Visitor): Node {
  const visited = visitor.visit(node, kind);
  const walked = visited.kind !== "map" || ignoresSiblings(visited, kind) ? visited : walkFields(visited, kind, visitor);
  visitor.leave?.(node, walked);
  return walked;
}

function walkFields(map: MapNode, kind: ObjectKind, visitor: Visitor): MapNode {
  const { fields, additional } = grammar[kind];
  const changes: [string, Node][] = [];
  for (const [key, child] of map.fields) {
    const content = fields.get(key) ?? (isExtension(key) ? undefined : additional);
    const walked = content === undefined ? child : walkContent(child, content, quote(key), visitor);
    if (walked !== child) changes.push([key, walked]);
  }
  return changes.length === 0 ? map : withFields(map, changes);
}

/** Siblings of a `$ref` have a meaning in schemas (as of 3.1) and path items only. */
function ignoresSiblings(node: Node, kind: ObjectKind): boolean {
  return kind !== "Schema" && kind !== "Path Item" && isReferenceObject(node, kind);
}

/** Whether a node is a map with a `$ref` where OpenAPI allows one. */
export function isReferenceObject(node: Node, kind: ObjectKind): boolean {
  return grammar[kind].referable && node.kind === "map" && node.fields.has("$ref");
}

/** The value of the `$ref` of a node, where OpenAPI allows one. */
export function refOf(node: Node, kind: ObjectKind): Node | undefined {
  return isReferenceObject(node, kind) ? field(node, "$ref") : undefined;
}

function walkContent(node: Node, content: FieldContent, subject: string, visitor: Visitor): Node {
  if (content.as === "one") return walkOne(node, content.kind, subject, visitor);
  return content.as === "list" ? walkList(node, content.kind, subject, visitor) : walkMap(node, content, subject, visitor);
}

function walkOne(node: Node, kind: ObjectKind, subject: string, visitor: Visitor): Node {
  if (hasTypeOf(node, kind)) return walk(node, kind, visitor);
  visitor.onWrongType?.(node, subject, "a map");
  return node;
}

/** Whether a node can be an object of a kind: it is a map, or, for a schema, a boolean. */
export function hasTypeOf(node: Node, kind: ObjectKind): boolean {
  return node.kind === "map" || (kind === "Schema" && typeof scalarOf(node) === "boolean");
}

function walkList(node: Node, kind: ObjectKind, subject: string, visitor: Visitor): Node {
  if (node.kind !== "list") {
    visitor.onWrongType?.(node, subject, "a list");
    return node;
  }
  const items = node.items.map((item) => walkOne(item, kind, `An item of ${subject}`, visitor));
  return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
}

function walkMap(node: Node, { kind, as }: FieldContent, subject: string, visitor: Visitor): Node {
  if (node.kind !== "map") {
    visitor.onWrongType?.(node, subject, "a map");
    return node;
  }
  const changes: [string, Node][] = [];
  for (const [key, child] of node.fields) {
    if (as === "extensible map" && isExtension(key)) continue;
    const walked = walkOne(child, kind, quote(key), visitor);
    if (walked !== child) changes.push([key, walked]);
  }
  return changes.length === 0 ? node : withFields(node, changes);
}
