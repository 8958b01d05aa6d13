import { diagnostic } from "../../diagnostics.js";
import { field, fieldsOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import { quote } from "../../load/tree/quote.js";
import { type Change, changeNodes, copyNode, nodeAt, withFields } from "../objects/edit.js";
import type { Fault } from "../objects/find-objects.js";
import { formatReference, parseReference } from "../objects/reference.js";
import { walk } from "../objects/walk.js";
import type { DocumentGraph } from "./document-graph.js";
import type { DocumentReference, ReferenceTarget } from "./document-references.js";
import { importContaining, type ImportedComponent, importedComponents, targetKey } from "./imported-components.js";
import type { Document } from "./schema-resources.js";

/** The new texts of references, by the node of the old text. */
type NewTexts = ReadonlyMap<Node, string>;

/**
 * Bundles all documents into one tree: what the description refers to in other documents becomes a component of it, and references are
 * rewritten where that changes them. Every node keeps the place in its source text.
 */
export function bundle(graph: DocumentGraph, report: (fault: Fault) => void): MapNode {
  const imports = new Map(importedComponents(graph).map((each) => [targetKey(each), each]));
  const texts = newTexts(graph, imports, report);
  if (imports.size === 0 && texts.size === 0) return graph.entry.root;
  const rewritten = new Map<Document, Node>();
  const rootOf = (document: Document): Node => {
    const known = rewritten.get(document) ?? rewriteReferences(document, graph, texts);
    rewritten.set(document, known);
    return known;
  };
  const changes: [readonly string[], Change][] = [];
  const added: [readonly string[], Node][] = [];
  for (const { document, path, replaces, destination } of imports.values()) {
    const node = nodeAt(rootOf(document), path);
    if (node === undefined) continue;
    for (const [index, place] of replaces.entries()) changes.push([place, () => (index === 0 ? node : copyNode(node))]);
    if (replaces.length === 0 && destination !== undefined) added.push([destination, node]);
  }
  const entry = changeNodes(rootOf(graph.entry), changes) ?? graph.entry.root;
  const root = added.reduce((tree, [path, node]) => withNodeAt(tree, path, node), entry);
  return root.kind === "map" ? root : graph.entry.root;
}

function newTexts(
  graph: DocumentGraph,
  imports: ReadonlyMap<string, ImportedComponent>,
  report: (fault: Fault) => void,
): NewTexts {
  const texts = new Map<Node, string>();
  for (const [reference, target] of graph.targets) {
    const path = target.document === graph.entry ? target.path : bundledPath(target, imports);
    if (path === undefined) report(withoutSection(reference));
    else if (!isUpToDate(reference, graph.entry, path)) texts.set(reference.ref, formatReference(formatPointer(path)));
  }
  return texts;
}

function bundledPath(target: ReferenceTarget, imports: ReadonlyMap<string, ImportedComponent>): readonly string[] | undefined {
  const container = importContaining(target, imports);
  return container?.destination && [...container.destination, ...target.path.slice(container.path.length)];
}

/** Whether a reference already names the path, so that the author's spelling can stay. */
function isUpToDate({ by, document, ref }: DocumentReference, entry: Document, path: readonly string[]): boolean {
  const parsed = parseReference(ref);
  return by !== "$dynamicRef" && document === entry && "path" in parsed && formatPointer(parsed.path) === formatPointer(path);
}

function withoutSection({ ref, text, kind }: DocumentReference): Fault {
  const help = "Remove the siblings of the `$ref`, or write out the object in its place.";
  const message = `${quote(text)} imports a ${kind}, for which Swagger 2.0 has no section.`;
  return { node: ref, diagnostic: diagnostic("ref-unsupported", ref.place, message, { help }) };
}

/** A document's root with the new texts in its references. */
function rewriteReferences(document: Document, graph: DocumentGraph, texts: NewTexts): Node {
  const visit = (node: Node): Node => (node.kind === "map" ? withNewTexts(node, texts) : node);
  const objects = graph.visitedObjects.filter((object) => object.document === document);
  const changes = objects.map(({ path, kind }) => [path, (node: Node) => walk(node, kind, { visit })] as const);
  return changeNodes(document.root, changes) ?? document.root;
}

function withNewTexts(holder: MapNode, texts: NewTexts): MapNode {
  const changes: [string, Node | undefined][] = [];
  for (const key of ["$ref", "$dynamicRef"]) {
    const text = newText(holder.fields.get(key), texts);
    if (text !== undefined) changes.push([key, undefined], ["$ref", text]);
  }
  const discriminator = holder.fields.get("discriminator");
  const mapping = field(discriminator, "mapping");
  const mapped = [...fieldsOf(mapping)].flatMap(([value, node]): [string, Node][] => {
    const text = newText(node, texts);
    return text === undefined ? [] : [[value, text]];
  });
  if (mapped.length > 0 && discriminator?.kind === "map" && mapping?.kind === "map")
    changes.push(["discriminator", withFields(discriminator, [["mapping", withFields(mapping, mapped)]])]);
  return changes.length === 0 ? holder : withFields(holder, changes);
}

function newText(ref: Node | undefined, texts: NewTexts): Node | undefined {
  const text = ref && texts.get(ref);
  return ref === undefined || text === undefined ? undefined : { kind: "scalar", value: text, place: ref.place };
}

/** Adds a node at a path, and the maps above it that are missing. */
function withNodeAt(root: Node, [key, ...rest]: readonly string[], node: Node): Node {
  if (key === undefined) return node;
  if (root.kind !== "map") return root;
  const below: Node = root.fields.get(key) ?? { kind: "map", fields: new Map(), place: root.place };
  return withFields(root, [[key, withNodeAt(below, rest, node)]]);
}
