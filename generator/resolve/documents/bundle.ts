import { diagnostic } from "../../diagnostics.js";
import { field, fieldsOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import { type Change, changeNodes, copyNode, nodeAt, withFields } from "../objects/edit.js";
import type { Fault } from "../objects/find-objects.js";
import { type ImportedComponent, importContaining, importedComponents, targetKey } from "./imported-components.js";
import { parseReference } from "../objects/reference.js";
import type { Document } from "./schema-resources.js";
import { walk } from "../objects/walk.js";
import type { DocumentReference, ReferenceTarget, DocumentGraph } from "./document-graph.js";

/** What the references of all documents say once they stand in one tree, by the node of their text. */
type Texts = ReadonlyMap<Node, string>;

/**
 * Makes one tree of all documents: what the description refers to in others becomes a component of it. References are written anew where
 * that changes them; every node keeps the place that it was written at.
 */
export function bundle(web: DocumentGraph, report: (fault: Fault) => void): MapNode {
  const imports = new Map(importedComponents(web).map((each) => [targetKey(each), each]));
  const texts = textsOf(web, imports, report);
  if (imports.size === 0 && texts.size === 0) return web.entry.root;
  const relinked = new Map<Document, Node>();
  const rootOf = (document: Document): Node => {
    const known = relinked.get(document) ?? relink(document, web, texts);
    relinked.set(document, known);
    return known;
  };
  const changes: [readonly string[], Change][] = [];
  const added: [readonly string[], Node][] = [];
  for (const each of imports.values()) {
    const node = nodeAt(rootOf(each.document), each.path);
    if (node === undefined) continue;
    for (const [index, site] of each.replaces.entries()) changes.push([site, () => (index === 0 ? node : copyNode(node))]);
    if (each.replaces.length === 0 && each.destination !== undefined) added.push([each.destination, node]);
  }
  const entry = changeNodes(rootOf(web.entry), changes) ?? web.entry.root;
  const root = added.reduce((tree, [path, node]) => withNodeAt(tree, path, node), entry);
  return root.kind === "map" ? root : web.entry.root;
}

function textsOf(web: DocumentGraph, imports: ReadonlyMap<string, ImportedComponent>, report: (fault: Fault) => void): Texts {
  const texts = new Map<Node, string>();
  for (const [link, target] of web.targets) {
    const path = target.document === web.entry ? target.path : pathOf(target, imports);
    if (path === undefined) report(homeless(link));
    else if (!isSaid(link, web.entry, path)) texts.set(link.ref, `#${formatPointer(path).replaceAll("%", "%25")}`);
  }
  return texts;
}

function pathOf(target: ReferenceTarget, imports: ReadonlyMap<string, ImportedComponent>): readonly string[] | undefined {
  const holder = importContaining(target, imports);
  return holder?.destination && [...holder.destination, ...target.path.slice(holder.path.length)];
}

/** Whether a reference says already, in the words of its author, where it leads. */
function isSaid({ by, document, ref }: DocumentReference, entry: Document, path: readonly string[]): boolean {
  const said = parseReference(ref);
  return by !== "$dynamicRef" && document === entry && "path" in said && formatPointer(said.path) === formatPointer(path);
}

function homeless({ ref, text, kind }: DocumentReference): Fault {
  const help = "Remove the siblings of the `$ref`, or write out the object in its place.";
  const message = `${quote(text)} brings in a ${kind}, for which Swagger 2.0 has no place.`;
  return { node: ref, diagnostic: diagnostic("ref-unsupported", ref.place, message, { help }) };
}

/** A document with its references written anew. */
function relink(document: Document, web: DocumentGraph, texts: Texts): Node {
  const visit = (node: Node): Node => (node.kind === "map" ? relinkHolder(node, texts) : node);
  const objects = web.visitedObjects.filter((walked) => walked.document === document);
  return (
    changeNodes(
      document.root,
      objects.map(({ path, kind }) => [path, (node: Node) => walk(node, kind, { visit })]),
    ) ?? document.root
  );
}

function relinkHolder(holder: MapNode, texts: Texts): MapNode {
  const changes: [string, Node | undefined][] = [];
  for (const key of ["$ref", "$dynamicRef"]) {
    const text = relinkText(holder.fields.get(key), texts);
    if (text !== undefined) changes.push([key, undefined], ["$ref", text]);
  }
  const discriminator = holder.fields.get("discriminator");
  const mapping = field(discriminator, "mapping");
  const mapped = [...fieldsOf(mapping)].flatMap(([value, node]): [string, Node][] => {
    const text = relinkText(node, texts);
    return text === undefined ? [] : [[value, text]];
  });
  if (mapped.length > 0 && discriminator?.kind === "map" && mapping?.kind === "map")
    changes.push(["discriminator", withFields(discriminator, [["mapping", withFields(mapping, mapped)]])]);
  return changes.length === 0 ? holder : withFields(holder, changes);
}

function relinkText(ref: Node | undefined, texts: Texts): Node | undefined {
  const text = ref && texts.get(ref);
  return ref === undefined || text === undefined ? undefined : { kind: "scalar", value: text, place: ref.place };
}

/** The tree with a node at a place that was not there, and the maps on the way to it where they were not either. */
function withNodeAt(root: Node, [key, ...rest]: readonly string[], node: Node): Node {
  if (key === undefined) return node;
  if (root.kind !== "map") return root;
  const below: Node = root.fields.get(key) ?? { kind: "map", fields: new Map(), place: root.place };
  return withFields(root, [[key, withNodeAt(below, rest, node)]]);
}
