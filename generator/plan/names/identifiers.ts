import { createHash } from "node:crypto";
import { reservedTypeNames, unsafeMemberNames } from "./reserved-names.js";
import { wordsOf } from "./words.js";

/** The longest name that is made; whoever adds a prefix or suffix binds it again. */
const longest = 100;

/** What every name of the plan looks like, whatever the description says. */
export const identifierShape = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;

/** Cuts a name that is too long and tells it apart by a hash of the whole; refuses to go on with anything that is no identifier. */
export function identifier(name: string): string {
  const bounded = name.length > longest ? `${name.slice(0, longest - 9)}_${hash(name)}` : name;
  if (!identifierShape.test(bounded)) throw new TypeError(`Not an identifier: ${JSON.stringify(bounded)}`);
  return bounded;
}

/** `batch-read` is `batchRead`. Where no word is left, a name made of a hash: `fallback` says of what. */
export function camelCase(text: string, fallback: string): string {
  return camelWords(wordsOf(text), fallback, text);
}

/** The same for words that are already apart; `source` is what a name is made of when there are none. */
export function camelWords(words: readonly string[], fallback: string, source: string): string {
  const [first, ...rest] = words;
  if (first === undefined) return identifier(`${fallback}_${hash(source)}`);
  return identifier(startingWithLetter(first.toLowerCase() + rest.map(capitalised).join("")));
}

/** `batch-read` is `BatchRead`. */
export function pascalCase(text: string, fallback: string): string {
  const words = wordsOf(text);
  if (words.length === 0) return identifier(`${fallback}_${hash(text)}`);
  return identifier(startingWithLetter(words.map(capitalised).join("")));
}

/** `batchRead` is `batch-read`: the name of a file. */
export function kebabCase(text: string): string {
  return wordsOf(text).join("-").toLowerCase();
}

/** The start of a type's name from names that were given: `batch`, `default_` is `BatchDefault`. */
export function typePrefix(names: readonly string[]): string {
  return names.map((name) => name.slice(0, 1).toUpperCase() + name.slice(1).replace(/_+$/, "")).join("");
}

/** The first letter in upper case, the rest as it is: a name of ours as the start of a type's name. */
export function capitalised(word: string): string {
  const rest = word.slice(1);
  return word.slice(0, 1).toUpperCase() + (word === word.toUpperCase() ? rest.toLowerCase() : rest);
}

/** The name of a type: kept where it is already written as one, otherwise in PascalCase; names of the language and of the platform end in `Model`. */
export function typeName(text: string): string {
  const name = isTypeName(text) ? identifier(text) : pascalCase(text, "Model");
  return reservedTypeNames.has(name) ? identifier(`${name}Model`) : name;
}

/** Whether a schema's own name can be kept. */
export function isTypeName(text: string): boolean {
  return /^[A-Z][A-Za-z0-9_]*$/.test(text);
}

/** The name of a method, or of the property that leads to a resource: `_` behind those that would change what an object is. */
export function memberName(name: string): string {
  return unsafeMemberNames.has(name) ? identifier(`${name}_`) : name;
}

/** Tells texts apart that are cut or that leave no word; the same on every machine. */
export function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

function startingWithLetter(name: string): string {
  return /^\d/.test(name) ? `_${name}` : name;
}
