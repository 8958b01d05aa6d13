import { diagnostic, type Diagnostic } from "../../diagnostics.js";
import { isAbsoluteUri, resolveLocation } from "../../load/documents/location.js";
import type { Node } from "../../load/tree/node.js";
import { quote } from "../../load/tree/quote.js";
import { nodeAt } from "../objects/edit.js";
import { type Fault, rootKind } from "../objects/find-objects.js";
import type { ObjectKind } from "../objects/grammar.js";
import { parseFragment, splitReference } from "../objects/reference.js";
import { hasTypeOf, walk } from "../objects/walk.js";
import { suggestTarget } from "../references/suggest-target.js";
import { type DocumentReference, type FailedLookup, referencesOf, type ReferenceTarget } from "./document-references.js";
import { resolveDynamicReference } from "./dynamic-references.js";
import { type Document, type DocumentResources, type SchemaResource, schemaResources } from "./schema-resources.js";

/** The root of the description, or the target of a reference outside of the grammar. */
export interface VisitedObject extends ReferenceTarget {
  readonly kind: ObjectKind;
}

/** A document that has not been read yet, and the first reference to it. */
export interface MissingDocument {
  readonly location: string;
  readonly reference: DocumentReference;
}

/** The documents of a description and the references between them. Documents are added until none is missing. */
export class DocumentGraph {
  readonly visitedObjects: VisitedObject[] = [];
  readonly targets = new Map<DocumentReference, ReferenceTarget>();
  readonly faults: Fault[] = [];
  readonly #resources = new Map<Document, DocumentResources>();
  readonly #resourceByUri = new Map<string, SchemaResource>();
  readonly #unreadable = new Map<string, readonly Diagnostic[]>();
  readonly #visited = new Set<Node>();
  #pending: DocumentReference[] = [];
  #pendingDynamic: DocumentReference[] = [];

  constructor(readonly entry: Document) {
    this.addDocument(entry);
    this.#visitObject({ document: entry, path: [], kind: rootKind(entry.root) });
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
    const waiting: DocumentReference[] = [];
    const missing = new Map<string, MissingDocument>();
    for (let reference = this.#next(waiting); reference !== undefined; reference = this.#next(waiting)) {
      const found = this.#locate(reference);
      if (found === undefined) continue;
      if ("faults" in found) this.faults.push(...found.faults.map((fault) => ({ node: reference.ref, diagnostic: fault })));
      else if ("path" in found) this.#setTarget(reference, found);
      else {
        waiting.push(reference);
        if (!missing.has(found.location)) missing.set(found.location, { location: found.location, reference });
      }
    }
    this.#pending = waiting.reverse();
    return [...missing.values()];
  }

  /** Dynamic references are resolved last, when all dynamic anchors are known. */
  #next(waiting: readonly DocumentReference[]): DocumentReference | undefined {
    const next = this.#pending.pop();
    return next ?? (waiting.length === 0 ? this.#pendingDynamic.pop() : undefined);
  }

  #setTarget(reference: DocumentReference, target: ReferenceTarget): void {
    this.targets.set(reference, target);
    const node = nodeAt(target.document.root, target.path);
    if (node !== undefined && !this.#visited.has(node) && hasTypeOf(node, reference.kind))
      this.#visitObject({ ...target, kind: reference.kind });
  }

  /** The target, or the location of a document that must be read first; undefined if the reference is left unresolved. */
  #locate(reference: DocumentReference): ReferenceTarget | { readonly location: string } | FailedLookup | undefined {
    const { uri, fragment } = splitReference(reference.text);
    const own = this.#resources.get(reference.document)?.of(reference.holder);
    const id = own && resolveLocation(own.id, uri);
    const location = isAbsoluteUri(uri) ? id : resolveLocation(reference.document.location, uri);
    const resource = uri === "" ? own : (this.#resourceByUri.get(id ?? "") ?? this.#resourceByUri.get(location ?? ""));
    if (resource !== undefined) return this.#findInResource(reference, resource, uri, fragment);
    if (location === undefined) return { faults: [invalidUri(reference)] };
    const faults = this.#unreadable.get(location);
    return faults === undefined ? { location } : { faults };
  }

  #findInResource(
    reference: DocumentReference,
    resource: SchemaResource,
    uri: string,
    fragment: string,
  ): ReferenceTarget | FailedLookup | undefined {
    const { document } = resource;
    const parsed = parseFragment(fragment);
    if (reference.by === "$dynamicRef" && "anchor" in parsed && resource.dynamicAnchors.has(parsed.anchor))
      return resolveDynamicReference(reference, parsed.anchor, this.#allResources());
    // A pointer starts at the schema resource; one that starts at the document's root is accepted, too.
    const paths = "path" in parsed ? [[...resource.path, ...parsed.path], parsed.path] : [];
    const anchored = "anchor" in parsed ? resource.anchors.get(parsed.anchor) : undefined;
    const path = anchored ?? paths.find((candidate) => nodeAt(document.root, candidate) !== undefined);
    if (path !== undefined) return { document, path };
    // References within the description itself are checked once it is bundled.
    if (document === this.entry && uri === "") return undefined;
    const advice = suggestTarget(document.root, paths[0] ?? [], uri);
    const message = `${quote(reference.text)} refers to nothing in ${quote(document.location)}.`;
    return { faults: [diagnostic("ref-dangling", reference.ref.place, message, advice)] };
  }

  #allResources(): readonly SchemaResource[] {
    return [...this.#resources.values()].flatMap(({ all }) => all);
  }

  #visitObject(object: VisitedObject): void {
    const { document, path, kind } = object;
    this.visitedObjects.push(object);
    const found: DocumentReference[] = [];
    const visit = (node: Node, nodeKind: ObjectKind): Node => {
      this.#visited.add(node);
      if (node.kind === "map") found.push(...referencesOf(node, nodeKind, document, this.entry.root));
      return node;
    };
    const start = nodeAt(document.root, path);
    if (start !== undefined) walk(start, kind, { visit });
    for (const reference of found.reverse())
      (reference.by === "$dynamicRef" ? this.#pendingDynamic : this.#pending).push(reference);
  }
}

function invalidUri({ ref, text }: DocumentReference): Diagnostic {
  return diagnostic("ref-dangling", ref.place, `${quote(text)} is not a valid URI reference.`, {
    help: "Percent-encode the characters that a URI must not contain.",
  });
}
