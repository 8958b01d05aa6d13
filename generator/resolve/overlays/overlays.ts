import { diagnostic, type Diagnostic, type Report } from "../../diagnostics.js";
import { stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { isAbsoluteUri, resolveLocation } from "../../load/documents/location.js";
import type { MapNode } from "../../load/tree/node.js";
import type { ParsedSource } from "../../load/documents/source.js";
import { applyOverlay } from "./apply-overlay.js";

/** Overlays, by the document that they apply to. */
export interface OverlaysByDocument {
  /** Applies the overlays of a document to it, in order. */
  readonly apply: (location: string, root: MapNode, report: Report) => MapNode;
  /** Errors for overlays of documents that the description does not refer to. */
  readonly unused: () => readonly Diagnostic[];
}

/**
 * Assigns overlays to documents. An overlay applies to the description, unless its `extends` names another file that the description refers
 * to. A URL in `extends` names the published original of a local description, so it means the description.
 */
export function assignOverlays(description: string, overlays: readonly ParsedSource[]): OverlaysByDocument {
  const assigned = overlays.map((overlay) => ({ overlay, location: locationOf(overlay, description) }));
  const used = new Set<ParsedSource>();
  return {
    apply: (location, root, report) =>
      assigned
        .filter((each) => each.location === location)
        .reduce((before, { overlay }) => {
          used.add(overlay);
          return applyOverlay(before, overlay, report);
        }, root),
    unused: () => assigned.filter(({ overlay }) => !used.has(overlay)).map(({ overlay }) => unusedOverlay(overlay)),
  };
}

function locationOf({ name, root }: ParsedSource, description: string): string {
  const extended = stringOf(root.fields.get("extends"));
  const location = extended === undefined ? undefined : resolveLocation(name, extended);
  return location === undefined || (isAbsoluteUri(location) && !isAbsoluteUri(description)) ? description : location;
}

function unusedOverlay({ root }: ParsedSource): Diagnostic {
  const node = root.fields.get("extends");
  const message = `The overlay extends ${quote(stringOf(node) ?? "")}, which is not a document of the description.`;
  return diagnostic("overlay-invalid", node?.place ?? root.place, message, {
    help: "Correct `extends`, or remove it if the overlay is for the description itself.",
  });
}
