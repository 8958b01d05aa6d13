import type { NodePlace } from "./node.js";

/** One segment of a JSON Pointer (RFC 6901), escaped. */
export function escapeSegment(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}

/** The keys that a JSON Pointer names; undefined where the text is none. */
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

/** An index of a list, as a JSON Pointer writes it. */
export function parseIndex(key: string): number | undefined {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) ? Number(key) : undefined;
}

/** The place of a root. */
export function rootPlace(source: string, offset: number): NodePlace {
  return { source, pointer: "", offset };
}

/**
 * The place of a field's value or of a list's item. A field stands where its KEY stands: that is the line which a reader looks for, also
 * where the value starts further down. An item and a root stand where their value starts. The pointer shares its parent's text.
 */
export function childPlace(parent: NodePlace, key: string | number, offset: number): NodePlace {
  const segment = typeof key === "number" ? String(key) : escapeSegment(key);
  return { source: parent.source, pointer: `${parent.pointer}/${segment}`, offset };
}
