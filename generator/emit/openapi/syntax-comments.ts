import type { SyntaxNode } from "./syntax-nodes.js";

const comments = new WeakMap<SyntaxNode, readonly string[]>();

/** Adds a comment, its text without delimiters, to the line before a node. */
export function addComment<Node extends SyntaxNode>(node: Node, text: string): Node {
  comments.set(node, [...(comments.get(node) ?? []), text]);
  return node;
}

/** The comments of a node, each with a line break at its end. */
export function commentsBefore(node: SyntaxNode, margin: string): string {
  return (comments.get(node) ?? []).map((text) => `${printComment(`/*${text}*/`, margin)}\n`).join("");
}

/** Further lines keep their distance from the margin; one without text keeps its blanks. */
function printComment(comment: string, margin: string): string {
  return comment
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line, index) => `${margin}${index === 0 ? "" : blanksBefore(line)}${line.trim()}`)
    .join("\n");
}

/** The blanks at the start of a line, with spaces for tabs. */
function blanksBefore(line: string): string {
  const [blanks = ""] = /^[^\S\r\n]*/.exec(line) ?? [];
  let width = 0;
  for (const blank of blanks) width += blank === "\t" ? 4 - (width % 4) : 1;
  return " ".repeat(width);
}
