import type { Node } from "../../load/tree/node.js";
import { formatPointer, parsePointer } from "../../load/tree/pointer.js";
import { componentNames } from "./component-names.js";
import { nodeAt } from "../objects/edit.js";
import type { ObjectKind } from "../objects/grammar.js";
import { fieldsOf } from "../../load/tree/fields.js";
import { pointersOf } from "../objects/pointers.js";
import { rootKind } from "../objects/find-objects.js";
import type { DocumentReference, ReferenceTarget, DocumentGraph } from "./document-graph.js";

type Path = readonly string[];

/** Something of another document that the description refers to, unless it is a part of something else that it refers to. */
export interface ImportedComponent extends ReferenceTarget {
  readonly kind: ObjectKind;
  /** Where it will stand in the description; undefined where a description of this version has no place for its kind. */
  readonly destination: Path | undefined;
  /** References of the description that are replaced by what they refer to: they were only written to bring it in. */
  readonly replaces: readonly Path[];
}

/** Where things of a kind have their home in a description. */
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

/** The imports of a description, each with its home, in the order of their documents and places. */
export function importedComponents(web: DocumentGraph): readonly ImportedComponent[] {
  const found = outermost(web);
  const homes = rootKind(web.entry.root) === "Swagger" ? swaggerSections : sections;
  const sites = sitesOf(web, homes);
  const placed = found.map((target) => ({ ...target, sites: sites.get(targetKey(target)) ?? [] }));
  const names = new Map<Path, ReadonlyMap<ReferenceTarget, string>>();
  for (const section of Object.values(homes)) {
    const homeless = placed.filter(({ kind, sites: own }) => homes[kind] === section && own.length === 0);
    names.set(section, componentNames(homeless, new Set(fieldsOf(nodeAt(web.entry.root, section)).keys())));
  }
  return placed.map((target) => {
    const section = homes[target.kind];
    const name = section && names.get(section)?.get(target);
    return { ...target, home: target.sites[0] ?? (section && name !== undefined ? [...section, name] : undefined) };
  });
}

/** What identifies a place in any document. */
export function targetKey({ document, path }: ReferenceTarget): string {
  return `${document.location}#${formatPointer(path)}`;
}

/** The import that a target is, or is a part of, by its key. */
export function importContaining(
  target: ReferenceTarget,
  imports: ReadonlyMap<string, ImportedComponent>,
): ImportedComponent | undefined {
  for (let end = target.path.length; end >= 0; end--) {
    const found = imports.get(targetKey({ document: target.document, path: target.path.slice(0, end) }));
    if (found !== undefined) return found;
  }
  return undefined;
}

function outermost(web: DocumentGraph): readonly (ReferenceTarget & { readonly kind: ObjectKind })[] {
  const all = new Map<string, ReferenceTarget & { readonly kind: ObjectKind }>();
  for (const [{ kind }, target] of web.targets)
    if (target.document !== web.entry && !all.has(targetKey(target))) all.set(targetKey(target), { ...target, kind });
  const isPart = ({ document, path }: ReferenceTarget): boolean =>
    path.some((_, end) => all.has(targetKey({ document, path: path.slice(0, end) })));
  const keys = [...all].filter(([, target]) => !isPart(target));
  return keys.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, target]) => target);
}

/**
 * The references of the description that only bring something in: a component that is nothing but a reference gives its name to what it
 * refers to (one component of several, the first by name), and a path that is one is the path item.
 */
function sitesOf(web: DocumentGraph, homes: typeof sections): ReadonlyMap<string, readonly Path[]> {
  const found = new Map<string, Path[]>();
  let pointers: ReadonlyMap<Node, string> | undefined;
  for (const [link, target] of web.targets) {
    if (link.document !== web.entry || target.document === web.entry || !isBare(link)) continue;
    const path = parsePointer((pointers ??= pointersOf(web.entry.root)).get(link.holder) ?? "") ?? [];
    const section = homes[link.kind];
    const isComponent =
      section !== undefined && path.length === section.length + 1 && section.every((key, index) => path[index] === key);
    if (isComponent || link.kind === "Path Item") found.set(targetKey(target), [...(found.get(targetKey(target)) ?? []), path]);
  }
  for (const [key, paths] of found) {
    paths.sort((a, b) => (formatPointer(a) < formatPointer(b) ? -1 : 1));
    const isItem = paths.some(
      ([first]) => first !== "components" && first !== "definitions" && first !== "parameters" && first !== "responses",
    );
    found.set(key, isItem ? paths : paths.slice(0, 1));
  }
  return found;
}

function isBare({ by, holder }: DocumentReference): boolean {
  return by === "$ref" && holder.fields.size === 1;
}
