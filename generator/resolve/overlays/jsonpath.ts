import { JSONPathEnvironment, JSONPathQuery, jsonpath, type JSONValue } from "json-p3";
import { limits } from "../../load/documents/limits.js";
import type { Json } from "../../load/tree/node.js";

/** A path of keys and list indices from the root, as our pointers count them. */
export type Location = readonly string[];

/** A JSONPath (RFC 9535), ready to be asked what it selects. */
export interface PathQuery {
  readonly text: string;
  /** Where the selected nodes stand, each once, in the order in which the query meets them. */
  readonly select: (root: Json) => readonly Location[];
  /** How far the query leads where it selects nothing. */
  readonly deadEnd: (root: Json) => DeadEnd;
}

/** The first step of a query that selects nothing, and what was selected before it. */
export interface DeadEnd {
  readonly reached: string;
  readonly step: string;
  /** The name that the step asks for, where it asks for one. */
  readonly name?: string;
  readonly locations: readonly Location[];
}

const environment = new JSONPathEnvironment({ maxRecursionDepth: limits.depth * 2 });

/**
 * Compiles a JSONPath.
 *
 * @returns What is wrong with the text, where it is no JSONPath.
 */
export function compileQuery(text: string): PathQuery | { readonly fault: string } {
  try {
    return pathQuery(text, environment.compile(text));
  } catch (error) {
    return { fault: error instanceof Error ? error.message : "unknown error" };
  }
}

function pathQuery(text: string, query: JSONPathQuery): PathQuery {
  return {
    text,
    select: (root) => locationsOf(query, root),
    deadEnd: (root) => deadEnd(query, root),
  };
}

function deadEnd(query: JSONPathQuery, root: Json): DeadEnd {
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

function locationsOf(query: JSONPathQuery, root: Json): readonly Location[] {
  const found = new Map<string, Location>();
  // The library only reads; its type lacks the word.
  for (const { location } of query.lazyQuery(root as JSONValue)) {
    const keys = location.map(String);
    found.set(JSON.stringify(keys), keys);
  }
  return [...found.values()];
}
