import type { Json, Node, ScalarNode } from "./node.js";

/**
 * A tree as plain JSON, for libraries and for printing. Maps become objects without a prototype, so that `__proto__` is a key like any
 * other. An integer that a number cannot hold becomes the string of its digits: JSON has no third way without loss.
 */
export function toJson(node: Node): Json {
  return convert(node, toJson);
}

/**
 * The same for trees that change a little at a time: what was converted once is shared by every later result.
 * Whoever gets such a result must not change it.
 */
export function cachingToJson(): (node: Node) => Json {
  const known = new WeakMap<Node, Json>();
  const shared = (node: Node): Json => {
    if (node.kind === "scalar") return plain(node.value);
    const before = known.get(node);
    if (before !== undefined) return before;
    const json = convert(node, shared);
    known.set(node, json);
    return json;
  };
  return shared;
}

function convert(node: Node, child: (node: Node) => Json): Json {
  if (node.kind === "scalar") return plain(node.value);
  if (node.kind === "list") return node.items.map(child);
  const object = Object.create(null) as Record<string, Json>;
  for (const [key, value] of node.fields) object[key] = child(value);
  return object;
}

function plain(value: ScalarNode["value"]): Json {
  return typeof value === "bigint" ? value.toString() : value;
}

/** `Array.isArray` does not narrow a readonly array away. */
export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isJsonObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !isJsonArray(value);
}
