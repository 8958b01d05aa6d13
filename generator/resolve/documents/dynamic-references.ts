import { diagnostic } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";
import type { Node } from "../../load/tree/node.js";
import { nodeAt } from "../objects/edit.js";
import { type FailedLookup, failedLookup } from "../objects/faults.js";
import type { SchemaResource } from "./schema-resources.js";
import type { DocumentReference, ReferenceTarget } from "./document-graph.js";

/**
 * What a `$dynamicRef` leads to. Which of several anchors of a name it is depends on the way that validation took (JSON Schema 2020-12,
 * 8.2.3.2), which a type does not have. So one possible target is needed; a placeholder that is there to be replaced counts only alone.
 */
export function resolveDynamicReference(
  link: DocumentReference,
  name: string,
  all: readonly SchemaResource[],
): ReferenceTarget | FailedLookup {
  const candidates = all.flatMap((resource): ReferenceTarget[] => {
    const path = resource.dynamicAnchors.get(name);
    return path === undefined ? [] : [{ document: resource.document, path }];
  });
  const replacing = candidates.filter((target) => !isPlaceholder(nodeAt(target.document.root, target.path)));
  const possible = replacing.length > 0 ? replacing : candidates;
  const [only, ...others] = possible;
  if (only !== undefined && others.length === 0) return only;
  const message = `${quote(link.text)} may lead to ${possible.length} schemas, depending on the dynamic scope, so any value is accepted.`;
  const help = "Use `$ref` if one schema is meant.";
  return failedLookup(diagnostic("unsupported", link.ref.place, message, { help }));
}

const idle: ReadonlySet<string> = new Set(["$dynamicAnchor", "$anchor", "$comment", "title", "description", "not"]);

function isPlaceholder(node: Node | undefined): boolean {
  return node?.kind === "map" && [...node.fields.keys()].every((key) => idle.has(key));
}
