import { stringOf } from "../load/fields.js";
import type { Node } from "../load/node.js";
import { parsePointer } from "../load/pointer.js";

/** What the text of a `$ref` asks for: a path within the description, or something that cannot be had. */
export type ReferenceTarget =
  | { readonly path: readonly string[] }
  /** Another file or an address. */
  | { readonly elsewhere: string }
  /** An `$anchor`. */
  | { readonly anchor: string }
  | { readonly malformed: true };

/** Reads a `$ref`: a URI reference whose fragment is a JSON Pointer, percent-encoded where a URI wants it. */
export function referenceTarget(ref: Node): ReferenceTarget {
  const text = stringOf(ref);
  if (text === undefined) return { malformed: true };
  if (!text.startsWith("#")) return { elsewhere: text };
  const fragment = decode(text.slice(1));
  const path = fragment === undefined ? undefined : parsePointer(fragment);
  if (path !== undefined) return { path };
  return fragment === undefined || fragment.startsWith("/") ? { malformed: true } : { anchor: fragment };
}

function decode(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    // A `%` that encodes nothing: whoever wrote it meant the character.
    return fragment;
  }
}
