import { JSONPathEnvironment, jsonpath, type JSONPathQuery } from "json-p3";
import { limits } from "../../load/documents/limits.js";
import type { Json } from "../../load/tree/node.js";
import { pathOf, type Selected, selectDistinct, selectedRoot } from "./evaluate-query.js";
import { isSelected } from "./filter-expressions.js";
import type { Steps } from "./steps.js";

/** A path of keys and list indices from the root. */
export type NodePath = readonly string[];

/** A compiled JSONPath (RFC 9535). Evaluating it throws an error where its steps are used up. */
export interface JsonPathQuery {
  readonly text: string;
  /** The paths of the selected nodes without duplicates, in the order of the query. */
  readonly select: (root: Json, steps: Steps) => readonly NodePath[];
  /** Of a query that selects nothing: the first step without a result. */
  readonly firstEmptyStep: (root: Json, steps: Steps) => EmptyStep;
}

/** A step of a query that selects nothing, and what the steps before it select. */
export interface EmptyStep {
  readonly precedingSteps: string;
  readonly step: string;
  /** The field that the step selects, if it selects one by name. */
  readonly name?: string;
  readonly precedingPaths: readonly NodePath[];
}

/** It parses queries. They are evaluated by `evaluate-query.ts`: the library's evaluation has no bound. */
const environment = new JSONPathEnvironment({ maxRecursionDepth: limits.depth * 2 });

/**
 * Compiles a JSONPath.
 *
 * @returns The query, or what is wrong with the text.
 */
export function compileJsonPath(text: string): JsonPathQuery | { readonly fault: string } {
  try {
    return pathQuery(text, environment.compile(text));
  } catch (error) {
    if (error instanceof RangeError) return { fault: "it nests too many parentheses or brackets" };
    // The message ends with the whole query, which the diagnostic shows already.
    const [fault = ""] = error instanceof Error ? error.message.split(" ('", 1) : ["unknown error"];
    return { fault };
  }
}

function pathQuery(text: string, query: JSONPathQuery): JsonPathQuery {
  return {
    text,
    select: (root, steps) => {
      let selected: readonly Selected[] = [selectedRoot(root)];
      for (const segment of query.segments) selected = selectDistinct(segment, selected, { root, steps, isSelected });
      return selected.map(pathOf);
    },
    firstEmptyStep: (root, steps) => firstEmptyStep(query, root, steps),
  };
}

function firstEmptyStep({ segments }: JSONPathQuery, root: Json, steps: Steps): EmptyStep {
  let preceding: readonly Selected[] = [selectedRoot(root)];
  for (const [index, segment] of segments.entries()) {
    const selected = selectDistinct(segment, preceding, { root, steps, isSelected });
    if (selected.length === 0) {
      const [selector] = segment.selectors;
      const name = selector instanceof jsonpath.selectors.NameSelector ? { name: selector.name } : {};
      const precedingSteps = `$${segments.slice(0, index).join("")}`;
      return { precedingSteps, step: segment.toString(), precedingPaths: preceding.map(pathOf), ...name };
    }
    preceding = selected;
  }
  return { precedingSteps: `$${segments.join("")}`, step: "", precedingPaths: [] };
}
