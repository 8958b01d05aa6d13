import type { Node } from "./node.js";

/** How diagnostics show parts of a description. */

/** The type of a node for a message: "a list", "null". */
export function typeName(node: Node): string {
  if (node.kind !== "scalar") return `a ${node.kind}`;
  if (node.value === null) return "null";
  return typeof node.value === "bigint" ? "a number" : `a ${typeof node.value}`;
}

const maxLength = 120;

/** Quotes a text of the description in a message: in backticks, and shortened if it is long. */
export function quote(text: string): string {
  const shortened = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return `\`${shortened}\``;
}
