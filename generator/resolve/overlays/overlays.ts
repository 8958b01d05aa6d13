import { diagnostic, type Diagnostic, type Report } from "../../diagnostics.js";
import { stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import {
  isAbsoluteUri,
  isSameLocation,
  relativeReference,
  resolveLocation,
  revisionFileOf,
} from "../../load/documents/location.js";
import type { MapNode } from "../../load/tree/node.js";
import type { ParsedSource, SourceText } from "../../load/documents/source.js";
import { applyOverlay } from "./apply-overlay.js";

/** Overlays, by the document that they apply to. */
export interface OverlaysByDocument {
  /** Applies the overlays of a document to it, in order. */
  readonly apply: (location: string, root: MapNode, report: Report) => MapNode;
  /** Errors for overlays of documents that the description does not refer to. */
  readonly unused: () => readonly Diagnostic[];
}

type NamedDescription = Pick<SourceText, "name" | "alsoKnownAs">;

/**
 * Assigns overlays to documents. An overlay applies to the description, unless its `extends` names another file that the description refers
 * to. A URL in `extends` names the published original of a local description, so it means the description. If a description stands in for
 * another one, `extends` may name that one and the documents beside it.
 */
export function assignOverlays(description: NamedDescription, overlays: readonly ParsedSource[]): OverlaysByDocument {
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

function locationOf({ name, root }: ParsedSource, { name: description, alsoKnownAs = [] }: NamedDescription): string {
  const extended = stringOf(root.fields.get("extends"));
  const location = extended === undefined ? undefined : resolveLocation(name, extended);
  const names = [description, ...alsoKnownAs];
  if (location === undefined || names.some((one) => isSameLocation(one, location))) return description;
  if (isAbsoluteUri(location)) return names.every(isPublished) ? location : description;
  const local = alsoKnownAs.find((one) => !isAbsoluteUri(one));
  // A document beside the known description is the one that stands there beside this description.
  return local === undefined ? location : (resolveLocation(description, relativeReference(local, location)) ?? location);
}

function isPublished(location: string): boolean {
  return isAbsoluteUri(location) && revisionFileOf(location) === undefined;
}

function unusedOverlay({ root }: ParsedSource): Diagnostic {
  const node = root.fields.get("extends");
  const message = `The overlay extends ${quote(stringOf(node) ?? "")}, which is not a document of the description.`;
  return diagnostic("overlay-invalid", node?.place ?? root.place, message, {
    help: "Correct `extends`, or remove it if the overlay is for the description itself.",
  });
}
