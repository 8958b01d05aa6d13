import type { Node, ScalarNode } from "./node.js";

/** Reads children and values of a node without reporting anything: what is absent, or of another type, is undefined or empty. */

const noFields: ReadonlyMap<string, Node> = new Map();

/** The field of a map; undefined where there is none, or no map. */
export function field(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === "map" ? node.fields.get(key) : undefined;
}

/** The fields of a map, in the order of the text; none where the node is no map. */
export function fieldsOf(node: Node | undefined): ReadonlyMap<string, Node> {
  return node?.kind === "map" ? node.fields : noFields;
}

/** The items of a list; none where the node is no list. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === "list" ? node.items : [];
}

/** The value of a scalar; undefined where the node is none. */
export function scalarOf(node: Node | undefined): ScalarNode["value"] | undefined {
  return node?.kind === "scalar" ? node.value : undefined;
}

/** The text of a string scalar; undefined where the node is none. */
export function stringOf(node: Node | undefined): string | undefined {
  const value = scalarOf(node);
  return typeof value === "string" ? value : undefined;
}

/** Whether a field starts with `x-`: what it holds is data, whatever it looks like. */
export function isExtension(key: string): boolean {
  return key.startsWith("x-");
}
