import type { Operation } from "../../model/types/operation.js";
import { compareStrings } from "../../model/reading/order.js";
import { isVerb } from "./action-verbs.js";
import {
  isMethodWord,
  repeatsPath,
  repeatsWord,
  withVerbOfTable,
  withoutDanglingWords,
  withoutNounOfResource,
  withoutParameters,
  withoutResource,
} from "./operation-id-words.js";
import { nameFromSlashes } from "./operation-id-verbs.js";
import type { ProposedName, NamingFacts } from "./method-names.js";
import { methodName, plainMethodName } from "./method-names.js";
import { isVersionSegment, literalTexts, pathSegments } from "./path-segments.js";
import { contradicts, kindOfName, kindOfSummary } from "./verb-kinds.js";
import { containsWords, joinedStem, withoutWords, wordsOf } from "./words.js";

/** Suffixes that frameworks append to generated or repeated operationIds. */
const generatedSuffixes = /(?:Using(?:GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS))?(?:_\d+)?$/;

/** Whether an operationId can be the name of an operation as it is: an identifier that no framework numbered. */
export function isWholeName(operationId: string): boolean {
  return isName(operationId) && withoutGeneratedSuffix(operationId) === operationId;
}

function withoutGeneratedSuffix(operationId: string): string {
  return operationId.replace(generatedSuffixes, "");
}

/**
 * The name that an operationId gives: `listPets`, tagged `pets`, becomes `pets.list`. Undefined if the operationId is neither an identifier
 * nor identifiers joined by dots, if it only repeats the method and the path, or if it would repeat a noun.
 */
export function nameFromOperationId(operation: Operation, facts: NamingFacts): ProposedName | undefined {
  const id = withoutGeneratedSuffix(operation.operationId ?? "");
  if (/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(id)) return nameFromSlashes(id, operation, facts);
  if (id === "" || !id.split(".").every(isName)) return undefined;
  if (id.includes(".")) return fromDots(id);
  const words = wordsOf(id);
  if (words.length === 0 || repeatsPath(words, operation)) return undefined;
  const name = fromGroup(id, operation, facts) ?? fromWords(id, words, operation, facts);
  return repeatsWord(name.name) || isCorrected(name, facts) ? undefined : name;
}

/** Whether the summary contradicts the operationId and agrees with the name that the table gives without the summary. */
function isCorrected({ name }: ProposedName, { summary = "", ...facts }: NamingFacts): boolean {
  const said = kindOfSummary(summary);
  if (!contradicts(kindOfName(name), said)) return false;
  const byPath = kindOfName(methodName(facts).name);
  return byPath !== undefined && !contradicts(byPath, said);
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

/** `Brand_DeleteBrand`: the resource, then a method that may repeat it. The resource is spelled as in the path, or as the tag. */
function fromGroup(id: string, operation: Operation, facts: NamingFacts): ProposedName | undefined {
  const [group = "", method = "", ...others] = id.split("_");
  const [groupWords, words] = [wordsOf(group), wordsOf(method)];
  const [first] = words;
  if (others.length > 0 || first === undefined || isVerbOrMethod(groupWords[0]) || !isVerbOrMethod(first)) return undefined;
  if (!repeatsWord([...groupWords, ...words].join(" "))) return undefined;
  const table = methodName(facts);
  const tagged = resourceFromTag(operation, wordsOf(id));
  const wanted = joinedStem([group]);
  const isTail = joinedStem(table.resource).endsWith(wanted) && (tagged === undefined || joinedStem(tagged) !== wanted);
  const resource = isTail ? table.resource : (tagged ?? table.resource);
  return nameWithin(resource, withoutWords(words, groupWords), operation, facts);
}

function isVerbOrMethod(word = ""): boolean {
  return isVerb(word) || isMethodWord(word);
}

function fromWords(id: string, words: readonly string[], operation: Operation, facts: NamingFacts): ProposedName {
  const resource = resourceFromTag(operation, words) ?? methodName(facts).resource;
  return nameWithin(resource, words, operation, facts) ?? { resource: resource.slice(0, -1), name: id };
}

/** The words without those that the resource and the parameters say; undefined if no word is left. */
function nameWithin(
  resource: readonly string[],
  words: readonly string[],
  operation: Operation,
  facts: NamingFacts,
): ProposedName | undefined {
  const rest = withoutResource(words, resource, facts.shape);
  if (rest === undefined) return undefined;
  const table = verbOfTable(facts);
  const own = withoutNounOfResource(withoutDanglingWords(withoutParameters(rest, operation), words), resource);
  const [only] = own;
  if (own.length === 1 && only !== undefined && isMethodWord(only)) return { resource, name: table };
  return { resource, name: withVerbOfTable(own, table, facts).join(" ") };
}

/** The verb that the table gives. The name of an action is none, because the operationId leads to another resource. */
function verbOfTable(facts: NamingFacts): string {
  const { name } = methodName(facts);
  return kindOfName(name) === undefined ? plainMethodName(facts) : name;
}

/** The first tag that occurs in the path or in the operationId, spelled as in the path. */
function resourceFromTag(operation: Operation, words: readonly string[]): readonly string[] | undefined {
  const literals = literalTexts(pathSegments(operation.path));
  for (const tag of mostSpecific(operation.tags)) {
    const parts = tagParts(tag, operation);
    const wanted = parts.flatMap(wordsOf);
    if (withoutWords(words, wanted).length === 0) continue;
    const spelled = literals.find((literal) => wanted.length > 0 && joinedStem([literal]) === joinedStem(wanted));
    if (spelled !== undefined) return [spelled];
    if (containsWords(words, wanted) || containsWords(literals.flatMap(wordsOf), wanted)) return parts;
  }
  return undefined;
}

/** The words of a tag between dots and slashes, without a version at its start that the path has, too: `v1-company`. */
function tagParts(tag: string, { path }: Operation): readonly string[] {
  const version = pathSegments(path).find(
    (one) => isVersionSegment(one) && "literal" in one && tag.startsWith(`${one.literal}-`),
  );
  const rest = version !== undefined && "literal" in version ? tag.slice(version.literal.length) : tag;
  return rest.split(/[./]/).filter((part) => wordsOf(part).length > 0);
}

/** Tags with more words first: `admin.apps` before `admin`. */
function mostSpecific(tags: readonly string[]): readonly string[] {
  return [...tags].sort((a, b) => wordsOf(b).length - wordsOf(a).length || compareStrings(a, b));
}
