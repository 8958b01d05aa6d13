import type { Report } from "../diagnostics.js";
import type { ParsedSource, ReadReferencedDocument } from "../load/documents/source.js";
import type { MapNode } from "../load/tree/node.js";
import { bundle } from "./documents/bundle.js";
import { readDocuments } from "./documents/read-documents.js";
import { assignOverlays } from "./overlays/overlays.js";
import { inlineBodies } from "./inline-bodies.js";
import { withExtensionWebhooks } from "./repairs/extension-webhooks.js";
import { detectVersion } from "./repairs/version.js";
import { documentReader } from "./resolve.js";

/** A description as one document. */
export interface BundledDescription {
  readonly root: MapNode;
  /** The names of the other documents that it refers to. What they have of it is in the tree. */
  readonly documents: readonly string[];
}

/**
 * Bundles a description as its author wrote it: without overlays and repairs. One that refers to no other document stays as it is. References
 * that lead nowhere stay, too.
 *
 * @throws Refusal - where the version of OpenAPI is not known, or the documents are too large together.
 */
export async function bundleDescription(
  description: ParsedSource,
  read: ReadReferencedDocument,
  report: Report,
): Promise<BundledDescription> {
  const documents: string[] = [];
  const readNamed: ReadReferencedDocument = async (request) => {
    const text = await read(request);
    documents.push(text.name);
    return text;
  };
  const root = withExtensionWebhooks(description.root, detectVersion(description.root, report), report);
  const reader = documentReader(readNamed, assignOverlays(description, []), description, report);
  const graph = await readDocuments({ location: description.name, root }, reader);
  if (documents.length === 0) return { root: description.root, documents };
  const bundled = bundle(graph, (fault) => report(fault.diagnostic));
  return { root: inlineBodies(bundled, root), documents: documents.sort() };
}
