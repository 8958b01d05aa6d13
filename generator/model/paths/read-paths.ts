import { diagnostic } from "../../diagnostics.js";
import { isExtension } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readMap } from "../../load/tree/read-fields.js";
import type { MapNode, Node, NodePlace } from "../../load/tree/node.js";
import { withSiblings } from "../../resolve/objects/path-items.js";
import type { PathTemplate } from "../types/operation.js";
import type { ModelContext } from "../reading/context.js";
import { followReference } from "../reading/context.js";
import { sortedBy } from "../reading/order.js";
import { reportPathWarnings } from "./path-warnings.js";
import { parsePathTemplate } from "./path-template.js";

/** A path with its Path Item Object, references followed. */
export interface PathEntry {
  readonly path: PathTemplate;
  readonly item: MapNode;
  readonly place: NodePlace;
}

/** Every path with a valid template, in order. */
export function readPaths(context: ModelContext): readonly PathEntry[] {
  const paths = readMap(context.description.root, "paths", context.report);
  const own = [...(paths?.fields ?? [])].filter(([text]) => !isExtension(text));
  return sortedBy(own, ([text]) => text).flatMap(([text, node]) => readPath(text, node, context) ?? []);
}

function readPath(text: string, node: Node, context: ModelContext): PathEntry | undefined {
  const parsed = parsePathTemplate(text);
  const item = expectMap(pathItemOf(node, context), `The path ${quote(text)}`, context.report);
  if (!("fault" in parsed)) {
    reportPathWarnings(parsed, text, node, context);
    return item && { path: parsed, item, place: node.place };
  }
  context.report(diagnostic("path-invalid", node.place, `The path ${quote(text)} ${parsed.fault}.`, { help: parsed.help }));
  return undefined;
}

/** A Path Item Object, references followed. */
export function pathItemOf(node: Node, context: ModelContext): Node {
  const target = followReference(context, node);
  return target === node || target.kind !== "map" || node.kind !== "map" ? target : withSiblings(target, node);
}
