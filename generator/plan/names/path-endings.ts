import { isActionSegment, isOnlyVerb, isVerbWithObject } from "./action-verbs.js";
import type { PathShape } from "./path-shape.js";
import type { PathSegment } from "./path-segments.js";
import { isPlural, stemsOf, wordsOf } from "./words.js";

/**
 * How a path ends. A `parent` has items: another path is the same and a parameter. A `scope` is a parameter that has items: `/snippets/{workspace}`.
 * A `link` ends in two parameters, the two sides of a relation; an `item` is a parameter of which the other operations of the path say that it is one thing,
 * or those of the collection, if it is the thing's id. Without them, `POST /carts/{id}` may as well create a cart in a shop with this id.
 */
export type PathEnding =
  | "parent"
  | "action"
  | "below actions"
  | "word after action"
  | "word after item"
  | "plural of action"
  | "single thing"
  | "plural"
  | "singular"
  | "scope"
  | "link"
  | "item"
  | "parameter";

interface EndingRule {
  readonly ending: PathEnding;
  readonly matches: (path: PathEnd) => boolean;
}

interface PathEnd extends PathShape {
  readonly last: PathSegment | undefined;
  readonly before: PathSegment | undefined;
}

/** The first row that matches wins. */
// prettier-ignore
const endings: readonly EndingRule[] = [
  { ending: "singular",          matches: (path) => path.last === undefined },
  { ending: "scope",             matches: (path) => isParameter(path.last) && path.hasItems },
  { ending: "link",              matches: (path) => isParameter(path.last) && isParameter(path.before) && !path.hasParent && path.methods.get("GET") !== "object" },
  { ending: "item",              matches: (path) => isParameter(path.last) && (isRead(path) || path.methods.has("DELETE") || isInCollection(path)) },
  { ending: "parameter",         matches: (path) => isParameter(path.last) },
  { ending: "parent",            matches: (path) => path.hasItems },
  { ending: "below actions",     matches: (path) => /^actions?$/i.test(textOf(path.before)) && !isOnlyGot(path) },
  { ending: "action",            matches: (path) => isActionSegment(path.last) || (isVerbWithObject(path.last) && !path.methods.has("GET")) },
  { ending: "plural of action",  matches: (path) => isPluralOfAction(path) },
  { ending: "single thing",      matches: (path) => isSingleThing(path) },
  { ending: "plural",            matches: (path) => isPlural(lastWord(path.last)) },
  { ending: "word after action", matches: (path) => isActionSegment(path.before) && isOnlyPosted(path) },
  { ending: "word after item",   matches: (path) => isParameter(path.before) },
  { ending: "singular",          matches: () => true },
];

export function endingOf(shape: PathShape): PathEnding {
  const path = { ...shape, last: shape.unshortened.at(-1), before: shape.unshortened.at(-2) };
  return endings.find(({ matches }) => matches(path))?.ending ?? "singular";
}

/** Whether the path can be got and the answer is one thing. */
function isRead({ methods }: PathShape): boolean {
  const shape = methods.get("GET");
  return shape !== undefined && shape !== "list" && shape !== "wrapped list";
}

/** Whether the path before can be listed or created in, and the last parameter is the id of what is in it. */
function isInCollection(path: PathEnd): boolean {
  const listed = path.parentMethods.get("GET");
  const isCollection = path.parentMethods.has("POST") || (listed !== undefined && listed !== "object");
  return isCollection && isIdentifier(path);
}

/** Whether the last parameter is the id of the thing that the segment before names: `/pets/{id}`, `/pets/{petId}`. */
function isIdentifier({ before, last }: PathEnd): boolean {
  if (last === undefined || !("parameter" in last)) return false;
  const [id = "", ...owner] = [...stemsOf(last.parameter)].reverse();
  const things = stemsOf(textOf(before));
  return /^(?:id|uuid|guid)$/.test(id) && (owner.length === 0 || owner.reverse().join() === things.slice(-owner.length).join());
}

/**
 * The plural of a verb that is no noun, below a collection: `/images/edits`. It can only be posted to, so that there is no collection of edits.
 */
function isPluralOfAction(path: PathEnd): boolean {
  const [verb = "", ...others] = stemsOf(textOf(path.last));
  const isPluralVerb = others.length === 0 && isPlural(lastWord(path.last)) && isOnlyVerb(verb);
  return isPluralVerb && isOnlyPosted(path) && isPlural(lastWord(path.before));
}

function isOnlyPosted({ methods }: PathShape): boolean {
  return methods.size === 1 && methods.has("POST");
}

function isOnlyGot({ methods }: PathShape): boolean {
  return methods.size === 1 && methods.has("GET");
}

/** Plurals that are one thing. */
const settings: ReadonlySet<string> = new Set("defaults details limits options permissions preferences settings".split(" "));

/**
 * A thing of which there is one, and that exists always, because it can be got and nothing but POST writes it. A plural or a thing that
 * can be deleted may be a list that has no operations for its items.
 */
function isSingleThing({ last, methods }: PathEnd): boolean {
  if (methods.get("GET") !== "object" || methods.has("PUT") || methods.has("PATCH")) return false;
  const word = lastWord(last).toLowerCase();
  return settings.has(word) || !isPlural(word);
}

function isParameter(segment: PathSegment | undefined): boolean {
  return segment !== undefined && "parameter" in segment;
}

function textOf(segment: PathSegment | undefined): string {
  return segment !== undefined && "literal" in segment ? segment.literal : "";
}

function lastWord(segment: PathSegment | undefined): string {
  return wordsOf(textOf(segment)).at(-1) ?? "";
}
