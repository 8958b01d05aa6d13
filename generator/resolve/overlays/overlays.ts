import { diagnostic, type Diagnostic, type Report } from "../../diagnostics.js";
import { stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { isAbsoluteUri, resolveLocation } from "../../load/documents/location.js";
import type { MapNode } from "../../load/tree/node.js";
import type { ParsedSource } from "../../load/documents/source.js";
import { applyOverlay } from "./apply-overlay.js";

/** Overlays, each with the document that it is meant for. */
export interface OverlaysByDocument {
  /** A document with what is meant for it laid over it, in order. */
  readonly apply: (location: string, root: MapNode, report: Report) => MapNode;
  /** What is wrong with overlays that are meant for documents which the description does not have. */
  readonly unused: () => readonly Diagnostic[];
}

/**
 * An overlay is for the description, unless it names another file by `extends`: then for that one, where the description refers to it. An
 * address there is where a description was published, of which the user has named a copy.
 */
export function assignOverlays(description: string, overlays: readonly ParsedSource[]): OverlaysByDocument {
  const meant = overlays.map((overlay) => ({ overlay, location: locationOf(overlay, description) }));
  const used = new Set<ParsedSource>();
  return {
    apply: (location, root, report) =>
      meant
        .filter((each) => each.location === location)
        .reduce((before, { overlay }) => {
          used.add(overlay);
          return applyOverlay(before, overlay, report);
        }, root),
    unused: () => meant.filter(({ overlay }) => !used.has(overlay)).map(({ overlay }) => notMeant(overlay)),
  };
}

function locationOf({ name, root }: ParsedSource, description: string): string {
  const named = stringOf(root.fields.get("extends"));
  const location = named === undefined ? undefined : resolveLocation(name, named);
  return location === undefined || (isAbsoluteUri(location) && !isAbsoluteUri(description)) ? description : location;
}

function notMeant({ root }: ParsedSource): Diagnostic {
  const node = root.fields.get("extends");
  const message = `The overlay extends ${quote(stringOf(node) ?? "")}, which is not a document of the description.`;
  return diagnostic("overlay-invalid", node?.place ?? root.place, message, {
    help: "Correct `extends`, or remove it if the overlay is for the description itself.",
  });
}
