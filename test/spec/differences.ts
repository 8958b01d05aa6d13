import type { Json } from "../../generator/load/tree/node.js";
import { fieldsOf } from "./structure.js";

/**
 * The differences between two structures, one line each: `pointer: ours vs theirs`. Compares maps entry by entry, and lists as a whole,
 * because those of a structure are sorted.
 */
export function differences(ours: Json | undefined, theirs: Json | undefined, pointer = ""): readonly string[] {
  if (isMap(ours) && isMap(theirs)) {
    const names = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return [...names]
      .sort()
      .flatMap((name) => differences(fieldsOf(ours)[name], fieldsOf(theirs)[name], `${pointer}/${escaped(name)}`));
  }
  return shown(ours) === shown(theirs) ? [] : [`${pointer}: ${shown(ours)} vs ${shown(theirs)}`];
}

function isMap(node: Json | undefined): node is { readonly [key: string]: Json } {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

function shown(node: Json | undefined): string {
  return node === undefined ? "nothing" : JSON.stringify(node);
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
