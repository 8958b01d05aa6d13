import { isJsonArray, isJsonObject, toJson } from "../../load/tree/json.js";
import { field, isExtension, itemsOf, stringOf } from "../../load/tree/fields.js";
import type { Json, ListNode, MapNode, Node } from "../../load/tree/node.js";
import { escapeSegment } from "../../load/tree/pointer.js";
import { childAt, withFields } from "../objects/edit.js";
import type { Skeleton } from "./skeleton.js";

/** The node of the Swagger description that a value of the upgraded skeleton comes from. */
interface Origin {
  readonly node: Node;
  /** False if the upgrade added the value: the node is then the closest one around it. */
  readonly isExact: boolean;
}

/** Objects some of whose fields come from other fields of the Swagger description. */
type Role = "root" | "components" | "paths" | "path item" | "operation" | "request body" | "other";

interface FieldOrigin {
  readonly key: string;
  readonly from: (node: Node) => Node | undefined;
  readonly role: Role;
}

const fieldNamed = (key: string) => (node: Node) => field(node, key);
const itself = (node: Node) => node;

/** Where the fields of an upgraded object come from. A field that is not listed comes from the field with the same key, or is new. */
// prettier-ignore
const fieldOrigins: { readonly [R in Role]: readonly FieldOrigin[] } = {
  "root": [
    { key: "openapi",         from: fieldNamed("swagger"),                                               role: "other" },
    { key: "servers",         from: (root) => field(root, "host") ?? field(root, "basePath"),    role: "other" },
    { key: "paths",           from: fieldNamed("paths"),                                                 role: "paths" },
    { key: "components",      from: itself,                                                      role: "components" },
  ],
  "components": [
    { key: "schemas",         from: fieldNamed("definitions"),         role: "other" },
    { key: "requestBodies",   from: fieldNamed("parameters"),          role: "other" },
    { key: "securitySchemes", from: fieldNamed("securityDefinitions"), role: "other" },
  ],
  "paths": [],
  "path item": [],
  "operation": [
    { key: "parameters",      from: otherParameters,           role: "other" },
    { key: "requestBody",     from: bodyParameter,             role: "request body" },
  ],
  "request body": [],
  "other": [],
};

/** The role of a child that is not listed above. */
const childRoles: { readonly [R in Role]?: Role } = { paths: "path item", "path item": "operation" };

/** Fields that the upgrade drops; they are put back. */
const isDropped = (key: string) => isExtension(key) || key === "description";

export interface RestoredTree {
  readonly root: Node;
  /** The pointers, after the upgrade, of the nodes of the description. */
  readonly pointers: ReadonlyMap<Node, string>;
}

/** Makes a tree of the upgraded skeleton. Every node has its place in the source text, or that of the closest node around it. */
export function restoreNodes(upgraded: Json, root: MapNode, nodeOf: Skeleton["nodeOf"]): RestoredTree {
  const pointers = new Map<Node, string>();

  const build = (value: Json, origin: Origin, role: Role, pointer: string): Node => {
    const kept = nodeOf(value);
    if (kept !== undefined) return kept;
    if (origin.isExact && !pointers.has(origin.node)) pointers.set(origin.node, pointer);
    if (isJsonObject(value)) return buildMap(value, origin, role, pointer);
    if (isJsonArray(value)) return { kind: "list", items: value.map((item, index) => build(item, childOf(origin, String(index)), role, `${pointer}/${index}`)), place: origin.node.place }; // prettier-ignore
    return origin.node.kind === "scalar" && toJson(origin.node) === value
      ? origin.node
      : { kind: "scalar", value, place: origin.node.place };
  };

  const buildMap = (value: { readonly [key: string]: Json }, origin: Origin, role: Role, pointer: string): MapNode => {
    const fields = new Map<string, Node>();
    for (const [key, child] of Object.entries(value)) {
      const listed = fieldOrigins[role].find((candidate) => candidate.key === key);
      const from = listed ? originOf(listed.from(origin.node), origin) : childOf(origin, key);
      fields.set(key, build(child, from, listed?.role ?? childRoles[role] ?? "other", `${pointer}/${escapeSegment(key)}`));
    }
    const built: MapNode = { kind: "map", fields: withDropped(fields, origin), place: origin.node.place };
    return role === "request body" ? withEncoding(built, origin.node) : built;
  };

  return { root: build(upgraded, { node: root, isExact: true }, "root", ""), pointers };
}

function childOf(origin: Origin, key: string): Origin {
  return originOf(childAt(origin.node, key), origin);
}

function originOf(node: Node | undefined, owner: Origin): Origin {
  return node === undefined ? { node: owner.node, isExact: false } : { node, isExact: true };
}

function withDropped(fields: ReadonlyMap<string, Node>, { node, isExact }: Origin): ReadonlyMap<string, Node> {
  if (!isExact || node.kind !== "map") return fields;
  const missing = [...node.fields].filter(([key]) => isDropped(key) && !fields.has(key));
  return new Map([...fields, ...missing]);
}

/** Moves the `encoding` that `withFormBody` put on the body parameter to the media types of the request body. */
function withEncoding(body: MapNode, parameter: Node): MapNode {
  const encoding = field(parameter, "encoding");
  const content = field(body, "content");
  if (encoding === undefined || content?.kind !== "map") return body;
  const types = [...content.fields].map(([type, node]): [string, Node] => [type, node.kind === "map" ? withFields(node, [["encoding", encoding]]) : node]); // prettier-ignore
  return withFields(body, [["content", withFields(content, types)]]);
}

function bodyParameter(operation: Node): Node | undefined {
  return itemsOf(field(operation, "parameters")).find(isBodyParameter);
}

/** The parameters without the body, so that they have the same indices as after the upgrade. */
function otherParameters(operation: Node): ListNode | undefined {
  const list = field(operation, "parameters");
  return list?.kind === "list" ? { ...list, items: list.items.filter((node) => !isBodyParameter(node)) } : undefined;
}

function isBodyParameter(parameter: Node): boolean {
  return stringOf(field(parameter, "in")) === "body";
}
