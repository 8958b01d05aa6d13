import { diagnostic, type Report } from "../../diagnostics.js";
import { isExtension } from "../../load/tree/fields.js";
import type { MapNode, Node } from "../../load/tree/node.js";
import { withFields } from "../objects/edit.js";
import { grammar } from "../objects/grammar.js";
import type { OpenApiVersion } from "./version.js";

/** What a path item may hold: an extension that holds anything else is left alone, whatever it is. */
const fieldsOfItem: ReadonlySet<string> = new Set([
  ...grammar["Path Item"].fields.keys(),
  ...["$ref", "summary", "description", "servers"],
]);

/**
 * OpenAPI 3.0 has no `webhooks`, so its authors write `x-webhooks`, as Redoc has it. It is read as `webhooks` before references are followed,
 * since its own may lead to other documents; and it stays where it is, since references may lead into it.
 */
export function withExtensionWebhooks(root: MapNode, version: OpenApiVersion, report: Report): MapNode {
  const items = root.fields.get("x-webhooks");
  if (version !== "3.0" || items?.kind !== "map" || root.fields.has("webhooks")) return root;
  if (![...items.fields.values()].every(isItem)) return root;
  const reason = "OpenAPI 3.0 has no `webhooks`; the extension `x-webhooks` is read instead.";
  report(diagnostic("repaired", items.place, reason));
  return withFields(root, [["webhooks", items]]);
}

function isItem(node: Node): boolean {
  return node.kind === "map" && [...node.fields.keys()].every((key) => fieldsOfItem.has(key) || isExtension(key));
}
