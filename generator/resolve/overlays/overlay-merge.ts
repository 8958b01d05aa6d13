import { diagnostic, refuse, type Report } from "../../diagnostics.js";
import { typeName } from "../../load/tree/quote.js";
import { limits } from "../../load/documents/limits.js";
import type { MapNode, Node } from "../../load/tree/node.js";

/** Merges a value into a node; `depth` is the number of maps and lists around the node. */
export type Merge = (node: Node, value: Node, depth: number) => Node;

/**
 * Merges as the Overlay Specification defines it: maps merge field by field, lists are concatenated, another value is appended to a list, and a
 * scalar replaces a scalar. Any other combination is reported. (Version 1.0 does not define how lists merge; 1.1 does and is followed.)
 *
 * Merged values are copied, so that every node occurs once in the result; each keeps its place in the overlay.
 */
export function overlayMerger(report: Report): Merge {
  let copies = 0;

  const copy = (value: Node, depth: number): Node => {
    if (++copies > limits.copies)
      refuse("source-too-large", value.place, `The overlay adds more than ${limits.copies} nodes to the description.`);
    if (value.kind === "scalar") return { ...value };
    if (depth >= limits.depth)
      refuse("too-deep", value.place, `The overlay nests maps and lists more than ${limits.depth} levels deep.`);
    if (value.kind === "list") return { ...value, items: value.items.map((item) => copy(item, depth + 1)) };
    return { ...value, fields: new Map(Array.from(value.fields, ([key, child]) => [key, copy(child, depth + 1)])) };
  };

  const merge = (node: Node, value: Node, depth: number): Node => {
    if (node.kind !== value.kind) {
      const help = "Remove the field with an action before this one, or change the type of the value.";
      report(
        diagnostic("overlay-invalid", value.place, `${upperFirst(typeName(value))} cannot be merged into ${typeName(node)}.`, {
          help,
        }),
      );
      return node;
    }
    if (node.kind === "map" && value.kind === "map") return mergeMaps(node, value, depth);
    if (node.kind === "list" && value.kind === "list")
      return { ...node, items: [...node.items, ...value.items.map((item) => copy(item, depth + 1))] };
    return copy(value, depth);
  };

  const mergeMaps = (node: MapNode, value: MapNode, depth: number): MapNode => {
    const fields = new Map(node.fields);
    for (const [key, child] of value.fields) {
      const before = node.fields.get(key);
      fields.set(key, before === undefined ? copy(child, depth + 1) : merge(before, child, depth + 1));
    }
    return { ...node, fields };
  };

  return (node, value, depth) => {
    const isAppended = node.kind === "list" && value.kind !== "list";
    return isAppended ? { ...node, items: [...node.items, copy(value, depth + 1)] } : merge(node, value, depth);
  };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
