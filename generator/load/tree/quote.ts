import type { Node } from "./node.js";

/** How messages show nodes and texts of a description. */

/** What a node is, in the words of a message: "a list", "null". */
export function typeName(node: Node): string {
  if (node.kind !== "scalar") return `a ${node.kind}`;
  if (node.value === null) return "null";
  return typeof node.value === "bigint" ? "a number" : `a ${typeof node.value}`;
}

const longestQuote = 120;

/** A text of the description within a message: between backticks, bounded. */
export function quote(text: string): string {
  const bounded = text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text;
  return `\`${bounded}\``;
}
