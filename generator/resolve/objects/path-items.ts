import { field, fieldsOf, itemsOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { grammar } from "./grammar.js";

/** The fields of a description that contain path items, apart from components. */
export const pathItemContainers = ["paths", "webhooks"] as const;

/** The fields of a path item that contain an operation each. */
export const methodFields: readonly string[] = [...grammar["Path Item"].fields].flatMap(([key, content]) =>
  content.as === "one" && content.kind === "Operation" ? [key] : [],
);

/** The operations of a path item, each with its path in it. */
export function operationsOfPathItem(item: Node): readonly (readonly [keys: readonly string[], node: Node])[] {
  const additional = [...fieldsOf(field(item, "additionalOperations"))];
  return [
    ...[...fieldsOf(item)].flatMap(([key, node]) => (methodFields.includes(key) ? [[[key], node] as const] : [])),
    ...additional.map(([method, node]) => [["additionalOperations", method], node] as const),
  ];
}

/**
 * A path item that is a reference: what it refers to, with the fields beside its `$ref`, which OpenAPI leaves undefined. They replace those of the
 * target, except that its parameters are added.
 */
export function withSiblings(target: MapNode, written: MapNode): MapNode {
  const own = [...written.fields].filter(([key]) => key !== "$ref");
  const both = [field(target, "parameters"), field(written, "parameters")];
  const [place] = both.flatMap((list) => (list?.kind === "list" ? [list.place] : []));
  const items = both.flatMap(itemsOf);
  const parameters: readonly [string, Node][] = place === undefined ? [] : [["parameters", { kind: "list", items, place }]];
  return { ...target, fields: new Map([...target.fields, ...own, ...parameters]) };
}
