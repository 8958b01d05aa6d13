import { diagnostic } from "../../diagnostics.js";
import { field, fieldsOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { formatPointer } from "../../load/tree/pointer.js";
import { quote } from "../../load/tree/quote.js";
import { type Change, changeNodes, copyNode, withFields } from "../objects/edit.js";
import type { Fault } from "../objects/find-objects.js";
import type { ObjectKind } from "../objects/grammar.js";
import { formatReference, parseReference } from "../objects/reference.js";
import { walkContent } from "../objects/walk.js";
import type { DocumentGraph } from "./document-graph.js";
import type { DocumentReference } from "./document-references.js";
import { importedComponents } from "./imported-components.js";
import { contentOf, Placements } from "./placements.js";
import type { Document, EntryDocument } from "./schema-resources.js";

/** The new texts of references, by the node of the old text. */
type NewTexts = ReadonlyMap<Node, string>;

/**
 * Bundles all documents into one tree: what the description refers to in other documents becomes a component of it, references where OpenAPI
 * allows none are replaced by their targets, and other references are rewritten where that changes them. Every node keeps the place in its
 * source text.
 */
export function bundle(graph: DocumentGraph, report: (fault: Fault) => void): MapNode {
  const placements = new Placements(graph, report);
  const entry = placements.place({ document: graph.entry, path: [] }, []);
  const withoutReferences = contentOf(entry, ({ root }) => root) ?? graph.entry.root;
  const imports = importedComponents(graph, placements, withoutReferences);
  const placed = imports.map(({ target, destination, ...others }) => ({
    ...others,
    ...(destination && { placement: placements.place(target, destination), destination }),
  }));
  const texts = newTexts(graph, placements, report);
  if (imports.length === 0 && texts.size === 0) return asMap(withoutReferences, graph.entry);
  const rewritten = new Map<Document, Node>();
  const rootOf = (document: Document): Node => {
    const known = rewritten.get(document) ?? rewriteReferences(document, graph, texts);
    rewritten.set(document, known);
    return known;
  };
  const changes: [readonly string[], Change][] = [];
  const added: [readonly string[], Node][] = [];
  for (const { placement, replaces, destination } of placed) {
    const node = placement && contentOf(placement, rootOf);
    if (node === undefined || destination === undefined) continue;
    for (const [index, place] of replaces.entries()) changes.push([place, () => (index === 0 ? node : copyNode(node))]);
    if (replaces.length === 0) added.push([destination, node]);
  }
  const bundled = changeNodes(contentOf(entry, rootOf) ?? graph.entry.root, changes) ?? graph.entry.root;
  return asMap(added.reduce((tree, [path, node]) => withNodeAt(tree, path, node), bundled), graph.entry); // prettier-ignore
}

function asMap(root: Node, entry: EntryDocument): MapNode {
  return root.kind === "map" ? root : entry.root;
}

function newTexts(graph: DocumentGraph, placements: Placements, report: (fault: Fault) => void): NewTexts {
  const texts = new Map<Node, string>();
  for (const [reference, target] of graph.targets) {
    const path = placements.pathOf(target);
    if (path === undefined) report(withoutSection(reference));
    else if (!isUpToDate(reference, graph.entry, path)) texts.set(reference.ref, formatReference(formatPointer(path)));
  }
  return texts;
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
  const visit = (node: Node, kind: ObjectKind): Node => (node.kind === "map" ? withNewTexts(node, kind, texts) : node);
  const contents = graph.visitedContents.filter((visited) => visited.document === document);
  const changes = contents.map(({ path, content }) => [path, (node: Node) => walkContent(node, content, "", { visit })] as const);
  return changeNodes(document.root, changes) ?? document.root;
}

function withNewTexts(holder: MapNode, kind: ObjectKind, texts: NewTexts): MapNode {
  const changes: [string, Node | undefined][] = [];
  for (const key of ["$ref", "$dynamicRef"]) {
    const text = newText(holder.fields.get(key), texts);
    if (text !== undefined) changes.push([key, undefined], ["$ref", text]);
  }
  if (kind === "Discriminator") changes.push(...mappingChanges(holder, texts));
  return changes.length === 0 ? holder : withFields(holder, changes);
}

function mappingChanges(discriminator: MapNode, texts: NewTexts): [string, Node][] {
  const mapping = field(discriminator, "mapping");
  const mapped = [...fieldsOf(mapping)].flatMap(([value, node]): [string, Node][] => {
    const text = newText(node, texts);
    return text === undefined ? [] : [[value, text]];
  });
  const fallback = newText(field(discriminator, "defaultMapping"), texts);
  return [
    ...(mapped.length > 0 && mapping?.kind === "map" ? [["mapping", withFields(mapping, mapped)] as [string, Node]] : []),
    ...(fallback ? [["defaultMapping", fallback] as [string, Node]] : []),
  ];
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
