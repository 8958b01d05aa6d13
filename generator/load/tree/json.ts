import type { Json, Node, ScalarNode } from "./node.js";

/**
 * Converts a tree to plain JSON, for libraries and for printing. Objects have no prototype, so that `__proto__` is an ordinary key. A bigint
 * becomes a string of its digits.
 */
export function toJson(node: Node): Json {
  return convert(node, toJson);
}

/** The same with a cache: results of trees that share nodes share the converted nodes, too, so they must not be changed. */
export function cachingToJson(): (node: Node) => Json {
  const cache = new WeakMap<Node, Json>();
  const cachedToJson = (node: Node): Json => {
    if (node.kind === "scalar") return plain(node.value);
    const known = cache.get(node);
    if (known !== undefined) return known;
    const json = convert(node, cachedToJson);
    cache.set(node, json);
    return json;
  };
  return cachedToJson;
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

/** Unlike `Array.isArray`, this narrows readonly arrays. */
export function isJsonArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isJsonObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !isJsonArray(value);
}
