import { fieldsOf } from "../../load/tree/fields.js";
import type { Node } from "../../load/tree/node.js";
import { formatPointer, parsePointer } from "../../load/tree/pointer.js";
import { nodeAt } from "../objects/edit.js";
import { rootKind } from "../objects/find-objects.js";
import type { ObjectKind } from "../objects/grammar.js";
import { pointersOf } from "../objects/pointers.js";
import { componentNames } from "./component-names.js";
import type { DocumentGraph } from "./document-graph.js";
import type { DocumentReference, ReferenceTarget } from "./document-references.js";
import type { Placements } from "./placements.js";
import type { Document } from "./schema-resources.js";

type Path = readonly string[];
type TypedTarget = ReferenceTarget & { readonly kind: ObjectKind };

/** An object of another document that becomes part of the description. Objects within it come along and are no imports of their own. */
export interface ImportedComponent {
  readonly target: TypedTarget;
  /** Its path in the bundled description; undefined if this version of OpenAPI has no section for shared objects of its kind. */
  readonly destination: Path | undefined;
  /** Paths of references in the bundled description that are replaced by the object itself. */
  readonly replaces: readonly Path[];
}

/** The section of a description for shared objects of each kind. */
// prettier-ignore
const sections: { readonly [K in ObjectKind]?: Path } = {
  "Schema":          ["components", "schemas"],
  "Response":        ["components", "responses"],
  "Parameter":       ["components", "parameters"],
  "Example":         ["components", "examples"],
  "Request Body":    ["components", "requestBodies"],
  "Header":          ["components", "headers"],
  "Security Scheme": ["components", "securitySchemes"],
  "Link":            ["components", "links"],
  "Callback":        ["components", "callbacks"],
  "Path Item":       ["components", "pathItems"],
  "Media Type":      ["components", "mediaTypes"],
};

const swaggerSections: typeof sections = { Schema: ["definitions"], Response: ["responses"], Parameter: ["parameters"] };

/**
 * The objects to import, each with its destination, in the order of their documents and paths.
 *
 * @param root - the description before anything is imported
 */
export function importedComponents(graph: DocumentGraph, placements: Placements, root: Node): readonly ImportedComponent[] {
  const targets = outermostTargets(graph, placements);
  const bySection = rootKind(graph.entry.root) === "Swagger" ? swaggerSections : sections;
  const replaced = targets.length === 0 ? new Map<string, Path[]>() : replacedReferences(graph, placements, bySection);
  const imported = targets.map((target) => ({ target, replaces: replaced.get(targetKey(target)) ?? [] }));
  const names = new Map<Path, ReadonlyMap<ReferenceTarget, string>>();
  for (const section of Object.values(bySection)) {
    const unnamed = imported.filter(({ target, replaces }) => bySection[target.kind] === section && replaces.length === 0);
    const taken = new Set(fieldsOf(nodeAt(root, section)).keys());
    names.set(section, componentNames(unnamed.map(({ target }) => target), taken)); // prettier-ignore
  }
  return imported.map(({ target, replaces }) => {
    const section = bySection[target.kind];
    const name = section && names.get(section)?.get(target);
    return { target, replaces, destination: replaces[0] ?? (section && name !== undefined ? [...section, name] : undefined) };
  });
}

/** A key that identifies a target among all documents. */
function targetKey({ document, path }: ReferenceTarget): string {
  return `${document.location}#${formatPointer(path)}`;
}

/** The targets in other documents that are not part of another target, or of the description already. */
function outermostTargets(graph: DocumentGraph, placements: Placements): readonly TypedTarget[] {
  const all = new Map<string, TypedTarget>();
  for (const [{ kind }, target] of graph.targets) {
    const key = targetKey(target);
    if (target.document !== graph.entry && !all.has(key) && placements.pathOf(target) === undefined)
      all.set(key, { ...target, kind });
  }
  const isInsideAnother = ({ document, path }: ReferenceTarget): boolean =>
    path.some((_, end) => all.has(targetKey({ document, path: path.slice(0, end) })));
  const outermost = [...all].filter(([, target]) => !isInsideAnother(target));
  return outermost.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, target]) => target);
}

/**
 * The references in the description that are replaced by their target. A component that is only a `$ref` gives its name to the target (if
 * several components refer to the same target: the first by name), and a path item that is only a `$ref` becomes the path item itself.
 */
function replacedReferences(
  graph: DocumentGraph,
  placements: Placements,
  bySection: typeof sections,
): ReadonlyMap<string, readonly Path[]> {
  const found = new Map<string, Path[]>();
  const pathOf = holderPaths(placements);
  for (const [reference, target] of graph.targets) {
    if (target.document === graph.entry || !hasNoSiblings(reference)) continue;
    const section = bySection[reference.kind];
    const path = section === undefined && reference.kind !== "Path Item" ? undefined : pathOf(reference);
    if (path === undefined) continue;
    const isComponent =
      section !== undefined && path.length === section.length + 1 && section.every((key, index) => path[index] === key);
    if (isComponent || reference.kind === "Path Item")
      found.set(targetKey(target), [...(found.get(targetKey(target)) ?? []), path]);
  }
  for (const [key, paths] of found) {
    paths.sort((a, b) => (formatPointer(a) < formatPointer(b) ? -1 : 1));
    const isPathItem = paths.some(([first]) => !componentRoots.has(first ?? ""));
    found.set(key, isPathItem ? paths : paths.slice(0, 1));
  }
  return found;
}

/** The path of the map with a `$ref` in the description; undefined if it is in a document of which nothing was placed there. */
function holderPaths(placements: Placements): (reference: DocumentReference) => Path | undefined {
  const pointers = new Map<Document, ReadonlyMap<Node, string>>();
  return ({ document, holder }) => {
    if (!placements.hasPartOf(document)) return undefined;
    const known = pointers.get(document) ?? pointersOf(document.root);
    pointers.set(document, known);
    return placements.pathOf({ document, path: parsePointer(known.get(holder) ?? "") ?? [] });
  };
}

const componentRoots: ReadonlySet<string> = new Set(["components", "definitions", "parameters", "responses"]);

function hasNoSiblings({ by, holder }: DocumentReference): boolean {
  return by === "$ref" && holder.fields.size === 1;
}
