import { diagnostic, type Report } from "../../diagnostics.js";
import { isExtension } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { expectMap, readBoolean, readList, readMap, readString, requireField } from "../../load/tree/read-fields.js";
import type { MapNode, Node, NodePlace } from "../../load/tree/node.js";
import { compileJsonPath, type JsonPathQuery } from "./jsonpath.js";

/** A parsed Action Object of an overlay. It has exactly one of `update`, `copy` and `remove: true`. */
export interface OverlayAction {
  readonly target: JsonPathQuery;
  /** The place of the target in the overlay. */
  readonly place: NodePlace;
  readonly update?: Node;
  readonly copy?: { readonly source: JsonPathQuery; readonly place: NodePlace };
  readonly remove: boolean;
  /** `x-specloom-optional`: the target may select nothing, since only some versions of the API have it. */
  readonly optional: boolean;
}

/** Reads an overlay. Invalid parts are reported, and invalid actions are left out. */
export function readOverlay(root: MapNode, report: Report): readonly OverlayAction[] {
  const reportInvalid: Report = (fault) =>
    report({ ...fault, code: fault.code === "overlay-target-invalid" ? fault.code : "overlay-invalid" });
  if (!isOverlay(root, reportInvalid)) return [];
  for (const key of ["info", "actions"]) requireField(root, key, "The overlay", reportInvalid);
  readString(root, "extends", reportInvalid);
  const info = readMap(root, "info", reportInvalid);
  for (const key of ["title", "version"]) {
    if (info !== undefined && requireField(info, key, "`info` of the overlay", reportInvalid))
      readString(info, key, reportInvalid);
  }
  const actions = readList(root, "actions", reportInvalid);
  if (actions?.items.length === 0)
    reportInvalid(
      diagnostic("overlay-invalid", actions.place, "The overlay has no actions, so it changes nothing.", {
        help: "Add an action, or leave the overlay out.",
      }),
    );
  return actions?.items.flatMap((item) => readAction(item, reportInvalid) ?? []) ?? [];
}

function isOverlay(root: MapNode, reportInvalid: Report): boolean {
  const version = root.fields.get("overlay");
  if (version === undefined) {
    const help = root.fields.has("openapi")
      ? "This is a description; name it with `--input`."
      : "An overlay starts with `overlay: 1.0.0`.";
    reportInvalid(
      diagnostic("overlay-invalid", root.place, "The document has no field `overlay`, so it is not an overlay.", { help }),
    );
    return false;
  }
  const written = readString(root, "overlay", reportInvalid);
  if (written === undefined || /^1\.[01](?:\.|$)/.test(written)) return written !== undefined;
  reportInvalid(
    diagnostic("overlay-invalid", version.place, `Version ${quote(written)} of the Overlay Specification is not supported.`, {
      help: "Supported are the versions 1.0 and 1.1.",
    }),
  );
  return false;
}

const actionFields: ReadonlySet<string> = new Set(["target", "description", "update", "copy", "remove"]);
const optionalField = "x-specloom-optional";

function readAction(item: Node, reportInvalid: Report): OverlayAction | undefined {
  const action = expectMap(item, "An action of the overlay", reportInvalid);
  if (action === undefined) return undefined;
  for (const [key, node] of action.fields) {
    if (!actionFields.has(key) && !isExtension(key)) {
      reportInvalid(
        diagnostic("overlay-invalid", node.place, `An action has no field ${quote(key)}.`, {
          help: `Its fields are ${[...actionFields].map(quote).join(", ")}.`,
        }),
      );
    }
  }
  const targetNode = requireField(action, "target", "The action", reportInvalid);
  const target = readQuery(action, "target", reportInvalid);
  const copy = readQuery(action, "copy", reportInvalid);
  const remove = readBoolean(action, "remove", reportInvalid) ?? false;
  const update = action.fields.get("update");
  if (!remove && [update, action.fields.get("copy")].filter(Boolean).length !== 1) {
    reportInvalid(diagnostic("overlay-invalid", action.place, "An action has one of `update`, `copy` and `remove: true`."));
    return undefined;
  }
  if (target === undefined || targetNode === undefined) return undefined;
  const optional = readBoolean(action, optionalField, reportInvalid) ?? false;
  const modifier = remove
    ? {}
    : {
        ...(update && { update }),
        ...(copy && { copy: { source: copy, place: action.fields.get("copy")?.place ?? action.place } }),
      };
  return { target, place: targetNode.place, remove, optional, ...modifier };
}

function readQuery(action: MapNode, key: string, reportInvalid: Report): JsonPathQuery | undefined {
  const text = readString(action, key, reportInvalid);
  const query = text === undefined ? undefined : compileJsonPath(text);
  if (query === undefined || "select" in query) return query;
  const message = `${quote(text ?? "")} is not a valid JSONPath: ${query.fault}.`;
  const help = "Targets are written as in RFC 9535: `$.paths['/records'].get`.";
  reportInvalid(diagnostic("overlay-target-invalid", action.fields.get(key)?.place, message, { help }));
  return undefined;
}
