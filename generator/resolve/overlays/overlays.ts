import { diagnostic, type Diagnostic, type Report } from "../../diagnostics.js";
import { stringOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { isUri, resolveLocation } from "../../load/documents/location.js";
import type { MapNode } from "../../load/tree/node.js";
import type { Source } from "../../load/documents/source.js";
import { applyOverlay } from "./apply-overlay.js";

/** Overlays, each with the document that it is meant for. */
export interface LaidOver {
  /** A document with what is meant for it laid over it, in order. */
  readonly over: (location: string, root: MapNode, report: Report) => MapNode;
  /** What is wrong with overlays that are meant for documents which the description does not have. */
  readonly unused: () => readonly Diagnostic[];
}

/**
 * An overlay is for the description, unless it names another file by `extends`: then for that one, where the description refers to it. An
 * address there is where a description was published, of which the user has named a copy.
 */
export function layOver(description: string, overlays: readonly Source[]): LaidOver {
  const meant = overlays.map((overlay) => ({ overlay, location: locationOf(overlay, description) }));
  const used = new Set<Source>();
  return {
    over: (location, root, report) =>
      meant
        .filter((each) => each.location === location)
        .reduce((before, { overlay }) => {
          used.add(overlay);
          return applyOverlay(before, overlay, report);
        }, root),
    unused: () => meant.filter(({ overlay }) => !used.has(overlay)).map(({ overlay }) => notMeant(overlay)),
  };
}

function locationOf({ name, root }: Source, description: string): string {
  const named = stringOf(root.fields.get("extends"));
  const location = named === undefined ? undefined : resolveLocation(name, named);
  return location === undefined || (isUri(location) && !isUri(description)) ? description : location;
}

function notMeant({ root }: Source): Diagnostic {
  const node = root.fields.get("extends");
  const message = `The overlay is meant for ${quote(stringOf(node) ?? "")}, which is no document of the description.`;
  return diagnostic("overlay-invalid", node?.place ?? root.place, message, {
    help: "Correct `extends`, or remove it where the overlay is for the description itself.",
  });
}
