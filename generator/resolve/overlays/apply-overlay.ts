import { diagnostic, type Diagnostic, type Report } from "../../diagnostics.js";
import { fieldsOf } from "../../load/tree/fields.js";
import { quote } from "../../load/tree/quote.js";
import { cachingToJson } from "../../load/tree/json.js";
import type { Json, MapNode, Node } from "../../load/tree/node.js";
import type { ParsedSource } from "../../load/documents/source.js";
import { closestName } from "../references/closest-name.js";
import { changeNodes, nodeAt } from "../objects/edit.js";
import type { EmptyStep, JsonPathQuery } from "./jsonpath.js";
import { type Merge, overlayMerger } from "./overlay-merge.js";
import { Steps } from "./steps.js";
import { type OverlayAction, readOverlay } from "./overlay-document.js";

/** Applies the actions of an overlay to a document, in order. */
export function applyOverlay(description: MapNode, overlay: ParsedSource, report: Report): MapNode {
  const context: Context = { merge: overlayMerger(report), json: cachingToJson(), steps: new Steps(), report };
  let root = description;
  for (const action of readOverlay(overlay.root, report)) root = applyAction(root, action, context);
  return root;
}

/** What applying an action needs beside the document. */
interface Context {
  readonly merge: Merge;
  readonly json: (node: Node) => Json;
  readonly steps: Steps;
  readonly report: Report;
}

function applyAction(root: MapNode, action: OverlayAction, context: Context): MapNode {
  const { json, steps, report } = context;
  const { target, place } = action;
  const paths = evaluated(target, place, report, () => target.select(json(root), steps));
  if (paths === undefined) return root;
  if (paths.length === 0) {
    const fault = action.optional
      ? undefined
      : evaluated(target, place, report, () => noMatchError(root, action, target.firstEmptyStep(json(root), steps)));
    if (fault !== undefined) report(fault);
    return root;
  }
  const change = changeOf(root, action, context);
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
function changeOf(root: MapNode, action: OverlayAction, context: Context) {
  if (action.remove) return () => undefined;
  const value = action.copy === undefined ? action.update : nodeToCopy(root, action.copy, context);
  return value && ((node: Node, depth: number) => context.merge(node, value, depth));
}

function nodeToCopy(root: MapNode, copy: NonNullable<OverlayAction["copy"]>, { json, steps, report }: Context): Node | undefined {
  const paths = evaluated(copy.source, copy.place, report, () => copy.source.select(json(root), steps));
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

/** Evaluates a query; undefined if it cannot be, which is reported. */
function evaluated<T>(query: JsonPathQuery, place: OverlayAction["place"], report: Report, evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error";
    report(diagnostic("overlay-target-invalid", place, `${quote(query.text)} cannot be evaluated: ${reason}.`));
    return undefined;
  }
}

/** Names the first step of the target that selects nothing, and suggests a correction. */
function noMatchError(root: MapNode, { target, place }: OverlayAction, emptyStep: EmptyStep): Diagnostic {
  const { precedingSteps, step, name, precedingPaths } = emptyStep;
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
