import { isExtension, scalarOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { withFields } from "./edit.js";
import { grammar, type FieldContent, type ObjectKind } from "./grammar.js";

/** What is done on a walk. */
export interface Visitor {
  /** Sees each object before what it holds; what it answers takes the object's place and is walked. */
  readonly visit: (node: Node, kind: ObjectKind) => Node;
  /** Hears what became of each object, once all that it holds was walked. */
  readonly leave?: (before: Node, after: Node) => void;
  /** Hears of a field or item that holds something else than the grammar says: `wanted` is "a list". It is not walked. */
  readonly onWrongType?: (node: Node, subject: string, wanted: string) => void;
}

/** Walks an object of a kind and all objects that it holds, in the order of the text. References are met, not followed. */
export function walk(node: Node, kind: ObjectKind, visitor: Visitor): Node {
  const visited = visitor.visit(node, kind);
  const walked = visited.kind !== "map" || isOpaque(visited, kind) ? visited : walkFields(visited, kind, visitor);
  visitor.leave?.(node, walked);
  return walked;
}

function walkFields(map: MapNode, kind: ObjectKind, visitor: Visitor): MapNode {
  const { fields, additional: others } = grammar[kind];
  const changes: [string, Node][] = [];
  for (const [key, child] of map.fields) {
    const held = fields.get(key) ?? (isExtension(key) ? undefined : others);
    const walked = held === undefined ? child : walkHeld(child, held, quote(key), visitor);
    if (walked !== child) changes.push([key, walked]);
  }
  return changes.length === 0 ? map : withFields(map, changes);
}

/** What stands beside a `$ref` is of no meaning, but in schemas (as of 3.1) and path items. */
function isOpaque(node: Node, kind: ObjectKind): boolean {
  return kind !== "Schema" && kind !== "Path Item" && isReferenceObject(node, kind);
}

/** Whether a node stands for another one: a map with a `$ref` where the grammar allows it. */
export function isReferenceObject(node: Node, kind: ObjectKind): boolean {
  return grammar[kind].referable && node.kind === "map" && node.fields.has("$ref");
}

function walkHeld(node: Node, held: FieldContent, subject: string, visitor: Visitor): Node {
  if (held.as === "one") return walkOne(node, held.kind, subject, visitor);
  return held.as === "list" ? walkList(node, held.kind, subject, visitor) : walkMap(node, held, subject, visitor);
}

function walkOne(node: Node, kind: ObjectKind, subject: string, visitor: Visitor): Node {
  if (hasTypeOf(node, kind)) return walk(node, kind, visitor);
  visitor.onWrongType?.(node, subject, "a map");
  return node;
}

/** Whether a node has the outer form of a kind: all are maps, and `true` and `false` are schemas too. */
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
