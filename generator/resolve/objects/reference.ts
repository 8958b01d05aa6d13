import { stringOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { parsePointer } from "../../load/tree/pointer.js";

/** What a fragment asks for within a document: a place, or an `$anchor`. */
export type ParsedFragment = { readonly path: readonly string[] } | { readonly anchor: string } | { readonly malformed: true };

/** What the text of a `$ref` asks for: a path within the description, or something that cannot be had. */
export type ParsedReference =
  | ParsedFragment
  /** Another file or an address. */
  | { readonly otherDocument: string };

/** Reads a `$ref`: a URI reference whose fragment is a JSON Pointer, percent-encoded where a URI wants it. */
export function parseReference(ref: Node): ParsedReference {
  const text = stringOf(ref);
  if (text === undefined) return { malformed: true };
  const { uri, fragment } = splitReference(text);
  return uri === "" && text !== "" ? parseFragment(fragment) : { otherDocument: text };
}

/** A URI reference, before and behind its `#`. */
export function splitReference(text: string): { readonly uri: string; readonly fragment: string } {
  const at = text.indexOf("#");
  return at < 0 ? { uri: text, fragment: "" } : { uri: text.slice(0, at), fragment: text.slice(at + 1) };
}

export function parseFragment(encoded: string): ParsedFragment {
  const fragment = decode(encoded);
  const path = parsePointer(fragment);
  if (path !== undefined) return { path };
  return fragment.startsWith("/") ? { malformed: true } : { anchor: fragment };
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // A `%` that encodes nothing: whoever wrote it meant the character.
    return fragment;
  }
}
