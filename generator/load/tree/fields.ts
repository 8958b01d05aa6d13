import type { Node, ScalarNode } from "./node.js";

/** Access to fields, items and values of a node. What is absent or of another type is undefined or empty; nothing is reported. */

const noFields: ReadonlyMap<string, Node> = new Map();

/** The value of a field; undefined if the node is not a map or has no such field. */
export function field(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === "map" ? node.fields.get(key) : undefined;
}

/** The fields of a map, in the order of the text; empty if the node is not a map. */
export function fieldsOf(node: Node | undefined): ReadonlyMap<string, Node> {
  return node?.kind === "map" ? node.fields : noFields;
}

/** The items of a list; empty if the node is not a list. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === "list" ? node.items : [];
}

/** The value of a scalar; undefined if the node is not a scalar. */
export function scalarOf(node: Node | undefined): ScalarNode["value"] | undefined {
  return node?.kind === "scalar" ? node.value : undefined;
}

/** The value of a string; undefined if the node is not a string. */
export function stringOf(node: Node | undefined): string | undefined {
  const value = scalarOf(node);
  return typeof value === "string" ? value : undefined;
}

/** Whether a key starts with `x-`. The values of extensions are data: a `$ref` in there is not a reference. */
export function isExtension(key: string): boolean {
  return key.startsWith("x-");
}
