import { refuse } from "../../diagnostics.js";
import type { Node, NodePlace } from "../../load/tree/node.js";
import { childPlace, rootPlace } from "../../load/tree/pointer.js";

/** A config as a tree. Only a module can hold functions; they stand apart, by the JSON Pointers of their nodes. */
export interface ConfigTree {
  readonly root: Node;
  readonly functions: ReadonlyMap<string, ConfigFunction>;
}

export interface ConfigFunction {
  readonly call: (...args: readonly unknown[]) => unknown;
  readonly place: NodePlace;
}

/**
 * The value that a module exported as a tree, like that of a parsed text. Its places have no lines: they name the path of keys.
 *
 * @throws Refusal - `config-invalid` for a value that no config holds.
 */
export function treeOfValue(value: unknown, source: string): ConfigTree {
  const functions = new Map<string, ConfigFunction>();
  return { root: nodeOf(value, rootPlace(source, 0), functions, []), functions };
}

function nodeOf(value: unknown, place: NodePlace, functions: Map<string, ConfigFunction>, above: readonly unknown[]): Node {
  if (above.includes(value)) refuse("config-invalid", place, "This value contains itself.");
  const child = (key: string | number, one: unknown) => nodeOf(one, childPlace(place, key, 0), functions, [...above, value]);
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return { kind: "scalar", value, place };
  if (Array.isArray(value)) return { kind: "list", items: value.map((item, index) => child(index, item)), place };
  if (typeof value === "object") {
    const given = Object.entries(value).filter(([, one]) => one !== undefined);
    return { kind: "map", fields: new Map(given.map(([key, one]) => [key, child(key, one)])), place };
  }
  if (typeof value !== "function") refuse("config-invalid", place, `A config cannot hold a value of the type ${typeof value}.`);
  functions.set(place.pointer, { call: (...args) => Reflect.apply(value, undefined, args) as unknown, place });
  return { kind: "scalar", value: "a function", place };
}
