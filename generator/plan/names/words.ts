import { readableWord, visibleText } from "../../model/reading/name-letters.js";

/** The words of a name in any case style: `DAGRun_id` is `DAG`, `Run`, `id`. Letters of all scripts are kept, except words that look like others. */
export function wordsOf(text: string): readonly string[] {
  if (/^\p{ASCII}*$/u.test(text)) return text.match(asciiWords) ?? [];
  return (visibleText(text).match(words) ?? []).map(readableWord).filter((word) => word !== "");
}

const asciiWords = /[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g;

/** The same for all scripts. Letters without case are like small ones. */
const words = /\p{Lu}+(?![\p{Ll}\p{Lo}\p{Lm}\p{M}])\p{Nd}*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]+\p{Nd}*|\p{Nd}+/gu;

/** The words in lower case and without endings, for comparisons. */
export function stemsOf(text: string): readonly string[] {
  return wordsOf(text).map((word) => stemOf(word.toLowerCase()));
}

/** The words as one, for comparisons with a word that is written together: `networkGroups` and `networkgroups`. Of it, only the end is left out. */
export function joinedStem(words: readonly string[]): string {
  const all = words.flatMap(wordsOf).map((word) => word.toLowerCase());
  return all.map((word, index) => (index < all.length - 1 ? singular(word) : stemOf(word))).join("");
}

/** The same for `alias` and `aliases`, `release` and `releases`, of which only a dictionary knows what the singular is. */
function stemOf(word: string): string {
  const shorter = singular(word).replace(/(s|x|z|ch|sh)e$/, "$1");
  return shorter === word ? word : stemOf(shorter);
}

/** Plural endings and their singular; the first match wins. */
// prettier-ignore
const singulars: readonly (readonly [RegExp, string])[] = [
  [/(ss|us|is)$/, "$1"],
  [/([^aeiou])ies$/, "$1y"],
  [/(s|x|z|ch|sh)es$/, "$1"],
  [/([a-z0-9])s$/, "$1"],
];

/** The singular of an English word in lower case: good enough for comparisons, not for output. */
export function singular(word: string): string {
  if (word.length < 3) return word;
  const row = singulars.find(([ending]) => ending.test(word));
  return row ? word.replace(row[0], row[1]) : word;
}

export function isPlural(word: string): boolean {
  return singular(word.toLowerCase()) !== word.toLowerCase();
}

/** Removes every occurrence of a sequence of words, compared by stem and without word boundaries: `networkGroups` matches `networkgroups`. */
export function withoutWords(words: readonly string[], sequence: readonly string[]): readonly string[] {
  const found = findWords(words, sequence);
  if (found === undefined) return words;
  return [...words.slice(0, found.start), ...withoutWords(words.slice(found.end), sequence)];
}

export function containsWords(words: readonly string[], sequence: readonly string[]): boolean {
  return findWords(words, sequence) !== undefined;
}

function findWords(
  words: readonly string[],
  sequence: readonly string[],
): { readonly start: number; readonly end: number } | undefined {
  const wanted = joinedStem(sequence);
  if (wanted === "") return undefined;
  for (const start of words.keys()) {
    for (let end = start + 1; end <= words.length && joinedStem(words.slice(start, end)).length <= wanted.length; end++) {
      if (joinedStem(words.slice(start, end)) === wanted) return { start, end };
    }
  }
  return undefined;
}
