import { diagnostic, type Report } from "../../diagnostics.js";
import { isExtension } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { withFields } from "../objects/edit.js";
import { grammar } from "../objects/grammar.js";
import type { OpenApiVersion } from "./version.js";

/** All fields of a Path Item Object. An `x-webhooks` whose values have other fields is left alone. */
const allowedFields: ReadonlySet<string> = new Set([
  ...grammar["Path Item"].fields.keys(),
  ...["$ref", "summary", "description", "servers"],
]);

/**
 * Copies Redoc's extension `x-webhooks` of OpenAPI 3.0 to `webhooks`, before references are followed, since those in it may lead to other
 * documents. The extension itself stays, since references may lead into it.
 */
export function withExtensionWebhooks(root: MapNode, version: OpenApiVersion, report: Report): MapNode {
  const items = root.fields.get("x-webhooks");
  if (version !== "3.0" || items?.kind !== "map" || root.fields.has("webhooks")) return root;
  if (![...items.fields.values()].every(isPathItem)) return root;
  const reason = "OpenAPI 3.0 has no `webhooks`; the extension `x-webhooks` is read instead.";
  report(diagnostic("repaired", items.place, reason));
  return withFields(root, [["webhooks", items]]);
}

function isPathItem(node: Node): boolean {
  return node.kind === "map" && [...node.fields.keys()].every((key) => allowedFields.has(key) || isExtension(key));
}
