import { field, fieldsOf, isExtension, stringOf } from "../load/tree/fields.js";
import type { MapNode, Node } from "../load/tree/node.js";
import { formatPointer } from "../load/tree/pointer.js";
import { nodeAt, withFields } from "./objects/edit.js";

/** The sections whose names become names of types: what comes from another document must not get such a name. */
const sections = [["components", "responses"], ["components", "requestBodies"], ["responses"]] as const;

/** Fields whose values are data. */
const dataFields: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const", "value"]);

/**
 * Puts the responses and request bodies of other documents where they are referred to. As components they would give their names to the types
 * in them, which as documents of their own they do not.
 *
 * @param entry - The description before it was bundled.
 */
export function inlineBodies(bundled: MapNode, entry: MapNode): MapNode {
  const imported = new Map<string, Node>();
  for (const section of sections)
    for (const [name, node] of fieldsOf(nodeAt(bundled, section)))
      if (isElsewhere(field(nodeAt(entry, section), name))) imported.set(`#${formatPointer([...section, name])}`, node);
  if (imported.size === 0) return bundled;
  const inline = (node: Node): Node => {
    if (node.kind === "list") return { ...node, items: node.items.map(inline) };
    if (node.kind === "scalar") return node;
    const target = node.fields.size === 1 ? imported.get(stringOf(field(node, "$ref")) ?? "") : undefined;
    if (target !== undefined) return target;
    const fields = [...node.fields].map(
      ([key, value]) => [key, dataFields.has(key) || isExtension(key) ? value : inline(value)] as const,
    );
    return { ...node, fields: new Map(fields) };
  };
  const root = inline(bundled);
  return root.kind === "map" ? withoutUnused(root, imported) : bundled;
}

/** Whether the description itself has no such object, or only a reference to one of another document. */
function isElsewhere(own: Node | undefined): boolean {
  return own === undefined || stringOf(field(own, "$ref"))?.startsWith("#") === false;
}

/** A reference with something beside it stays, and so does its target. */
function withoutUnused(root: MapNode, imported: ReadonlyMap<string, Node>): MapNode {
  const used = new Set<string>();
  const visit = (node: Node): void => {
    const ref = stringOf(field(node, "$ref"));
    if (ref !== undefined) used.add(ref);
    for (const child of node.kind === "list" ? node.items : fieldsOf(node).values()) visit(child);
  };
  visit(root);
  return sections.reduce<MapNode>((tree, section) => {
    const kept = [...fieldsOf(nodeAt(tree, section))].filter(([name]) => {
      const pointer = `#${formatPointer([...section, name])}`;
      return !imported.has(pointer) || used.has(pointer);
    });
    return withSection(tree, section, kept);
  }, root);
}

function withSection(tree: MapNode, [key = "", ...rest]: readonly string[], kept: readonly (readonly [string, Node])[]): MapNode {
  const node = tree.fields.get(key);
  if (node?.kind !== "map") return tree;
  const changed = rest.length === 0 ? { ...node, fields: new Map(kept) } : withSection(node, rest, kept);
  return withFields(tree, [[key, changed.fields.size === 0 ? undefined : changed]]);
}
