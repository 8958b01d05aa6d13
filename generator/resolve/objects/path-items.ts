import { field, fieldsOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
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
