import { refuse } from "../../diagnostics.js";
import { quote } from "../../load/tree/quote.js";

/** An operation, as selectors see it. */
export interface SelectableOperation {
  readonly tags: readonly string[];
  /** Absent for a webhook. */
  readonly path?: string;
  /** The name of a webhook; absent for what the package sends. */
  readonly webhook?: string;
  readonly method: string;
  /** Every name that it goes by: in the package, its `operationId`. */
  readonly names: readonly string[];
}

/** `tag:…`, `path:…`, `webhook:…`, `method:…` or `name:…`, understood. */
export interface Selector {
  readonly text: string;
  readonly valuesOf: (operation: SelectableOperation) => readonly string[];
  readonly matches: (operation: SelectableOperation) => boolean;
}

interface Property {
  readonly valuesOf: Selector["valuesOf"];
  /** Which characters `*` stands for; `**` stands for any. */
  readonly star: (character: string) => boolean;
  /** With regard to case. */
  readonly exact: boolean;
}

/** What operations can be selected by. */
const properties: ReadonlyMap<string, Property> = new Map<string, Property>([
  ["tag", { valuesOf: ({ tags }) => tags, star: () => true, exact: true }],
  ["path", { valuesOf: ({ path }) => (path === undefined ? [] : [path]), star: (character) => character !== "/", exact: true }],
  ["webhook", { valuesOf: ({ webhook }) => (webhook === undefined ? [] : [webhook]), star: () => true, exact: true }],
  ["method", { valuesOf: ({ method }) => [method], star: () => true, exact: false }],
  ["name", { valuesOf: ({ names }) => names, star: () => true, exact: true }],
]);

/**
 * Reads a selector.
 *
 * @throws Refusal - `usage` where it is none
 */
export function parseSelector(text: string): Selector {
  const [, key = "", pattern = ""] = /^([a-z]+):(.+)$/s.exec(text) ?? [];
  const property = properties.get(key);
  if (property === undefined || pattern === "") {
    return refuse("usage", undefined, `${quote(text)} is not a selector of operations.`, {
      help: "Write `tag:pets`, `path:/pets/**`, `webhook:*`, `method:GET` or `name:pets.*`.",
    });
  }
  const matches = globbed(pattern, property);
  return { text, valuesOf: property.valuesOf, matches: (operation) => property.valuesOf(operation).some(matches) };
}

/** What a pattern is made of: a character that stands for itself, or a star and the characters that it stands for. */
interface Piece {
  readonly star: boolean;
  readonly takes: (character: string) => boolean;
}

/** `/**` at the end stands for what is before it, too: a folder and all in it. */
function globbed(pattern: string, { star, exact }: Property): (text: string) => boolean {
  const folded = (text: string): string => (exact ? text : text.toLowerCase());
  const pieces = (folded(pattern).match(/\*+|[^*]/gsu) ?? []).map((piece): Piece => {
    if (!piece.startsWith("*")) return { star: false, takes: (character) => character === piece };
    return { star: true, takes: piece === "*" ? star : () => true };
  });
  const folder = pattern.endsWith("/**") ? folded(pattern.slice(0, -3)) : undefined;
  return (text) => folded(text) === folder || matchesAll(pieces, Array.from(folded(text)));
}

/** Follows all ways through the pattern at once, so that many stars cost no more than many characters. */
function matchesAll(pieces: readonly Piece[], characters: readonly string[]): boolean {
  const skipped = (at: number): readonly number[] => (pieces[at]?.star ? [at, ...skipped(at + 1)] : [at]);
  let places = new Set(skipped(0));
  for (const character of characters) {
    const next = [...places].flatMap((at) => {
      const piece = pieces[at];
      return piece?.takes(character) ? skipped(piece.star ? at : at + 1) : [];
    });
    places = new Set(next);
  }
  return places.has(pieces.length);
}
