import { diagnostic, type Diagnostic, type Report } from "../../diagnostics.js";
import { fieldsOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { cachingToJson } from "../../load/tree/json.js";
import type { Json, MapNode, Node } from "../../load/tree/node.js";
import type { ParsedSource } from "../../load/documents/source.js";
import { closestName } from "../references/closest-name.js";
import { changeNodes, nodeAt } from "../objects/edit.js";
import type { NodePath, JsonPathQuery } from "./jsonpath.js";
import { type Merge, overlayMerger } from "./overlay-merge.js";
import { type OverlayAction, readOverlay } from "./overlay-document.js";

/** Applies the actions of an overlay to a document, in order. */
export function applyOverlay(description: MapNode, overlay: ParsedSource, report: Report): MapNode {
  const merge = overlayMerger(report);
  const json = cachingToJson();
  let root = description;
  for (const action of readOverlay(overlay.root, report)) root = applyAction(root, action, merge, json, report);
  return root;
}

function applyAction(root: MapNode, action: OverlayAction, merge: Merge, json: (node: Node) => Json, report: Report): MapNode {
  const paths = select(action.target, action.place, json(root), report);
  if (paths === undefined) return root;
  if (paths.length === 0) {
    if (!action.optional) report(noMatchError(root, action, json(root)));
    return root;
  }
  const change = changeOf(root, action, merge, json, report);
  const changed =
    change &&
    changeNodes(
      root,
      paths.map((path) => [path, change]),
    );
  if (changed?.kind === "map") return changed;
  if (change !== undefined)
    report(diagnostic("overlay-invalid", action.place, "The root of the description cannot be removed or replaced."));
  return root;
}

/** The change that an action makes to each selected node; undefined if the action is invalid, which is reported. */
function changeOf(root: MapNode, action: OverlayAction, merge: Merge, json: (node: Node) => Json, report: Report) {
  if (action.remove) return () => undefined;
  const value = action.copy === undefined ? action.update : nodeToCopy(root, action.copy, json, report);
  return value && ((node: Node, depth: number) => merge(node, value, depth));
}

function nodeToCopy(
  root: MapNode,
  copy: NonNullable<OverlayAction["copy"]>,
  json: (node: Node) => Json,
  report: Report,
): Node | undefined {
  const paths = select(copy.source, copy.place, json(root), report);
  const [only, ...others] = paths ?? [];
  if (only !== undefined && others.length === 0) return nodeAt(root, only);
  if (paths !== undefined) {
    report(
      diagnostic(
        "overlay-target-unmatched",
        copy.place,
        `${quote(copy.source.text)} must select one node to copy, but selects ${paths.length}.`,
      ),
    );
  }
  return undefined;
}

function select(
  query: JsonPathQuery,
  place: OverlayAction["place"],
  json: Json,
  report: Report,
): readonly NodePath[] | undefined {
  try {
    return query.select(json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error";
    report(diagnostic("overlay-target-invalid", place, `${quote(query.text)} cannot be evaluated: ${reason}.`));
    return undefined;
  }
}

/** Names the first step of the target that selects nothing, and suggests a correction. */
function noMatchError(root: MapNode, { target, place }: OverlayAction, json: Json): Diagnostic {
  const { precedingSteps, step, name, precedingPaths } = target.firstEmptyStep(json);
  const siblings = new Set(precedingPaths.flatMap((path) => [...fieldsOf(nodeAt(root, path)).keys()]));
  const near = name === undefined ? undefined : closestName(name, siblings);
  const hint = near === undefined ? "Correct the target, or" : `Did you mean ${quote(near)}? Otherwise`;
  const help = `${hint} mark the action \`x-specloom-optional: true\` if only some versions of the API have what it selects.`;
  return diagnostic(
    "overlay-target-unmatched",
    place,
    `${quote(target.text)} selects nothing: ${quote(precedingSteps)} exists, but ${quote(step)} below it does not.`,
    { help },
  );
}
