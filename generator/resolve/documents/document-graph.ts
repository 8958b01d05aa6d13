import { diagnostic, type Diagnostic } from "../../diagnostics.js";
import { field, fieldsOf, stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { isUri, resolveLocation } from "../../load/documents/location.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { dynamicTarget } from "./dynamic-references.js";
import { nodeAt } from "../objects/edit.js";
import type { Kind } from "../objects/grammar.js";
import { type Fault, type Faulty, faulty } from "../objects/faults.js";
import { kindOfRoot } from "../objects/reachable.js";
import { fragmentTarget, splitReference } from "../objects/reference.js";
import { type Document, type Resource, type Resources, resourcesOf } from "./schema-resources.js";
import { suggestion } from "../references/suggestion.js";
import { canBe, isReference, walk } from "../objects/walk.js";

/** A place that something refers to, in whichever document. */
export interface Target {
  readonly document: Document;
  readonly path: readonly string[];
}

/** A reference where the grammar knows it as one: a `$ref`, a `$dynamicRef`, or a value of a discriminator's mapping. */
export interface Link {
  readonly by: "$ref" | "$dynamicRef" | "mapping";
  /** The map that holds the `$ref`, or the schema with the discriminator. */
  readonly holder: MapNode;
  /** What must stand at the target. */
  readonly kind: Kind;
  readonly ref: Node;
  readonly text: string;
  readonly document: Document;
}

/** An object of a document: its root, or something because a link leads there. */
export interface Walked extends Target {
  readonly kind: Kind;
}

/** A document that is missing, and the first link that asks for it. */
export interface Need {
  readonly location: string;
  readonly link: Link;
}

/** The documents of a description as far as they are known, and what links them. It grows until no document is missing. */
export class Web {
  readonly walked: Walked[] = [];
  readonly targets = new Map<Link, Target>();
  readonly faults: Fault[] = [];
  readonly #documents = new Map<Document, Resources>();
  readonly #ids = new Map<string, Resource>();
  readonly #failed = new Map<string, readonly Diagnostic[]>();
  readonly #met = new Set<Node>();
  #open: Link[] = [];
  #dynamic: Link[] = [];

  constructor(readonly entry: Document) {
    this.add(entry);
    this.#walk({ document: entry, path: [], kind: kindOfRoot(entry.root) });
  }

  /** Takes a document in; where it was looked for, and what it calls itself, leads to it from now on. */
  add(document: Document, location = document.location): void {
    const resources = resourcesOf(document);
    const [root] = resources.all;
    this.#documents.set(document, resources);
    const named = [...resources.all.map(({ id }) => id), document.location, location];
    for (const [index, id] of named.entries()) if (!this.#ids.has(id)) this.#ids.set(id, resources.all[index] ?? root);
  }

  /** Gives up on a document: every link to it has these faults. */
  fail(location: string, faults: readonly Diagnostic[]): void {
    this.#failed.set(location, faults);
  }

  /** Follows every link as far as it leads; answers with the documents that are missing. */
  follow(): readonly Need[] {
    const waiting: Link[] = [];
    const needs = new Map<string, Need>();
    for (let link = this.#next(waiting); link !== undefined; link = this.#next(waiting)) {
      const found = this.#locate(link);
      if (found === undefined) continue;
      if ("faults" in found) this.faults.push(...found.faults.map((fault) => ({ node: link.ref, diagnostic: fault })));
      else if ("path" in found) this.#reach(link, found);
      else {
        waiting.push(link);
        if (!needs.has(found.location)) needs.set(found.location, { location: found.location, link });
      }
    }
    this.#open = waiting.reverse();
    return [...needs.values()];
  }

  /** Dynamic references come last, when every anchor is known. */
  #next(waiting: readonly Link[]): Link | undefined {
    const next = this.#open.pop();
    return next ?? (waiting.length === 0 ? this.#dynamic.pop() : undefined);
  }

  #reach(link: Link, target: Target): void {
    this.targets.set(link, target);
    const node = nodeAt(target.document.root, target.path);
    if (node !== undefined && !this.#met.has(node) && canBe(node, link.kind)) this.#walk({ ...target, kind: link.kind });
  }

  /** Where a link leads, or which document has to be known first; undefined where it is left as it is. */
  #locate(link: Link): Target | { readonly location: string } | Faulty | undefined {
    const { uri, fragment } = splitReference(link.text);
    const own = this.#documents.get(link.document)?.of(link.holder);
    const id = own && resolveLocation(own.id, uri);
    const location = isUri(uri) ? id : resolveLocation(link.document.location, uri);
    const resource = uri === "" ? own : (this.#ids.get(id ?? "") ?? this.#ids.get(location ?? ""));
    if (resource !== undefined) return this.#find(link, resource, uri, fragment);
    if (location === undefined)
      return faulty(
        diagnostic("ref-dangling", link.ref.place, `${quote(link.text)} is no reference: it is not written as a URI is.`, {
          help: "Percent-encode what a URI may not contain.",
        }),
      );
    const faults = this.#failed.get(location);
    return faults === undefined ? { location } : { faults };
  }

  #find(link: Link, resource: Resource, uri: string, fragment: string): Target | Faulty | undefined {
    const { document } = resource;
    const asked = fragmentTarget(fragment);
    if (link.by === "$dynamicRef" && "anchor" in asked && resource.dynamicAnchors.has(asked.anchor))
      return dynamicTarget(
        link,
        asked.anchor,
        [...this.#documents.values()].flatMap(({ all }) => all),
      );
    const paths = "path" in asked ? [[...resource.path, ...asked.path], asked.path] : [];
    const anchored = "anchor" in asked ? resource.anchors.get(asked.anchor) : undefined;
    const path = anchored ?? paths.find((candidate) => nodeAt(document.root, candidate) !== undefined);
    if (path !== undefined) return { document, path };
    if (document === this.entry && uri === "") return undefined;
    const advice = suggestion(document.root, paths[0] ?? [], uri);
    const message = `${quote(link.text)} refers to nothing in ${quote(document.location)}.`;
    return faulty(diagnostic("ref-dangling", link.ref.place, message, advice));
  }

  #walk(walked: Walked): void {
    const { document, path, kind } = walked;
    this.walked.push(walked);
    const met: Link[] = [];
    const visit = (node: Node, of: Kind): Node => {
      this.#met.add(node);
      if (node.kind === "map") met.push(...linksOf(node, of, document, this.entry.root));
      return node;
    };
    const start = nodeAt(document.root, path);
    if (start !== undefined) walk(start, kind, { visit });
    for (const link of met.reverse()) (link.by === "$dynamicRef" ? this.#dynamic : this.#open).push(link);
  }
}

function linksOf(holder: MapNode, kind: Kind, document: Document, entry: MapNode): readonly Link[] {
  const link = (by: Link["by"], ref: Node | undefined): readonly Link[] => {
    const text = stringOf(ref);
    return ref === undefined || text === undefined ? [] : [{ by, holder, kind, ref, text, document }];
  };
  if (kind !== "Schema") return isReference(holder, kind) ? link("$ref", holder.fields.get("$ref")) : [];
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
