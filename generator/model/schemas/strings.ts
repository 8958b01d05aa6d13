import { field, stringOf } from "../../load/tree/fields.js";
import type { MapNode } from "../../load/tree/node.js";
import { says } from "./read-schema-docs.js";

/** Media types whose content is text, so that a string of JSON or text can hold it as it is. */
const textual = /^(?:text\/|application\/(?:json|xml)\b)|\+(?:json|xml)\b/i;

/** Bytes travel as they are: `format: binary`, or content that is neither text nor encoded as text. */
export function isBinary(node: MapNode): boolean {
  const mediaType = stringOf(field(node, "contentMediaType"));
  if (node.fields.has("contentEncoding")) return says(node, "contentEncoding", "binary");
  return says(node, "format", "binary") || (mediaType !== undefined && !textual.test(mediaType));
}
