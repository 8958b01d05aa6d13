/** The words of a name, however it is written: `DAGRun_id` is `DAG`, `Run`, `id`. Letters outside ASCII are dropped, never guessed at. */
export function wordsOf(text: string): readonly string[] {
  const ascii = text.replace(/[^\p{ASCII}]+/gu, (other) => (/^[\p{L}\p{M}\p{N}]+$/u.test(other) ? "" : " "));
  return ascii.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? [];
}

/** Words as they are compared: without case, and the plural as the singular. */
export function stemsOf(text: string): readonly string[] {
  return wordsOf(text).map((word) => singular(word.toLowerCase()));
}

/** How a word ends, and how its singular does; the first match wins. */
// prettier-ignore
const singulars: readonly (readonly [RegExp, string])[] = [
  [/(ss|us|is)$/, "$1"],
  [/([^aeiou])ies$/, "$1y"],
  [/(s|x|z|ch|sh)es$/, "$1"],
  [/([a-z0-9])s$/, "$1"],
];

/** The singular of an English word in lower case. Good enough to see that two names speak of the same thing, and for nothing else. */
export function singular(word: string): string {
  if (word.length < 3) return word;
  const row = singulars.find(([ending]) => ending.test(word));
  return row ? word.replace(row[0], row[1]) : word;
}

export function isPlural(word: string): boolean {
  return singular(word.toLowerCase()) !== word.toLowerCase();
}

/** Words without every occurrence of others, compared by stem, whether written apart or as one: `networkGroups` is `networkgroups`. */
export function withoutWords(words: readonly string[], run: readonly string[]): readonly string[] {
  const found = findWords(words, run);
  if (found === undefined) return words;
  return [...words.slice(0, found.start), ...withoutWords(words.slice(found.end), run)];
}

export function containsWords(words: readonly string[], run: readonly string[]): boolean {
  return findWords(words, run) !== undefined;
}

function findWords(
  words: readonly string[],
  run: readonly string[],
): { readonly start: number; readonly end: number } | undefined {
  const wanted = stemsOf(run.join(" ")).join("");
  if (wanted === "") return undefined;
  for (const start of words.keys()) {
    for (
      let end = start + 1;
      end <= words.length && stemsOf(words.slice(start, end).join(" ")).join("").length <= wanted.length;
      end++
    ) {
      if (stemsOf(words.slice(start, end).join(" ")).join("") === wanted) return { start, end };
    }
  }
  return undefined;
}
