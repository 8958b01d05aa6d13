import { diagnostic } from "../../diagnostics.js";
import type { Node } from "../../load/tree/node.js";
import { quote } from "../../load/tree/quote.js";
import { nodeAt } from "../objects/edit.js";
import type { FailedLookup, ReferenceTarget, ReferenceText } from "./document-references.js";
import type { SchemaResource } from "./schema-resources.js";

/**
 * Resolves a `$dynamicRef`. Which schema with this `$dynamicAnchor` it refers to depends on the dynamic scope of a validation
 * (JSON Schema 2020-12, 8.2.3.2), which a type does not have. So exactly one schema must be possible. A placeholder, which other schemas
 * are meant to replace, counts only if there is no other.
 */
export function resolveDynamicReference(
  reference: ReferenceText,
  anchor: string,
  resources: readonly SchemaResource[],
): ReferenceTarget | FailedLookup {
  const candidates = resources.flatMap((resource): ReferenceTarget[] => {
    const path = resource.dynamicAnchors.get(anchor);
    return path === undefined ? [] : [{ document: resource.document, path }];
  });
  const replacements = candidates.filter((target) => !isPlaceholder(nodeAt(target.document.root, target.path)));
  const possible = replacements.length > 0 ? replacements : candidates;
  const [only, ...others] = possible;
  if (only !== undefined && others.length === 0) return only;
  const message = `${quote(reference.text)} may refer to ${possible.length} schemas, depending on the dynamic scope, so any value is accepted.`;
  const help = "Use `$ref` if one schema is meant.";
  return { faults: [diagnostic("unsupported", reference.ref.place, message, { help })] };
}

/** Keywords of a schema that only names a `$dynamicAnchor`; `not: {}` is how such a schema rejects everything until it is replaced. */
const placeholderKeywords: ReadonlySet<string> = new Set([
  "$dynamicAnchor",
  "$anchor",
  "$comment",
  "title",
  "description",
  "not",
]);

function isPlaceholder(node: Node | undefined): boolean {
  return node?.kind === "map" && [...node.fields.keys()].every((key) => placeholderKeywords.has(key));
}
