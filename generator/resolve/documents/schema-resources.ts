import { fieldsOf, isExtension, itemsOf, stringOf } from "../../load/tree/fields.js";
import { resolveLocation } from "../../load/documents/location.js";
import type { MapNode, Node } from "../../load/tree/node.js";

/** A text of a description: the one that was named, or one that a reference leads to. */
export interface Document {
  /** Where it is: the base of the references in it that have no other. */
  readonly location: string;
  readonly root: MapNode;
}

/** A document, or a schema in it with an identity of its own: what a fragment is looked up in (JSON Schema 2020-12, 8.2). */
export interface SchemaResource {
  /** The URI that its `$id` (or the document's `$self`) says; else the document's location. */
  readonly id: string;
  readonly document: Document;
  readonly path: readonly string[];
  /** The paths from the document's root that its anchors name. */
  readonly anchors: Map<string, readonly string[]>;
  readonly dynamicAnchors: Map<string, readonly string[]>;
}

/** The resources of a document, its root first, and the one that each map with an identity of its own above it belongs to. */
export interface DocumentResources {
  readonly all: readonly [SchemaResource, ...SchemaResource[]];
  readonly of: (node: Node) => SchemaResource;
}

/** Values, whatever they look like. */
const data: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const", "value"]);

/** Finds what the schemas of a document call themselves. Every map is looked at, since a reference may make a schema of it. */
export function schemaResources(document: Document): DocumentResources {
  const self = document.root.fields.has("openapi") ? stringOf(document.root.fields.get("$self")) : undefined;
  const root = resource(document, [], resolveLocation(document.location, self ?? "") ?? document.location);
  const inner: SchemaResource[] = [];
  const owners = new Map<Node, SchemaResource>();
  const visit = (node: Node, way: Way | undefined, owner: SchemaResource): void => {
    const own = node.kind === "map" ? (identified(node, way, owner) ?? owner) : owner;
    if (own !== owner) inner.push(own);
    if (own !== root) owners.set(node, own);
    if (node.kind === "map") nameAnchors(node, way, own);
    for (const [key, child] of fieldsOf(node)) {
      if (!data.has(key) && !isExtension(key)) visit(child, { above: way, key }, own);
    }
    for (const [index, item] of itemsOf(node).entries()) visit(item, { above: way, key: String(index) }, own);
  };
  visit(document.root, undefined, root);
  return { all: [root, ...inner], of: (node) => owners.get(node) ?? root };
}

/** The way from a document's root to a node, written out only where someone asks for it. */
interface Way {
  readonly above: Way | undefined;
  readonly key: string;
}

function pathOf(way: Way | undefined): readonly string[] {
  const keys: string[] = [];
  for (let step = way; step !== undefined; step = step.above) keys.push(step.key);
  return keys.reverse();
}

function resource(document: Document, path: readonly string[], id: string): SchemaResource {
  return { id, document, path, anchors: new Map(), dynamicAnchors: new Map() };
}

function identified(node: MapNode, way: Way | undefined, owner: SchemaResource): SchemaResource | undefined {
  const id = stringOf(node.fields.get("$id"));
  if (id === undefined || id.startsWith("#")) return undefined;
  const resolved = resolveLocation(owner.id, id.replace(/#.*$/, ""));
  return resolved === undefined ? undefined : resource(owner.document, pathOf(way), resolved);
}

function nameAnchors(node: MapNode, way: Way | undefined, owner: SchemaResource): void {
  const anchor = stringOf(node.fields.get("$anchor"));
  const dynamic = stringOf(node.fields.get("$dynamicAnchor"));
  // Older drafts write an anchor as an `$id` that is a fragment.
  const older = /^#(.+)$/.exec(stringOf(node.fields.get("$id")) ?? "")?.[1];
  for (const name of [anchor, dynamic, older])
    if (name !== undefined && !owner.anchors.has(name)) owner.anchors.set(name, pathOf(way));
  if (dynamic !== undefined && !owner.dynamicAnchors.has(dynamic)) owner.dynamicAnchors.set(dynamic, pathOf(way));
}
