import { type Diagnostic, diagnostic } from "../../diagnostics.js";
import { field, fieldsOf, stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { escapeSegment, formatPointer } from "../../load/tree/pointer.js";
import { quote } from "../../load/tree/quote.js";
import { copyNode } from "../objects/edit.js";
import { type DescriptionObjects, type ReferenceObject, rootKind } from "../objects/find-objects.js";
import type { ObjectKind } from "../objects/grammar.js";
import { formatReference, localTarget, parseReference } from "../objects/reference.js";

/** An object of another kind than the one that belongs in the place of a reference. */
interface OtherObject {
  readonly pointer: string;
  readonly node: MapNode;
  readonly ref: Node;
  readonly isSwagger: boolean;
}

interface FitRule {
  readonly wanted: ObjectKind;
  readonly found: readonly ObjectKind[];
  /** What is read: the end of the message. */
  readonly reads: string;
  /** What to do, where it is not to refer to an object of the wanted kind. */
  readonly help?: string;
  /** The object that belongs in the place of the reference; undefined if the other object does not have what is needed. */
  readonly fit: (other: OtherObject) => MapNode | undefined;
}

/** First match wins. A reference to another kind of object that does not have what is needed is an error. */
// prettier-ignore
const fitRules: readonly FitRule[] = [
  { wanted: "Schema",       found: ["Parameter", "Header", "Media Type"], reads: "its schema is read",  fit: schemaOf },
  { wanted: "Schema",       found: ["Response", "Request Body"],          reads: "the schema of its content is read", fit: schemaOf },
  { wanted: "Response",     found: ["Request Body"],                      reads: "its `content` is read", fit: (other) => withFieldsOf(other, ["description", "content"]) },
  { wanted: "Request Body", found: ["Response"],                          reads: "its `content` is read", fit: (other) => withFieldsOf(other, ["description", "content"], "content") },
  { wanted: "Header",       found: ["Parameter"],                         reads: "its value is read",     fit: (other) => withFieldsOf(other, headerFields) },
  { wanted: "Media Type",   found: ["Response", "Request Body"],          reads: "its content is read",   fit: (other) => referenceTo(other, contentPath(other.node)) },
  { wanted: "Media Type",   found: ["Schema"],                            reads: "it is read as the schema of the content", fit: (other) => mapOf(other, [["schema", reference(other)]]), help: "Write `schema: { $ref: … }` in its place." },
  { wanted: "Response",     found: ["Schema"],                            reads: "it is read as the schema of a JSON body", fit: jsonContent },
  { wanted: "Request Body", found: ["Schema"],                            reads: "it is read as the schema of a JSON body", fit: jsonContent },
];

const headerFields = ["description", "required", "deprecated", "style", "explode", "schema", "content", "example", "examples"];

/** The objects that belong in the place of references to objects of another kind, as far as these have what is needed, each with a warning. */
export function fitReferences(objects: DescriptionObjects, report: (diagnostic: Diagnostic) => void): ReadonlyMap<Node, Node> {
  const fitted = new Map<Node, Node>();
  for (const reference of objects.references) {
    const found = localTarget(objects.root, reference.target);
    const kind = found && objects.kinds.get(found);
    if (found === undefined || kind === undefined || kind === reference.kind) continue;
    const rule = fitRules.find(({ wanted, found: others }) => wanted === reference.kind && others.includes(kind));
    const other = endOfChain(reference, objects);
    const object = other && rule?.fit(other);
    if (rule === undefined || object === undefined) continue;
    const siblings = [...reference.node.fields].filter(([key]) => key !== "$ref" && key !== "description");
    fitted.set(reference.node, { ...object, fields: new Map([...object.fields, ...siblings]) });
    report(otherKind(reference, kind, rule));
  }
  return fitted;
}

function otherKind(
  { ref, kind }: ReferenceObject,
  found: ObjectKind,
  { reads, help = `Refer to a ${kind}.` }: FitRule,
): Diagnostic {
  const message = `${quote(stringOf(ref) ?? "")} must refer to a ${kind}, but refers to a ${found}; ${reads}.`;
  return diagnostic("ref-other-kind", ref.place, message, { help });
}

/** The object at the end of a chain of references. */
function endOfChain({ ref, target }: ReferenceObject, { root }: DescriptionObjects): OtherObject | undefined {
  const isSwagger = rootKind(root) === "Swagger";
  const visited = new Set<string>();
  let next = target;
  while ("path" in next && !visited.has(formatPointer(next.path))) {
    const pointer = formatPointer(next.path);
    visited.add(pointer);
    const node = localTarget(root, next);
    if (node?.kind !== "map") return undefined;
    const further = node.fields.get("$ref");
    if (further === undefined) return { pointer, node, ref, isSwagger };
    next = parseReference(further);
  }
  return undefined;
}

function referenceTo(other: OtherObject, path: string | undefined): MapNode | undefined {
  return path === undefined ? undefined : reference({ ...other, pointer: other.pointer + path });
}

function reference({ pointer, ref }: OtherObject): MapNode {
  const text: Node = { kind: "scalar", value: formatReference(pointer), place: ref.place };
  return { kind: "map", fields: new Map([["$ref", text]]), place: ref.place };
}

/** The schema of an object; if it has none, one that allows every value. */
function schemaOf(other: OtherObject): MapNode {
  return referenceTo(other, contentPath(other.node, "schema")) ?? mapOf(other, []);
}

/** The path to a media type of `content`, JSON first, or to a field of it. */
function contentPath(node: MapNode, key?: string): string | undefined {
  // A response of Swagger 2.0 has its schema itself.
  if (key === "schema" && node.fields.has("schema")) return "/schema";
  const types = [...fieldsOf(field(node, "content"))].filter(([, content]) => key === undefined || field(content, key));
  const [type] = types.find(([name]) => /json/i.test(name)) ?? types[0] ?? [];
  return type === undefined ? undefined : `/content/${escapeSegment(type)}${key === undefined ? "" : `/${key}`}`;
}

function withFieldsOf({ node, ref }: OtherObject, keys: readonly string[], needed?: string): MapNode | undefined {
  if (needed !== undefined && !node.fields.has(needed)) return undefined;
  const taken = [...node.fields].filter(([key]) => keys.includes(key));
  return { kind: "map", fields: new Map(taken.map(([key, value]) => [key, copyNode(value)])), place: ref.place };
}

function jsonContent(other: OtherObject): MapNode {
  if (other.isSwagger) return mapOf(other, [["schema", reference(other)]]);
  const content = mapOf(other, [["schema", reference(other)]]);
  return mapOf(other, [["content", mapOf(other, [["application/json", content]])]]);
}

function mapOf({ ref }: OtherObject, fields: readonly (readonly [string, Node])[]): MapNode {
  return { kind: "map", fields: new Map(fields), place: ref.place };
}
