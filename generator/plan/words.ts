/** The words of a name, however it is written: `DAGRun_id` is `DAG`, `Run`, `id`. Letters outside ASCII are dropped, never guessed at. */
export function wordsOf(text: string): readonly string[] {
  const ascii = text.replace(/[^\p{ASCII}]+/gu, (other) => (/^[\p{L}\p{M}\p{N}]+$/u.test(other) ? "" : " "));
  return ascii.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? [];
}

/** Words as they are compared: without case, and the plural as the singular. */
export function stemsOf(text: string): readonly string[] {
  return wordsOf(text).map((word) => singular(word.toLowerCase()));
}

/* prettier-ignore -- a table: how a word ends, and how its singular does; the first match wins. */
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

/** Where a run of words stands within others; -1 where it does not. */
export function indexOfRun(words: readonly string[], run: readonly string[]): number {
  if (run.length === 0) return -1;
  return words.findIndex((_, start) => run.every((word, offset) => words[start + offset] === word));
}

/** Words without every occurrence of a run, compared by stem. The run keeps standing where nothing else would be left. */
export function withoutRun(words: readonly string[], run: readonly string[]): readonly string[] {
  const stems = words.map((word) => singular(word.toLowerCase()));
  const start = indexOfRun(stems, run);
  if (start < 0) return words;
  return [...words.slice(0, start), ...withoutRun(words.slice(start + run.length), run)];
}
