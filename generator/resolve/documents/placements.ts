import { diagnostic, refuse } from "../../diagnostics.js";
import { limits } from "../../load/documents/limits.js";
import { fieldsOf, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { quote } from "../../load/tree/quote.js";
import { formatPointer } from "../../load/tree/pointer.js";
import { type Change, changeNodes, copyNode, nodeAt, withFields } from "../objects/edit.js";
import type { Fault } from "../objects/find-objects.js";
import type { DocumentGraph } from "./document-graph.js";
import type { ReferenceTarget } from "./document-references.js";
import type { Document } from "./schema-resources.js";

type Path = readonly string[];

/** A part of a document and the path that it gets in the bundled description. */
export interface Placement {
  readonly part: ReferenceTarget;
  readonly at: Path;
  /** Whether the part occurs elsewhere in the bundled description, so that this is a copy. */
  readonly isCopy: boolean;
  /** The references in it that are replaced by their targets, by their path in the part. */
  readonly inlined: readonly { readonly path: Path; readonly placement: Placement }[];
}

/** The paths of all parts in the bundled description. */
export class Placements {
  readonly #destinations = new Map<Document, Map<string, Path>>();
  #copied = 0;

  constructor(
    readonly graph: DocumentGraph,
    readonly report: (fault: Fault) => void,
  ) {}

  /** Places a part, and the targets of the references in it that are replaced by their targets. */
  place(part: ReferenceTarget, at: Path, around: readonly string[] = []): Placement {
    const key = formatPointer(part.path);
    const known = this.#destinations.get(part.document) ?? new Map<string, Path>();
    this.#destinations.set(part.document, known);
    // The description itself contains its own parts.
    const isCopy = known.has(key) || (part.document === this.graph.entry && at.length > 0);
    if (!isCopy) known.set(key, at);
    const inside = [...around, `${part.document.location}#${key}`];
    const inlined = this.#holdersIn(part, isCopy).flatMap(({ holder, path, target }) => {
      if (!inside.includes(`${target.document.location}#${formatPointer(target.path)}`))
        return [{ path, placement: this.place(target, [...at, ...path], inside) }];
      this.report(circularReference(holder));
      return [];
    });
    return { part, at, isCopy, inlined };
  }

  /** The path of an object in the bundled description; undefined if no part that contains it was placed. */
  pathOf({ document, path }: ReferenceTarget): Path | undefined {
    if (document === this.graph.entry) return path;
    const known = this.#destinations.get(document);
    for (let end = path.length; known !== undefined && end >= 0; end--) {
      const at = known.get(formatPointer(path.slice(0, end)));
      if (at !== undefined) return [...at, ...path.slice(end)];
    }
    return undefined;
  }

  /** Whether a part of a document was placed. */
  hasPartOf(document: Document): boolean {
    return this.#destinations.has(document);
  }

  #holdersIn({ document, path }: ReferenceTarget, isCopy: boolean) {
    const found: { holder: Node; path: Path; target: ReferenceTarget }[] = [];
    const search = (node: Node, at: Path): void => {
      if (isCopy && ++this.#copied > limits.copies) refuseCopies(node);
      const target = this.graph.inlined.get(node);
      if (target !== undefined) found.push({ holder: node, path: at, target });
      for (const [key, child] of fieldsOf(node)) if (child.kind !== "scalar") search(child, [...at, key]);
      for (const [index, item] of itemsOf(node).entries()) if (item.kind !== "scalar") search(item, [...at, String(index)]);
    };
    const start = nodeAt(document.root, path);
    if (start !== undefined && this.graph.inlined.size > 0) search(start, []);
    return found;
  }
}

function refuseCopies({ place }: Node): never {
  const message = "The references where OpenAPI allows none copy too much of the description.";
  refuse("source-too-large", place, message, { help: "Write out what they refer to, or move it to components." });
}

function circularReference(holder: Node): Fault {
  const ref = fieldsOf(holder).get("$ref") ?? holder;
  const message = `${quote(stringOf(ref) ?? "")} stands within its own target, and cannot be replaced by it.`;
  const help = "OpenAPI allows no `$ref` here. Write out what it refers to, or refer to a schema.";
  return { node: ref, diagnostic: diagnostic("ref-circular", ref.place, message, { help }) };
}

/** The node of a placement, with references replaced by their targets. */
export function contentOf(placement: Placement, rootOf: (document: Document) => Node): Node | undefined {
  const { part, inlined, isCopy } = placement;
  const node = nodeAt(rootOf(part.document), part.path);
  const lists = new Map<string, Path>();
  const changes = inlined.map(({ path, placement: inner }): readonly [Path, Change] => {
    const content = contentOf(inner, rootOf);
    if (content?.kind === "list") lists.set(formatPointer(path.slice(0, -1)), path.slice(0, -1));
    return [path, (holder) => (content === undefined ? holder : withSiblings(content, holder))];
  });
  const flattened = [...lists.values()].map((path): readonly [Path, Change] => [path, withoutInnerLists]);
  const changed = node && changeNodes(node, [...changes, ...flattened]);
  return changed && isCopy ? copyNode(changed) : changed;
}

/** The target of a reference with the fields beside the `$ref`, which take precedence. */
function withSiblings(target: Node, holder: Node): Node {
  const siblings = [...fieldsOf(holder)].filter(([key]) => key !== "$ref");
  return target.kind === "map" && siblings.length > 0 ? withFields(target, siblings) : target;
}

/**
 * A list in which a reference to a list stands as an item: the first item of that list takes its place, the others follow at the end, so that
 * the indexes of all other items stay the same.
 */
function withoutInnerLists(list: Node): Node {
  if (list.kind !== "list") return list;
  const first = list.items.flatMap((item) => (item.kind === "list" ? item.items.slice(0, 1) : [item]));
  const others = list.items.flatMap((item) => (item.kind === "list" ? item.items.slice(1) : []));
  return { ...list, items: [...first, ...others] };
}
