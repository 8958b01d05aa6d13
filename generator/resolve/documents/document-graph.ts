import { diagnostic, type Diagnostic } from "../../diagnostics.js";
import { isAbsoluteUri, resolveLocation } from "../../load/documents/location.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { quote } from "../../load/tree/quote.js";
import { childAt, nodeAt } from "../objects/edit.js";
import { type Fault, rootKind } from "../objects/find-objects.js";
import type { FieldContent, ObjectKind } from "../objects/grammar.js";
import { parseFragment, splitReference } from "../objects/reference.js";
import { hasTypeOf, walkContent } from "../objects/walk.js";
import { suggestTarget } from "../references/suggest-target.js";
import {
  type DocumentReference,
  type FailedLookup,
  type InlinedReference,
  mayRefer,
  referenceIn,
  referencesOf,
  type ReferenceTarget,
  type ReferenceText,
} from "./document-references.js";
import { resolveDynamicReference } from "./dynamic-references.js";
import {
  type Document,
  type DocumentResources,
  type EntryDocument,
  type SchemaResource,
  schemaResources,
} from "./schema-resources.js";

/** The root of the description, or the target of a reference outside of the grammar. */
export interface VisitedContent extends ReferenceTarget {
  readonly content: FieldContent;
}

/** A document that has not been read yet, and the first reference to it. */
export interface MissingDocument {
  readonly location: string;
  readonly reference: ReferenceText;
}

/** The target of a reference, or the location of a document that must be read first; undefined if the reference is left unresolved. */
type Lookup = ReferenceTarget | { readonly location: string } | FailedLookup | undefined;

/** A reference of the description, or one on the way of a JSON Pointer. */
type LocatedReference = ReferenceText & Partial<Pick<DocumentReference | InlinedReference, "by">>;

/** How many references are followed along one JSON Pointer. */
const maxFollowed = 50;

/** The documents of a description and the references between them. Documents are added until none is missing. */
export class DocumentGraph {
  readonly visitedContents: VisitedContent[] = [];
  readonly targets = new Map<DocumentReference, ReferenceTarget>();
  /** References that are replaced by their targets, by the map that holds the `$ref`. */
  readonly inlined = new Map<Node, ReferenceTarget>();
  readonly faults: Fault[] = [];
  readonly #resources = new Map<Document, DocumentResources>();
  readonly #resourceByUri = new Map<string, SchemaResource>();
  readonly #unreadable = new Map<string, readonly Diagnostic[]>();
  readonly #visited = new Set<Node>();
  /** The items of lists of objects: a reference to another list may stand among them. */
  readonly #items = new Set<Node>();
  #pending: (DocumentReference | InlinedReference)[] = [];
  #pendingDynamic: DocumentReference[] = [];

  constructor(readonly entry: EntryDocument) {
    this.addDocument(entry);
    this.#visitContent({ document: entry, path: [], content: { as: "one", kind: rootKind(entry.root) } });
  }

  /** Adds a document under its location, the location it was requested from, and the URIs that it declares (`$self`, `$id`). */
  addDocument(document: Document, location = document.location): void {
    const resources = schemaResources(document);
    const [root] = resources.all;
    this.#resources.set(document, resources);
    const uris = [...resources.all.map(({ id }) => id), document.location, location];
    for (const [index, uri] of uris.entries())
      if (!this.#resourceByUri.has(uri)) this.#resourceByUri.set(uri, resources.all[index] ?? root);
  }

  /** Every reference to this location is reported with these faults. */
  markUnreadable(location: string, faults: readonly Diagnostic[]): void {
    this.#unreadable.set(location, faults);
  }

  /** Resolves all references as far as the known documents allow, and returns the documents that are still missing. */
  followReferences(): readonly MissingDocument[] {
    const waiting: (DocumentReference | InlinedReference)[] = [];
    const missing = new Map<string, MissingDocument>();
    for (let reference = this.#next(waiting); reference !== undefined; reference = this.#next(waiting)) {
      const found = this.#locate(reference);
      if (found === undefined) {
        if (reference.by === "inlining") this.#addFaults(reference, [danglingReference(reference, this.entry)]);
        continue;
      }
      if ("faults" in found) this.#addFaults(reference, found.faults);
      else if ("path" in found) this.#setTarget(reference, found);
      else {
        waiting.push(reference);
        if (!missing.has(found.location)) missing.set(found.location, { location: found.location, reference });
      }
    }
    this.#pending = waiting.reverse();
    return [...missing.values()];
  }

  #addFaults({ ref }: ReferenceText, faults: readonly Diagnostic[]): void {
    this.faults.push(...faults.map((fault) => ({ node: ref, diagnostic: fault })));
  }

  /** Dynamic references are resolved last, when all dynamic anchors are known. */
  #next(waiting: readonly unknown[]): DocumentReference | InlinedReference | undefined {
    const next = this.#pending.pop();
    return next ?? (waiting.length === 0 ? this.#pendingDynamic.pop() : undefined);
  }

