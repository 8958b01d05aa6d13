import { refuse } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";

/** The properties of an operation that selectors match. */
export interface SelectableOperation {
  readonly tags: readonly string[];
  /** Absent for a webhook. */
  readonly path?: string;
  /** The name of a webhook; absent for other operations. */
  readonly webhook?: string;
  readonly method: string;
  /** Its name in the package and its `operationId`. */
  readonly names: readonly string[];
}

/** A parsed selector: `tag:…`, `path:…`, `webhook:…`, `method:…` or `name:…`. */
export interface Selector {
  readonly text: string;
  readonly valuesOf: (operation: SelectableOperation) => readonly string[];
  readonly matches: (operation: SelectableOperation) => boolean;
}

interface Property {
  readonly valuesOf: Selector["valuesOf"];
  /** The characters that `*` matches; `**` matches all. */
  readonly star: (character: string) => boolean;
  readonly caseSensitive: boolean;
}

const properties: ReadonlyMap<string, Property> = new Map<string, Property>([
  ["tag", { valuesOf: ({ tags }) => tags, star: () => true, caseSensitive: true }],
  [
    "path",
    { valuesOf: ({ path }) => (path === undefined ? [] : [path]), star: (character) => character !== "/", caseSensitive: true },
  ],
  ["webhook", { valuesOf: ({ webhook }) => (webhook === undefined ? [] : [webhook]), star: () => true, caseSensitive: true }],
  ["method", { valuesOf: ({ method }) => [method], star: () => true, caseSensitive: false }],
  ["name", { valuesOf: ({ names }) => names, star: () => true, caseSensitive: true }],
]);

/**
 * Reads a selector.
 *
 * @throws Refusal - `usage` if the text is not a selector
 */
export function parseSelector(text: string): Selector {
  const [, key = "", pattern = ""] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
  const property = properties.get(key);
  if (property === undefined || pattern === "") {
    return refuse("usage", undefined, `${quote(text)} is not a selector of operations.`, {
      help: "Write `tag:pets`, `path:/pets/**`, `webhook:*`, `method:GET` or `name:pets.*`.",
    });
  }
  const matches = globMatcher(pattern, property);
  return { text, valuesOf: property.valuesOf, matches: (operation) => property.valuesOf(operation).some(matches) };
}

/** A part of a pattern: a literal character, or a star with the characters that it matches. */
interface Piece {
  readonly star: boolean;
  readonly accepts: (character: string) => boolean;
}

/** `/pets/**` matches `/pets` as well. */
function globMatcher(pattern: string, { star, caseSensitive }: Property): (text: string) => boolean {
  const folded = (text: string): string => (caseSensitive ? text : text.toLowerCase());
  const pieces = (folded(pattern).match(/\*+|[^*]/gsu) ?? []).map((piece): Piece => {
    if (!piece.startsWith("*")) return { star: false, accepts: (character) => character === piece };
    return { star: true, accepts: piece === "*" ? star : () => true };
  });
  const folder = pattern.endsWith("/**") ? folded(pattern.slice(0, -3)) : undefined;
  return (text) => folded(text) === folder || matchesAll(pieces, Array.from(folded(text)));
}

/** Runs the pattern as a nondeterministic automaton: backtracking would take exponential time for many stars. */
function matchesAll(pieces: readonly Piece[], characters: readonly string[]): boolean {
  const afterStars = (at: number): readonly number[] => (pieces[at]?.star ? [at, ...afterStars(at + 1)] : [at]);
  let states = new Set(afterStars(0));
  for (const character of characters) {
    const next = [...states].flatMap((at) => {
      const piece = pieces[at];
      return piece?.accepts(character) ? afterStars(piece.star ? at : at + 1) : [];
    });
    states = new Set(next);
  }
  return states.has(pieces.length);
}
