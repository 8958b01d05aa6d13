import { field, isExtension, scalarOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { withFields } from "./edit.js";
import { grammar, type FieldContent, type ObjectKind } from "./grammar.js";

type MapContent = Extract<FieldContent, { readonly as: "map" | "extensible map" }>;

/** Callbacks of a walk. */
export interface Visitor {
  /** Called for each object before its children. The result replaces the object, and its children are walked. */
  readonly visit: (node: Node, kind: ObjectKind) => Node;
  /** Called after an object's children, with the object before and after the walk. */
  readonly leave?: (before: Node, after: Node) => void;
  /** Called for a value that is not of the type that the grammar requires (`wanted`: "a list"). Such a value is not walked. */
  readonly onWrongType?: (node: Node, subject: string, wanted: string) => void;
  /** Called for each item of a list of objects. */
  readonly onItem?: (node: Node) => void;
  /** Called for a map with a `$ref` where OpenAPI allows none; its target belongs in its place. */
  readonly onMisplacedReference?: (node: MapNode, content: FieldContent, subject: string) => void;
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
  return withWalked(map, (key, child) => {
    const content = fields.get(key) ?? (isExtension(key) ? undefined : additional);
    // Most values are plain. They are not objects, and only a map could be a misplaced reference.
    if (content === undefined || (content.as === "plain" && child.kind !== "map")) return child;
    return walkContent(child, content, quote(key), visitor);
  });
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

/** Whether a node is a map with a `$ref` where OpenAPI allows none. In a map of names, a `$ref` that is a map itself is a name. */
function isMisplacedReference(node: Node, content: FieldContent): node is MapNode {
  if (content.as === "data" || (content.as === "one" && grammar[content.kind].referable)) return false;
  return stringOf(field(node, "$ref")) !== undefined;
}

/** Walks what a field contains. `subject` names it in messages. */
export function walkContent(node: Node, content: FieldContent, subject: string, visitor: Visitor): Node {
  const isMisplaced = isMisplacedReference(node, content);
  if (isMisplaced) visitor.onMisplacedReference?.(node, content, subject);
  if (content.as === "plain" || content.as === "data" || (isMisplaced && content.as === "list")) return node;
  if (content.as === "plain map") return walkPlainMap(node, visitor);
  if (content.as === "one") return walkOne(node, content.kind, subject, visitor);
  if (content.as === "list") return walkList(node, content.kind, subject, visitor);
  return walkMap(node, content, subject, visitor);
}

function walkOne(node: Node, kind: ObjectKind, subject: string, visitor: Visitor): Node {
  if (hasTypeOf(node, kind)) return walk(node, kind, visitor);
  if (grammar[kind].checked) visitor.onWrongType?.(node, subject, "a map");
  return node;
}

/** Whether a node can be an object of a kind: it is a map, or, for a schema, a boolean. */
export function hasTypeOf(node: Node, kind: ObjectKind): boolean {
  return node.kind === "map" || (kind === "Schema" && typeof scalarOf(node) === "boolean");
}

function walkList(node: Node, kind: ObjectKind, subject: string, visitor: Visitor): Node {
  if (node.kind !== "list") {
    if (grammar[kind].checked) visitor.onWrongType?.(node, subject, "a list");
    return node;
  }
  const items = node.items.map((item) => {
    visitor.onItem?.(item);
    return walkContent(item, { as: "one", kind }, `An item of ${subject}`, visitor);
  });
  return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
}

function walkMap(node: Node, content: MapContent, subject: string, visitor: Visitor): Node {
  const { kind } = content;
  if (node.kind !== "map") {
    if (grammar[kind].checked) visitor.onWrongType?.(node, subject, "a map");
    return node;
  }
  const one: FieldContent = { as: "one", kind };
  return withWalked(node, (key, child) => {
    if ((content.as === "extensible map" && isExtension(key)) || isReferenceText(key, child)) return child;
    const lists = content.as === "map" && child.kind === "list" ? content.orLists : undefined;
    if (lists === "names") return child;
    return walkContent(child, lists === undefined ? one : { as: "list", kind }, quote(key), visitor);
  });
}

function walkPlainMap(node: Node, visitor: Visitor): Node {
  if (node.kind !== "map") return node;
  return withWalked(node, (key, child) => walkContent(child, { as: "plain" }, quote(key), visitor));
}

/** Whether a field of a map of names is a misplaced `$ref` rather than a name. */
function isReferenceText(key: string, value: Node): boolean {
  return key === "$ref" && stringOf(value) !== undefined;
}

function withWalked(map: MapNode, walkChild: (key: string, child: Node) => Node): MapNode {
  let changes: [string, Node][] | undefined;
  // Every field of a description passes here several times, and `forEach` makes no pair for each.
  map.fields.forEach((child, key) => {
    const walked = walkChild(key, child);
    if (walked !== child) (changes ??= []).push([key, walked]);
  });
  return changes === undefined ? map : withFields(map, changes);
}
