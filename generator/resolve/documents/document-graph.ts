import { diagnostic, type Diagnostic } from "../../diagnostics.js";
import { field, fieldsOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { isAbsoluteUri, resolveLocation } from "../../load/documents/location.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { resolveDynamicReference } from "./dynamic-references.js";
import { nodeAt } from "../objects/edit.js";
import type { ObjectKind } from "../objects/grammar.js";
import { type Fault, type FailedLookup, failedLookup } from "../objects/faults.js";
import { rootKind } from "../objects/find-objects.js";
import { parseFragment, splitReference } from "../objects/reference.js";
import { type Document, type SchemaResource, type DocumentResources, schemaResources } from "./schema-resources.js";
import { suggestTarget } from "../references/suggest-target.js";
import { hasTypeOf, isReferenceObject, walk } from "../objects/walk.js";

/** A place that something refers to, in whichever document. */
export interface ReferenceTarget {
  readonly document: Document;
  readonly path: readonly string[];
}

/** A reference where the grammar knows it as one: a `$ref`, a `$dynamicRef`, or a value of a discriminator's mapping. */
export interface DocumentReference {
  readonly by: "$ref" | "$dynamicRef" | "mapping";
  /** The map that holds the `$ref`, or the schema with the discriminator. */
  readonly holder: MapNode;
  /** What must stand at the target. */
  readonly kind: ObjectKind;
  readonly ref: Node;
  readonly text: string;
  readonly document: Document;
}

/** An object of a document: its root, or something because a link leads there. */
export interface VisitedObject extends ReferenceTarget {
  readonly kind: ObjectKind;
}

/** A document that is missing, and the first link that asks for it. */
export interface MissingDocument {
  readonly location: string;
  readonly reference: DocumentReference;
}

/** The documents of a description as far as they are known, and what links them. It grows until no document is missing. */
export class DocumentGraph {
  readonly visitedObjects: VisitedObject[] = [];
  readonly targets = new Map<DocumentReference, ReferenceTarget>();
  readonly faults: Fault[] = [];
  readonly #documents = new Map<Document, DocumentResources>();
  readonly #ids = new Map<string, SchemaResource>();
  readonly #failed = new Map<string, readonly Diagnostic[]>();
  readonly #met = new Set<Node>();
  #open: DocumentReference[] = [];
  #dynamic: DocumentReference[] = [];

  constructor(readonly entry: Document) {
    this.addDocument(entry);
    this.#walk({ document: entry, path: [], kind: rootKind(entry.root) });
  }

  /** Takes a document in; where it was looked for, and what it calls itself, leads to it from now on. */
  addDocument(document: Document, location = document.location): void {
    const resources = schemaResources(document);
    const [root] = resources.all;
    this.#documents.set(document, resources);
    const named = [...resources.all.map(({ id }) => id), document.location, location];
    for (const [index, id] of named.entries()) if (!this.#ids.has(id)) this.#ids.set(id, resources.all[index] ?? root);
  }

  /** Gives up on a document: every link to it has these faults. */
  markUnreadable(location: string, faults: readonly Diagnostic[]): void {
    this.#failed.set(location, faults);
  }

  /** Follows every link as far as it leads; answers with the documents that are missing. */
  followReferences(): readonly MissingDocument[] {
    const waiting: DocumentReference[] = [];
    const needs = new Map<string, MissingDocument>();
    for (let link = this.#next(waiting); link !== undefined; link = this.#next(waiting)) {
      const found = this.#locate(link);
      if (found === undefined) continue;
      if ("faults" in found) this.faults.push(...found.faults.map((fault) => ({ node: link.ref, diagnostic: fault })));
      else if ("path" in found) this.#reach(link, found);
      else {
        waiting.push(link);
        if (!needs.has(found.location)) needs.set(found.location, { location: found.location, reference: link });
      }
    }
    this.#open = waiting.reverse();
    return [...needs.values()];
  }

  /** Dynamic references come last, when every anchor is known. */
  #next(waiting: readonly DocumentReference[]): DocumentReference | undefined {
    const next = this.#open.pop();
    return next ?? (waiting.length === 0 ? this.#dynamic.pop() : undefined);
  }

  #reach(link: DocumentReference, target: ReferenceTarget): void {
    this.targets.set(link, target);
    const node = nodeAt(target.document.root, target.path);
    if (node !== undefined && !this.#met.has(node) && hasTypeOf(node, link.kind)) this.#walk({ ...target, kind: link.kind });
  }

  /** Where a link leads, or which document has to be known first; undefined where it is left as it is. */
  #locate(link: DocumentReference): ReferenceTarget | { readonly location: string } | FailedLookup | undefined {
    const { uri, fragment } = splitReference(link.text);
    const own = this.#documents.get(link.document)?.of(link.holder);
    const id = own && resolveLocation(own.id, uri);
    const location = isAbsoluteUri(uri) ? id : resolveLocation(link.document.location, uri);
    const resource = uri === "" ? own : (this.#ids.get(id ?? "") ?? this.#ids.get(location ?? ""));
    if (resource !== undefined) return this.#find(link, resource, uri, fragment);
    if (location === undefined)
      return failedLookup(
        diagnostic("ref-dangling", link.ref.place, `${quote(link.text)} is not a valid URI reference.`, {
          help: "Percent-encode the characters that a URI must not contain.",
        }),
      );
    const faults = this.#failed.get(location);
    return faults === undefined ? { location } : { faults };
  }

  #find(
    link: DocumentReference,
    resource: SchemaResource,
    uri: string,
    fragment: string,
  ): ReferenceTarget | FailedLookup | undefined {
    const { document } = resource;
    const asked = parseFragment(fragment);
    if (link.by === "$dynamicRef" && "anchor" in asked && resource.dynamicAnchors.has(asked.anchor))
      return resolveDynamicReference(
        link,
        asked.anchor,
        [...this.#documents.values()].flatMap(({ all }) => all),
      );
    const paths = "path" in asked ? [[...resource.path, ...asked.path], asked.path] : [];
    const anchored = "anchor" in asked ? resource.anchors.get(asked.anchor) : undefined;
    const path = anchored ?? paths.find((candidate) => nodeAt(document.root, candidate) !== undefined);
    if (path !== undefined) return { document, path };
    if (document === this.entry && uri === "") return undefined;
    const advice = suggestTarget(document.root, paths[0] ?? [], uri);
    const message = `${quote(link.text)} refers to nothing in ${quote(document.location)}.`;
    return failedLookup(diagnostic("ref-dangling", link.ref.place, message, advice));
  }

  #walk(walked: VisitedObject): void {
    const { document, path, kind } = walked;
    this.visitedObjects.push(walked);
    const met: DocumentReference[] = [];
    const visit = (node: Node, of: ObjectKind): Node => {
      this.#met.add(node);
      if (node.kind === "map") met.push(...referencesOf(node, of, document, this.entry.root));
      return node;
    };
    const start = nodeAt(document.root, path);
    if (start !== undefined) walk(start, kind, { visit });
    for (const link of met.reverse()) (link.by === "$dynamicRef" ? this.#dynamic : this.#open).push(link);
  }
}

function referencesOf(holder: MapNode, kind: ObjectKind, document: Document, entry: MapNode): readonly DocumentReference[] {
  const link = (by: DocumentReference["by"], ref: Node | undefined): readonly DocumentReference[] => {
    const text = stringOf(ref);
    return ref === undefined || text === undefined ? [] : [{ by, holder, kind, ref, text, document }];
  };
  if (kind !== "Schema") return isReferenceObject(holder, kind) ? link("$ref", holder.fields.get("$ref")) : [];
  const mapping = [...fieldsOf(field(holder.fields.get("discriminator"), "mapping")).values()];
  return [
    ...link("$ref", holder.fields.get("$ref")),
    ...link("$dynamicRef", holder.fields.get("$dynamicRef")),
    ...mapping.filter((value) => isMappedByReference(value, entry)).flatMap((value) => link("mapping", value)),
  ];
}

/** A mapping names a schema, or refers to one; what looks like a file or a place is a reference. */
function isMappedByReference(value: Node, entry: MapNode): boolean {
  const text = stringOf(value) ?? "";
  const isName = field(field(entry.fields.get("components"), "schemas"), text) !== undefined;
  return !isName && /#|\.(?:ya?ml|json)$/i.test(text);
}
