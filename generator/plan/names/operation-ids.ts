import type { Operation } from "../../model/types/operation.js";
import { compareStrings } from "../../model/reading/order.js";
import type { ProposedName, NamingFacts } from "./method-names.js";
import { methodName } from "./method-names.js";
import type { PathShape } from "./path-shape.js";
import type { PathSegment } from "./path-segments.js";
import { literalTexts, pathSegments } from "./path-segments.js";
import { containsWords, singular, stemsOf, withoutWords, wordsOf } from "./words.js";

/** Suffixes that frameworks append to generated or repeated operationIds. */
const generatedSuffixes = /(?:Using(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS))?(?:_\d+)?$/;

/** Words without a meaning of their own. */
const connectives: ReadonlySet<string> = new Set([
  "a",
  "all",
  "an",
  "and",
  "by",
  "for",
  "from",
  "in",
  "of",
  "on",
  "the",
  "to",
  "using",
  "with",
]);

const methodWords: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "patch", "head", "option", "trace"]);

/**
 * The name that an operationId gives: `listPets`, tagged `pets`, becomes `pets.list`. Undefined if the operationId is neither an identifier
 * nor identifiers joined by dots, or if it only repeats the method and the path.
 */
export function nameFromOperationId(operation: Operation, facts: NamingFacts): ProposedName | undefined {
  const id = operation.operationId?.replace(generatedSuffixes, "");
  if (!id?.split(".").every(isName)) return undefined;
  if (id.includes(".")) return fromDots(id);
  const words = wordsOf(id);
  if (words.length === 0 || repeatsPath(words, operation)) return undefined;
  const table = methodName(facts);
  const resource = resourceFromTag(operation, words) ?? table.resource;
  const verbs = withoutResource(words, resource, facts.shape);
  if (verbs === undefined) return { resource: resource.slice(0, -1), name: id };
  const rest = withoutParameters(verbs, operation);
  const [only] = rest;
  if (rest.length === 1 && only !== undefined && methodWords.has(only.toLowerCase())) return { resource, name: table.name };
  return { resource, name: rest.join(" ") };
}

/** An identifier that has words: its letters can stand in a name. */
function isName(text: string): boolean {
  return /^[A-Za-z_]\w*$/.test(text) || (/^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(text) && wordsOf(text).length > 0);
}

/** `drive.files.list`: the name of the API, resources, and a method. */
function fromDots(id: string): ProposedName {
  const parts = id.split(".");
  return { resource: parts.length > 2 ? parts.slice(1, -1) : parts.slice(0, -1), name: parts.at(-1) ?? id };
}

function repeatsPath(words: readonly string[], operation: Operation): boolean {
  const text = comparableText(words.filter((word, index) => index > 0 || !methodWords.has(word.toLowerCase())));
  if (text === "" || !words.slice(0, 1).some((word) => methodWords.has(word.toLowerCase()))) return false;
  const segments = pathSegments(operation.path);
  return [segments, segments.filter((segment) => "literal" in segment)].some(
    (path) => comparableText(path.flatMap(wordsOfSegment)) === text,
  );
}

function wordsOfSegment(segment: PathSegment): readonly string[] {
  return wordsOf("literal" in segment ? segment.literal : segment.parameter);
}

function comparableText(words: readonly string[]): string {
  return words
    .map((word) => word.toLowerCase())
    .filter((word) => !connectives.has(word) && !/^v\d+$/.test(word))
    .map(singular)
    .join("");
}

/** The first tag that occurs in the path or in the operationId, spelled as in the path. */
function resourceFromTag(operation: Operation, words: readonly string[]): readonly string[] | undefined {
  const literals = literalTexts(pathSegments(operation.path));
  for (const tag of mostSpecific(operation.tags)) {
    const parts = tag.split(/[./]/).filter((part) => wordsOf(part).length > 0);
    const wanted = parts.flatMap(stemsOf);
    if (withoutWords(words, wanted).length === 0) continue;
    const spelled = literals.find((literal) => wanted.length > 0 && stemsOf(literal).join("") === wanted.join(""));
    if (spelled !== undefined) return [spelled];
    if (containsWords(words, wanted) || containsWords(literals.flatMap(wordsOf), wanted)) return parts;
  }
  return undefined;
}

/** Tags with more words first: `admin.apps` before `admin`. */
function mostSpecific(tags: readonly string[]): readonly string[] {
  return [...tags].sort((a, b) => wordsOf(b).length - wordsOf(a).length || compareStrings(a, b));
}

/** The words without those of the resource; undefined if none are left, because the operationId names the resource. */
function withoutResource(
  words: readonly string[],
  resource: readonly string[],
  { sharedPrefix: shared }: PathShape,
): readonly string[] | undefined {
  const known = resource.length > 0 ? resource : shared.slice(-1);
  const rest = known.reduce((left, segment) => withoutWords(left, wordsOf(segment)), words);
  if (rest.length > 0) return rest;
  return resource.length > 0 ? undefined : words;
}

/** `getById` becomes `get` if `id` is a path parameter. */
function withoutParameters(words: readonly string[], operation: Operation): readonly string[] {
  const by = words.findLastIndex((word) => word.toLowerCase() === "by");
  if (by < 1) return words;
  const wanted = stemsOf(words.slice(by + 1).join(" "));
  const isParameter = pathSegments(operation.path).some((segment) => {
    if (!("parameter" in segment)) return false;
    const stems = stemsOf(segment.parameter);
    return wanted.length > 0 && stems.slice(-wanted.length).join("") === wanted.join("");
  });
  return isParameter ? words.slice(0, by) : words;
}
