import { JSONPathEnvironment, JSONPathQuery, jsonpath, type JSONValue } from "json-p3";
import { limits } from "../../load/documents/limits.js";
import type { Json } from "../../load/tree/node.js";

/** A path of keys and list indices from the root. */
export type NodePath = readonly string[];

/** A compiled JSONPath (RFC 9535). */
export interface JsonPathQuery {
  readonly text: string;
  /** The paths of the selected nodes without duplicates, in the order of the query. */
  readonly select: (root: Json) => readonly NodePath[];
  /** Of a query that selects nothing: the first step without a result. */
  readonly firstEmptyStep: (root: Json) => EmptyStep;
}

/** A step of a query that selects nothing, and what the steps before it select. */
export interface EmptyStep {
  readonly precedingSteps: string;
  readonly step: string;
  /** The field that the step selects, if it selects one by name. */
  readonly name?: string;
  readonly precedingPaths: readonly NodePath[];
}

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
    return { fault: error instanceof Error ? error.message : "unknown error" };
  }
}

function pathQuery(text: string, query: JSONPathQuery): JsonPathQuery {
  return {
    text,
    select: (root) => locationsOf(query, root),
    firstEmptyStep: (root) => firstEmptyStep(query, root),
  };
}

function firstEmptyStep(query: JSONPathQuery, root: Json): EmptyStep {
  let preceding = new JSONPathQuery(environment, []);
  for (const segment of query.segments) {
    const next = new JSONPathQuery(environment, [...preceding.segments, segment]);
    if (locationsOf(next, root).length === 0) {
      const [selector] = segment.selectors;
      const name = selector instanceof jsonpath.selectors.NameSelector ? { name: selector.name } : {};
      return {
        precedingSteps: preceding.toString(),
        step: segment.toString(),
        precedingPaths: locationsOf(preceding, root),
        ...name,
      };
    }
    preceding = next;
  }
  return { precedingSteps: preceding.toString(), step: "", precedingPaths: [] };
}

function locationsOf(query: JSONPathQuery, root: Json): readonly NodePath[] {
  const found = new Map<string, NodePath>();
  // The library does not change the value, but its parameter type is not readonly.
  for (const { location } of query.lazyQuery(root as JSONValue)) {
    const keys = location.map(String);
    found.set(JSON.stringify(keys), keys);
  }
  return [...found.values()];
}
