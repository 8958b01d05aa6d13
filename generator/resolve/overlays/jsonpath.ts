import { JSONPathEnvironment, JSONPathQuery, jsonpath, type JSONValue } from "json-p3";
import { limits } from "../../load/documents/limits.js";
import type { Json } from "../../load/tree/node.js";

/** A path of keys and list indices from the root, as our pointers count them. */
export type NodePath = readonly string[];

/** A JSONPath (RFC 9535), ready to be asked what it selects. */
export interface JsonPathQuery {
  readonly text: string;
  /** Where the selected nodes stand, each once, in the order in which the query meets them. */
  readonly select: (root: Json) => readonly NodePath[];
  /** How far the query leads where it selects nothing. */
  readonly firstEmptyStep: (root: Json) => EmptyStep;
}

/** The first step of a query that selects nothing, and what was selected before it. */
export interface EmptyStep {
  readonly reached: string;
  readonly step: string;
  /** The name that the step asks for, where it asks for one. */
  readonly name?: string;
  readonly locations: readonly NodePath[];
}

const environment = new JSONPathEnvironment({ maxRecursionDepth: limits.depth * 2 });

/**
 * Compiles a JSONPath.
 *
 * @returns What is wrong with the text, where it is no JSONPath.
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
  let reached = new JSONPathQuery(environment, []);
  for (const segment of query.segments) {
    const next = new JSONPathQuery(environment, [...reached.segments, segment]);
    if (locationsOf(next, root).length === 0) {
      const [selector] = segment.selectors;
      const name = selector instanceof jsonpath.selectors.NameSelector ? { name: selector.name } : {};
      return { reached: reached.toString(), step: segment.toString(), locations: locationsOf(reached, root), ...name };
    }
    reached = next;
  }
  return { reached: reached.toString(), step: "", locations: [] };
}

function locationsOf(query: JSONPathQuery, root: Json): readonly NodePath[] {
  const found = new Map<string, NodePath>();
  // The library only reads; its type lacks the word.
  for (const { location } of query.lazyQuery(root as JSONValue)) {
    const keys = location.map(String);
    found.set(JSON.stringify(keys), keys);
  }
  return [...found.values()];
}
