import { parsePointer } from "../../load/tree/pointer.js";

export interface OverlayAction {
  readonly target: string;
  readonly update: object;
}

/** Every item of a list, in place of the name of a field. */
export const wildcard = Symbol("wildcard");

/** The items of a list whose fields have these texts. Unlike an index, it holds when the list gets more items. */
type Filter = Readonly<Record<string, string>>;

type Segment = string | number | typeof wildcard | Filter;

/** The segments of a JSON Pointer, in which the index of a list of schemas is a number. */
export function segmentsOf({ pointer }: { readonly pointer: string }): readonly Segment[] {
  const segments = parsePointer(pointer) ?? [];
  return segments.map((segment, index) => (isIndex(segment, segments[index - 1]) ? Number(segment) : segment));
}

/** Whether a segment is the index of a list; a status code is a key. */
function isIndex(segment: string, before: string | undefined): boolean {
  return /^\d+$/.test(segment) && ["allOf", "anyOf", "oneOf", "prefixItems"].includes(before ?? "");
}

/** A path as RFC 9535, 2.7, normalizes it: names in single quotes. */
export function jsonPath(segments: readonly Segment[]): string {
  return `$${segments.map((segment) => `[${selector(segment)}]`).join("")}`;
}

function selector(segment: Segment): string {
  if (segment === wildcard) return "*";
  if (typeof segment === "object")
    return `?${Object.entries(segment)
      .map(([key, text]) => `@[${quoted(key)}]==${quoted(text)}`)
      .join("&&")}`;
  return typeof segment === "number" ? String(segment) : quoted(segment);
}

/** A string in single quotes, with the escapes of JSON. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
