import { createHash } from "node:crypto";
import { transliterate } from "../../model/reading/transliterate.js";
import { clientMemberNames, reservedTypeNames, unsafeMemberNames } from "./reserved-names.js";
import { wordsOf } from "./words.js";

/** The maximum length of a name. After adding a prefix or suffix, call `identifier` again. */
const maximumLength = 100;

/** Every name of the plan matches this, whatever the description contains. */
export const identifierShape = /^(?!.*\p{Default_Ignorable_Code_Point})[\p{ID_Start}_]\p{ID_Continue}{0,99}$/u;

/** Those of them that nearly all names match. To compile a pattern with classes of Unicode takes longer than to match all of them with this. */
const asciiIdentifier = /^[A-Za-z_]\w{0,99}$/;

/** Shortens a name that is too long, with a hash of the whole name at its end. Throws if the name is not an identifier. */
export function identifier(name: string): string {
  const bounded = name.length > maximumLength ? `${name.slice(0, maximumLength - 9)}_${hash(name)}` : name;
  if (!asciiIdentifier.test(bounded) && !identifierShape.test(bounded))
    throw new TypeError(`Not an identifier: ${JSON.stringify(bounded)}`);
  return bounded;
}

/** `batch-read` becomes `batchRead`. A text without words becomes `fallback` and a hash. */
export function camelCase(text: string, fallback: string): string {
  return camelWords(wordsOf(text), fallback, text);
}

/** The same for a list of words; `source` is hashed if the list is empty. */
export function camelWords(words: readonly string[], fallback: string, source: string): string {
  const [first, ...rest] = words;
  if (first === undefined) return identifier(`${fallback}_${hash(source)}`);
  return identifier(startingWithLetter(first.toLowerCase() + rest.map(capitalised).join("")));
}

/** `batch-read` becomes `BatchRead`. */
export function pascalCase(text: string, fallback: string): string {
  const words = wordsOf(text);
  if (words.length === 0) return identifier(`${fallback}_${hash(text)}`);
  return identifier(startingWithLetter(words.map(capitalised).join("")));
}

/** `batchRead` becomes `batch-read`, for file names, which are ASCII: `größe` becomes `grosse`. Empty, if a word has no such spelling. */
export function kebabCase(text: string): string {
  const words = wordsOf(text).map((word) => transliterate(word));
  return words.includes(undefined) ? "" : words.join("-").toLowerCase();
}

/** A type name prefix of resource and method names: `batch`, `default_` becomes `BatchDefault`. */
export function typePrefix(names: readonly string[]): string {
  return names.map((name) => name.slice(0, 1).toUpperCase() + name.slice(1).replace(/(?<!_)_+$/, "")).join("");
}

/** The first letter in upper case. A word in upper case becomes lower case after it: `URL` becomes `Url`. */
export function capitalised(word: string): string {
  const rest = word.slice(1);
  return word.slice(0, 1).toUpperCase() + (word === word.toUpperCase() ? rest.toLowerCase() : rest);
}

/** A type name: unchanged if it can be one, otherwise in PascalCase. Global type names get the suffix `Model`. */
export function typeName(text: string): string {
  const name = isTypeName(text) ? identifier(text) : pascalCase(text, "Model");
  return reservedTypeNames.has(name) ? identifier(`${name}Model`) : name;
}

export function isTypeName(text: string): boolean {
  return /^[A-Z][A-Za-z0-9_]*$/.test(text);
}

/** The name of a method or of a resource's property, with `_` at the end of names that have a meaning in JavaScript (`then`). */
export function memberName(name: string): string {
  return unsafeMemberNames.has(name) ? identifier(`${name}_`) : name;
}

/** The steps from the client to a method: resources, and the method itself. `request` is a member of every client. */
export function memberNames(names: readonly string[]): readonly string[] {
  return names.map((name, depth) => (depth === 0 && clientMemberNames.has(name) ? identifier(`${name}_`) : memberName(name)));
}

export function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function startingWithLetter(name: string): string {
  return !/^[A-Za-z_]/.test(name) && /^[^\p{ID_Start}_]/u.test(name) ? `_${name}` : name;
}
