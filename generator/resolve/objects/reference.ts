import { percentDecode } from "../../load/documents/location.js";
import { field, stringOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { formatPointer, parsePointer } from "../../load/tree/pointer.js";
import { nodeAt, withFields } from "./edit.js";

/** What the fragment of a reference names within a document: a path of keys (from a JSON Pointer) or an `$anchor`. */
export type ParsedFragment = { readonly path: readonly string[] } | { readonly anchor: string } | { readonly malformed: true };

/** What a `$ref` names: something within the same document, or another document. */
export type ParsedReference = ParsedFragment | { readonly otherDocument: string };

/** Parses the value of a `$ref`: a URI reference, whose fragment may be percent-encoded. */
export function parseReference(ref: Node): ParsedReference {
  const text = stringOf(ref);
  if (text === undefined) return { malformed: true };
  const { uri, fragment } = splitReference(text);
  return uri === "" && text !== "" ? parseFragment(fragment) : { otherDocument: text };
}

/** Splits a URI reference at its `#`. */
export function splitReference(text: string): { readonly uri: string; readonly fragment: string } {
  const at = text.indexOf("#");
  return at < 0 ? { uri: text, fragment: "" } : { uri: text.slice(0, at), fragment: text.slice(at + 1) };
}

export function parseFragment(encoded: string): ParsedFragment {
  const fragment = percentDecode(encoded);
  const path = parsePointer(fragment);
  if (path !== undefined) return { path };
  return fragment.startsWith("/") ? { malformed: true } : { anchor: fragment };
}

/** The node that a reference names in the tree of its own document; undefined if there is none, or the reference names no path. */
export function localTarget(root: Node, reference: ParsedReference): Node | undefined {
  return "path" in reference ? nodeAt(root, reference.path) : undefined;
}

/** The JSON Pointer that a reference names in its own document; undefined if it names none. */
export function localPointer(reference: ParsedReference): string | undefined {
  return "path" in reference ? formatPointer(reference.path) : undefined;
}

/** The node with another text in its `$ref`. */
export function withRef(node: Node, text: string): Node {
  const ref = field(node, "$ref");
  if (node.kind !== "map" || ref === undefined) return node;
  return withFields(node, [["$ref", { kind: "scalar", value: text, place: ref.place }]]);
}

/** The text of a `$ref` to a JSON Pointer of the same document. */
export function formatReference(pointer: string): string {
  return `#${pointer.replaceAll("%", "%25")}`;
}
