import { isHttpUrl } from "../../load/documents/location.js";
import { field, stringOf } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { resolveServerUrl } from "../../model/operations/server-url.js";

/**
 * A description with the servers that it has at its address: a relative URL of a server means another one in a file. `$self` gives an address that
 * a file keeps.
 */
export function withAbsoluteServers(root: MapNode, address: string): MapNode {
  if (!isHttpUrl(address) || isHttpUrl(stringOf(field(root, "$self")) ?? "")) return root;
  const absolute = withFields(root, (name, node) =>
    pathMaps.has(name) ? eachField(node, (item) => pathItem(item, address)) : node,
  );
  const components = withFields(absolute, (name, node) =>
    name === "components" && node.kind === "map"
      ? withFields(node, (section, items) =>
          section === "pathItems" ? eachField(items, (item) => pathItem(item, address)) : items,
        )
      : node,
  );
  return root.fields.has("swagger") ? withHost(components, new URL(address)) : withServers(components, address);
}

const pathMaps: ReadonlySet<string> = new Set(["paths", "webhooks", "x-webhooks"]);

/** Operations are the maps of a path item; what else is one there has no `servers`. */
function pathItem(item: Node, address: string): Node {
  if (item.kind !== "map") return item;
  return withFields(withServers(item, address), (_, node) => (node.kind === "map" ? withServers(node, address) : node));
}

function withServers(owner: MapNode, address: string): MapNode {
  return withFields(owner, (name, node) => {
    if (name !== "servers" || node.kind !== "list") return node;
    return { ...node, items: node.items.map((server) => (server.kind === "map" ? withUrl(server, address) : server)) };
  });
}

function withUrl(server: MapNode, address: string): MapNode {
  return withFields(server, (name, node) => {
    const url = name === "url" ? stringOf(node) : undefined;
    return url === undefined ? node : { kind: "scalar", value: resolveServerUrl(url, address), place: node.place };
  });
}

/** Swagger 2.0 has the host of its servers apart; without one it is that of the address. */
function withHost(root: MapNode, { host, protocol }: URL): MapNode {
  if (root.fields.has("host")) return root;
  const scheme: Node = { kind: "scalar", value: protocol.replace(":", ""), place: root.place };
  const schemes: Node = root.fields.get("schemes") ?? { kind: "list", items: [scheme], place: root.place };
  const added = [["host", { kind: "scalar", value: host, place: root.place }], ["schemes", schemes]] as const; // prettier-ignore
  return { ...root, fields: new Map<string, Node>([...root.fields, ...added]) };
}

function eachField(node: Node, change: (item: Node) => Node): Node {
  return node.kind === "map" ? withFields(node, (_, item) => change(item)) : node;
}

function withFields(node: MapNode, change: (name: string, value: Node) => Node): MapNode {
  const fields = [...node.fields].map(([name, value]) => [name, change(name, value)] as const);
  return fields.every(([name, value]) => node.fields.get(name) === value) ? node : { ...node, fields: new Map(fields) };
}
