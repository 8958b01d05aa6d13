import { resolveLocation } from "../../load/documents/location.js";
import { field, fieldsOf, isExtension, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";

/** One document of a description: the description itself, or one that a reference leads to. */
export interface Document {
  /** Path or URL: the base URI of its references, unless it declares another. */
  readonly location: string;
  /** A map in the description itself; another document may be a list or a text. */
  readonly root: Node;
}

/** The description itself, which is a map. */
export interface EntryDocument extends Document {
  readonly root: MapNode;
}

/** A schema resource (JSON Schema 2020-12, 8.2): a whole document, or a schema in it with its own `$id`. */
export interface SchemaResource {
  /** Its `$id` (or the document's `$self`) as an absolute URI; otherwise the document's location. */
  readonly id: string;
  readonly document: Document;
  readonly path: readonly string[];
  /** Paths by anchor, from the document's root. */
  readonly anchors: Map<string, readonly string[]>;
  readonly dynamicAnchors: Map<string, readonly string[]>;
}

export interface DocumentResources {
  /** The document itself comes first. */
  readonly all: readonly [SchemaResource, ...SchemaResource[]];
  /** The resource that a node belongs to. */
  readonly of: (node: Node) => SchemaResource;
}

/** Fields whose values are data, so that an `$id` in there is none. */
const dataFields: ReadonlySet<string> = new Set(["example", "examples", "default", "enum", "const", "value"]);

/** Finds every `$id` and anchor of a document. Every map is searched, since a reference may turn any of them into a schema. */
export function schemaResources(document: Document): DocumentResources {
  const self = field(document.root, "openapi") ? stringOf(field(document.root, "$self")) : undefined;
  const root = createResource(document, [], resolveLocation(document.location, self ?? "") ?? document.location);
  const embedded: SchemaResource[] = [];
  const owners = new Map<Node, SchemaResource>();
  const visit = (node: Node, path: LazyPath | undefined, owner: SchemaResource): void => {
    const own = node.kind === "map" ? (embeddedResource(node, path, owner) ?? owner) : owner;
    if (own !== owner) embedded.push(own);
    if (own !== root) owners.set(node, own);
    if (node.kind === "map") addAnchors(node, path, own);
    fieldsOf(node).forEach((child, key) => {
      if (child.kind !== "scalar" && !dataFields.has(key) && !isExtension(key)) visit(child, { parent: path, key }, own);
    });
    itemsOf(node).forEach((item, index) => {
      if (item.kind !== "scalar") visit(item, { parent: path, key: String(index) }, own);
    });
  };
  visit(document.root, undefined, root);
  return { all: [root, ...embedded], of: (node) => owners.get(node) ?? root };
}

/** A path as a linked list: most nodes have no anchor, so most paths are never written out. */
interface LazyPath {
  readonly parent: LazyPath | undefined;
  readonly key: string;
}

function pathKeys(path: LazyPath | undefined): readonly string[] {
  const keys: string[] = [];
  for (let step = path; step !== undefined; step = step.parent) keys.push(step.key);
  return keys.reverse();
}

function createResource(document: Document, path: readonly string[], id: string): SchemaResource {
  return { id, document, path, anchors: new Map(), dynamicAnchors: new Map() };
}

function embeddedResource(node: MapNode, path: LazyPath | undefined, owner: SchemaResource): SchemaResource | undefined {
  const id = stringOf(node.fields.get("$id"));
  if (id === undefined || id.startsWith("#")) return undefined;
  const resolved = resolveLocation(owner.id, id.replace(/#[^]*$/, ""));
  return resolved === undefined ? undefined : createResource(owner.document, pathKeys(path), resolved);
}

function addAnchors(node: MapNode, path: LazyPath | undefined, owner: SchemaResource): void {
  const anchor = stringOf(node.fields.get("$anchor"));
  const dynamic = stringOf(node.fields.get("$dynamicAnchor"));
  // In draft 7 and older, an anchor is an `$id` that consists of a fragment only.
  const id = stringOf(node.fields.get("$id"));
  const older = id === undefined ? undefined : /^#(.+)$/.exec(id)?.[1];
  if (anchor === undefined && dynamic === undefined && older === undefined) return;
  for (const name of [anchor, dynamic, older])
    if (name !== undefined && !owner.anchors.has(name)) owner.anchors.set(name, pathKeys(path));
  if (dynamic !== undefined && !owner.dynamicAnchors.has(dynamic)) owner.dynamicAnchors.set(dynamic, pathKeys(path));
}
