import { stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { childAt } from "../objects/edit.js";
import type { DescriptionObjects } from "../objects/find-objects.js";
import type { ObjectKind } from "../objects/grammar.js";
import { localTarget } from "../objects/reference.js";

/** The least that an object of each kind needs, as YAML. An object of another kind cannot be made up: a parameter needs a name. */
const emptyObjects: { readonly [K in ObjectKind]?: string } = {
  Schema: "{}",
  Response: '{ "description": "" }',
  "Request Body": '{ "content": { "application/json": {} } }',
  "Media Type": "{}",
  Header: '{ "schema": {} }',
  Example: "{}",
  "Path Item": "{}",
  Callback: "{}",
};

type Tree = Map<string, Tree | string>;

/**
 * An overlay that adds an empty object for each reference to nothing in the description: a schema that allows every value. Undefined if there
 * is none that can be added.
 */
export function overlayForMissingTargets({ root, references }: DescriptionObjects): string | undefined {
  const additions: Tree = new Map();
  for (const { target, kind, ref } of references) {
    const object = emptyObjects[kind];
    if (object === undefined || stringOf(ref) === undefined || !("path" in target)) continue;
    if (localTarget(root, target) === undefined && canBeAdded(root, target.path)) addAt(additions, target.path, object);
  }
  if (additions.size === 0) return undefined;
  const head = ["overlay: 1.0.0", "info: { title: Missing objects, version: 1.0.0 }", "actions:", "  - target: $", "    update:"];
  return [...head, ...linesOf(additions, "      ")].join("\n");
}

/** Whether all that exists on the way is a map. */
function canBeAdded(root: MapNode, path: readonly string[]): boolean {
  let node: Node = root;
  for (const key of path) {
    if (node.kind !== "map" || node.fields.has("$ref")) return false;
    const next = childAt(node, key);
    if (next === undefined) return true;
    node = next;
  }
  return false;
}

function addAt(tree: Tree, path: readonly string[], object: string): void {
  let at = tree;
  for (const key of path.slice(0, -1)) {
    const next = at.get(key);
    const below = next instanceof Map ? next : new Map<string, Tree | string>();
    at.set(key, below);
    at = below;
  }
  const last = path.at(-1) ?? "";
  if (!at.has(last)) at.set(last, object);
}

function linesOf(tree: Tree, indentation: string): readonly string[] {
  return [...tree].flatMap(([key, value]) =>
    typeof value === "string"
      ? [`${indentation}${JSON.stringify(key)}: ${value}`]
      : [`${indentation}${JSON.stringify(key)}:`, ...linesOf(value, `${indentation}  `)],
  );
}
