import type { MapNode, Node } from "../../load/tree/node.js";
import { withFields, withoutFields } from "../objects/edit.js";

const styleFields = ["style", "explode", "allowReserved"];

/** A request body without the styles of parts, which OpenAPI has since version 3.1 only; undefined if there are none. */
export function withoutPartStyles(body: MapNode): MapNode | undefined {
  const content = body.fields.get("content");
  if (content?.kind !== "map") return undefined;
  const changes = [...content.fields].flatMap(([type, media]): [string, Node][] => {
    const encodings = /^multipart\//i.test(type) && media.kind === "map" ? media.fields.get("encoding") : undefined;
    if (media.kind !== "map" || encodings?.kind !== "map" || ![...encodings.fields.values()].some(hasStyle)) return [];
    const bare = [...encodings.fields].map(([name, node]): [string, Node] => [
      name,
      node.kind === "map" ? withoutFields(node, styleFields) : node,
    ]);
    return [[type, withFields(media, [["encoding", withFields(encodings, bare)]])]];
  });
  return changes.length === 0 ? undefined : withFields(body, [["content", withFields(content, changes)]]);
}

function hasStyle(encoding: Node): boolean {
  return encoding.kind === "map" && styleFields.some((key) => encoding.fields.has(key));
}