  #setTarget(reference: DocumentReference | InlinedReference, target: ReferenceTarget): void {
    const node = nodeAt(target.document.root, target.path);
    const isInlined =
      reference.by === "inlining" || (reference.by === "$ref" && node?.kind === "list" && this.#items.has(reference.holder));
    if (isInlined) this.inlined.set(reference.holder, target);
    else this.targets.set(reference, target);
    if (node === undefined || this.#visited.has(node)) return;
    if (reference.by === "inlining") this.#visitContent({ ...target, content: reference.content });
    else if (isInlined) this.#visitContent({ ...target, content: { as: "list", kind: reference.kind } });
    else if (hasTypeOf(node, reference.kind)) this.#visitContent({ ...target, content: { as: "one", kind: reference.kind } });
  }

  #locate(reference: LocatedReference, followed = 0): Lookup {
    const { uri } = splitReference(reference.text);
    const own = this.#resources.get(reference.document)?.of(reference.holder);
    const id = own && resolveLocation(own.id, uri);
    const location = isAbsoluteUri(uri) ? id : resolveLocation(reference.document.location, uri);
    const resource = uri === "" ? own : (this.#resourceByUri.get(id ?? "") ?? this.#resourceByUri.get(location ?? ""));
    if (resource !== undefined) return this.#findInResource(reference, resource, followed);
    if (location === undefined) return { faults: [invalidUri(reference)] };
    const faults = this.#unreadable.get(location);
    return faults === undefined ? { location } : { faults };
  }

  #findInResource(reference: LocatedReference, resource: SchemaResource, followed: number): Lookup {
    const { document } = resource;
    const { uri, fragment } = splitReference(reference.text);
    const parsed = parseFragment(fragment);
    if (reference.by === "$dynamicRef" && "anchor" in parsed && resource.dynamicAnchors.has(parsed.anchor))
      return resolveDynamicReference(reference, parsed.anchor, this.#allResources());
    // A pointer starts at the schema resource; one that starts at the document's root is accepted, too.
    const paths = "path" in parsed ? [[...resource.path, ...parsed.path], parsed.path] : [];
    const anchored = "anchor" in parsed ? resource.anchors.get(parsed.anchor) : undefined;
    const path = anchored ?? paths.find((candidate) => nodeAt(document.root, candidate) !== undefined);
    if (path !== undefined) return { document, path };
    for (const candidate of paths) {
      const behind = this.#findBehindReference(document, candidate, followed);
      if (behind !== undefined) return behind;
    }
    // References within the description itself are checked once it is bundled.
    if (document === this.entry && uri === "") return undefined;
    return { faults: [danglingReference(reference, document)] };
  }

  /** The target of a path that leads through a `$ref`: `#/components/schemas/A/properties/b` where `A` is a reference. */
  #findBehindReference(document: Document, path: readonly string[], followed: number): Lookup {
    let node: Node = document.root;
    for (const [index, key] of path.entries()) {
      const next = childAt(node, key);
      if (next === undefined) {
        const reference = node.kind === "map" ? referenceIn(node, document) : undefined;
        if (reference === undefined || followed >= maxFollowed) return undefined;
        const found = this.#locate(reference, followed + 1);
        if (found === undefined || !("path" in found)) return found;
        const rest = [...found.path, ...path.slice(index)];
        if (nodeAt(found.document.root, rest) !== undefined) return { document: found.document, path: rest };
        return this.#findBehindReference(found.document, rest, followed + 1);
      }
      node = next;
    }
    return undefined;
  }

  #allResources(): readonly SchemaResource[] {
    return [...this.#resources.values()].flatMap(({ all }) => all);
  }

  #visitContent(visited: VisitedContent): void {
    const { document, path, content } = visited;
    this.visitedContents.push(visited);
    const found: (DocumentReference | InlinedReference)[] = [];
    const visit = (node: Node, kind: ObjectKind): Node => {
      this.#visited.add(node);
      if (node.kind === "map" && mayRefer(node, kind)) found.push(...referencesOf(node, kind, document, this.entry.root));
      return node;
    };
    const onMisplacedReference = (node: MapNode, misplaced: FieldContent): void => {
      const reference = referenceIn(node, document);
      if (reference !== undefined) found.push({ ...reference, by: "inlining", content: misplaced });
    };
    const start = nodeAt(document.root, path);
    if (start === undefined) return;
    this.#visited.add(start);
    walkContent(start, content, "", { visit, onMisplacedReference, onItem: (item) => this.#items.add(item) });
    for (const reference of found.reverse())
      (reference.by === "$dynamicRef" ? this.#pendingDynamic : this.#pending).push(reference);
  }
}

function danglingReference({ ref, text }: ReferenceText, document: Document): Diagnostic {
  const { uri, fragment } = splitReference(text);
  const parsed = parseFragment(fragment);
  const message = `${quote(text)} refers to nothing in ${quote(document.location)}.`;
  return diagnostic("ref-dangling", ref.place, message, suggestTarget(document.root, "path" in parsed ? parsed.path : [], uri));
}

function invalidUri({ ref, text }: ReferenceText): Diagnostic {
  return diagnostic("ref-dangling", ref.place, `${quote(text)} is not a valid URI reference.`, {
    help: "Percent-encode the characters that a URI must not contain.",
  });
}
