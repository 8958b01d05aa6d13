import type { Operation } from "../../model/types/operation.js";
import { beginWithVerb, isVerb } from "./action-verbs.js";
import type { NamingFacts } from "./method-names.js";
import type { PathShape } from "./path-shape.js";
import type { PathSegment } from "./path-segments.js";
import { pathSegments } from "./path-segments.js";
import { kindOfName, kindOfSummary } from "./verb-kinds.js";
import { singular, stemsOf, withoutWords, wordsOf } from "./words.js";

/** Words without a meaning of their own. */
const connectives: ReadonlySet<string> = new Set("a all an and by for from in of on the to using with".split(" "));

/** Words that need another one after them. */
const prepositions: ReadonlySet<string> = new Set("an and as at by for from in into of on the to using with".split(" "));

const methodWords: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "patch", "head", "option", "trace"]);

export function isMethodWord(word: string): boolean {
  return methodWords.has(word.toLowerCase());
}

/** `getClips` and `clipsGet` for `GET /clips`. */
export function repeatsPath(words: readonly string[], operation: Operation): boolean {
  const segments = pathSegments(operation.path);
  const paths = [segments, segments.filter((segment) => "literal" in segment)].map((path) =>
    comparableText(path.flatMap(wordsOfSegment)),
  );
  return [[words[0], words.slice(1)] as const, [words.at(-1), words.slice(0, -1)] as const].some(([method = "", others]) => {
    const text = comparableText(others);
    return text !== "" && isMethodWord(method) && paths.includes(text);
  });
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

/** The words without those of the resource; undefined if none are left, because the operationId names the resource. */
export function withoutResource(
  words: readonly string[],
  resource: readonly string[],
  { sharedPrefix: shared }: PathShape,
): readonly string[] | undefined {
  const known = resource.length > 0 ? resource : shared.slice(-1);
  const rest = known.reduce((left, segment) => withoutWords(left, wordsOf(segment)), words);
  if (rest.length > 0) return rest;
  return resource.length > 0 ? undefined : words;
}

/**
 * `getById`, `getWithId`, `getByIdByField` and `getByitemIdlineNumber` become `get`, if these are path parameters. `ById` may be what the
 * resource left of `ByIdBoard`.
 */
export function withoutParameters(words: readonly string[], operation: Operation): readonly string[] {
  const glued = gluedParameters(words, operation);
  if (glued > 0) return words.slice(0, glued);
  const by = words.findLastIndex((word) => /^(?:by|with)$/i.test(word));
  if (by < 1) return words;
  const wanted = stemsOf(words.slice(by + 1).join(" "));
  const isParameter = pathSegments(operation.path).some((segment) => {
    if (!("parameter" in segment)) return false;
    const stems = stemsOf(segment.parameter);
    const isWhole = wanted.length > 0 && stems.slice(-wanted.length).join("") === wanted.join("");
    return isWhole || (stems[0] === "id" && wanted.join("") === "id");
  });
  return isParameter ? withoutParameters(words.slice(0, by), operation) : words;
}

/** Where words end in `By` and the names of path parameters without separators, as some frameworks write them; -1 if they do not. */
function gluedParameters(words: readonly string[], operation: Operation): number {
  const names = pathSegments(operation.path).flatMap((segment) =>
    "parameter" in segment ? [wordsOf(segment.parameter).join("").toLowerCase()] : [],
  );
  return words.findIndex((word, index) => {
    const text = words.slice(index).join("").toLowerCase();
    return index > 0 && /^by./i.test(word) && isMadeOf(text.slice("by".length), names);
  });
}

function isMadeOf(text: string, names: readonly string[]): boolean {
  return text === "" || names.some((name) => name !== "" && text.startsWith(name) && isMadeOf(text.slice(name.length), names));
}

/** `getFor` becomes `get`, if it is `getReportsForCommit` without the nouns. `signIn` stays, because nothing was taken from its end. */
export function withoutDanglingWords(words: readonly string[], whole: readonly string[]): readonly string[] {
  const last = words.at(-1)?.toLowerCase() ?? "";
  if (words.length < 2 || !prepositions.has(last) || last === whole.at(-1)?.toLowerCase()) return words;
  return withoutDanglingWords(words.slice(0, -1), whole);
}

/**
 * `getPayment` becomes `get` in `billingPayments`, and `storesDelete` becomes `delete` in `distributionStores`: a verb whose other words are
 * all words of the resource, the last one among them.
 */
export function withoutNounOfResource(words: readonly string[], resource: readonly string[]): readonly string[] {
  const nouns = stemsOf(resource.at(-1) ?? "");
  const rest = words.filter((word) => !nouns.includes(stemsOf(word).join("")));
  const [only = ""] = rest;
  const hasLast = words.some((word) => stemsOf(word).join("") === nouns.at(-1));
  return hasLast && rest.length === 1 && (isVerb(only) || isMethodWord(only)) ? rest : words;
}

/**
 * The HTTP method at the start of an operationId says less than the table does: `putUser` becomes `replaceUser`, `postCancelOrder` becomes
 * `cancelOrder`, and `getUsers` becomes `listUsers` if it lists.
 */
export function withVerbOfTable(words: readonly string[], tableName: string, facts: NamingFacts): readonly string[] {
  const [first = "", ...rest] = words;
  const method = first.toLowerCase();
  if (rest.length === 0 || kindOfName(words.join(" ")) === "list") return words;
  if (method === "get") return [verbForGet(tableName, facts), ...rest];
  if (method !== facts.method.toLowerCase() || !replacedMethods.has(method)) return words;
  if (beginWithVerb(rest)) return rest;
  return [tableName.replace(/(?:All|Many)$/, ""), ...rest];
}

const replacedMethods: ReadonlySet<string> = new Set(["post", "put", "patch"]);

/** `get` stays unless the summary says otherwise, or the response is a list. */
function verbForGet(tableName: string, { summary = "", responseShape }: NamingFacts): string {
  const [kind, said] = [kindOfName(tableName), kindOfSummary(summary)];
  const isSaid = kind !== undefined && kind === said;
  return isSaid || (tableName === "list" && (responseShape === "list" || responseShape === "wrapped list")) ? tableName : "get";
}

/** Whether a name has a word twice, as `brandDeleteBrand` does. */
export function repeatsWord(name: string): boolean {
  const stems = stemsOf(name).filter((stem) => stem.length > 2 && !prepositions.has(stem));
  return new Set(stems).size < stems.length;
}
