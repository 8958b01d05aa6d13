import type { NodePlace } from "./node.js";

/** Escapes a key for a JSON Pointer (RFC 6901). */
export function escapeSegment(key: string): string {
  // Asked for every node of a description; this is several times as fast as a pattern.
  if (!key.includes("/") && !key.includes("~")) return key;
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The keys of a JSON Pointer; undefined if the text is not a JSON Pointer. */
export function parsePointer(pointer: string): readonly string[] | undefined {
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split("/")
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function formatPointer(keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${escapeSegment(String(key))}`).join("");
}

/** The list index in a segment of a JSON Pointer; undefined if it is not an index. */
export function parseIndex(key: string): number | undefined {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) ? Number(key) : undefined;
}

/** The place of the root of a text. */
export function rootPlace(source: string, offset: number): NodePlace {
  return { source, pointer: "", offset };
}

/**
 * The place of a child. The offset of a field is that of its KEY, since readers look for the line of the key; the offset of an item or a root
 * is that of its value.
 */
export function childPlace(parent: NodePlace, key: string | number, offset: number): NodePlace {
  return { source: parent.source, pointer: parent.pointer + lastSegment(key), offset };
}

const lastSegments = new Map<string | number, string>();

/** The part of a pointer that a child adds to its parent's. All children with the same key share it: most keys are keywords. */
function lastSegment(key: string | number): string {
  const known = lastSegments.get(key);
  if (known !== undefined) return known;
  if (lastSegments.size >= 10_000) lastSegments.clear();
  const segment = typeof key === "number" ? `/${key}` : `/${escapeSegment(key)}`;
  lastSegments.set(key, segment);
  return segment;
}
