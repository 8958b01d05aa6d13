import { wordsOf } from "./words.js";

/** Nouns whose singular no rule gives. */
const irregular: ReadonlyMap<string, string> = new Map(
  `aliases=alias analyses=analysis axes=axis bases=base biases=bias brownies=brownie buses=bus caches=cache calories=calorie children=child
  cookies=cookie criteria=criterion data=data diagnoses=diagnosis feet=foot gases=gas halves=half headaches=headache indices=index
  knives=knife leaves=leaf lenses=lens lies=lie lives=life matrices=matrix media=media men=man movies=movie news=news parentheses=parenthesis
  people=person pies=pie series=series shelves=shelf species=species synopses=synopsis theses=thesis ties=tie vertices=vertex wives=wife
  wolves=wolf women=woman`
    .split(/\s+/)
    .map((pair): [string, string] => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
);

/** Plural endings and their singular; the first match wins. `databases` loses an `s`, and `addresses` loses `es`. */
// prettier-ignore
const endings: readonly (readonly [RegExp, string])[] = [
  [/(ss|us|is)$/, "$1"],
  [/([^aeiou])ies$/, "$1y"],
  [/(ss|sh|ch|x|zz|us)es$/, "$1"],
  [/([a-z0-9])s$/, "$1"],
];

/** The singular of an English noun, spelled as in a name: `Addresses` becomes `Address`. A word that is no plural stays as it is. */
export function singularNoun(word: string): string {
  const lower = word.toLowerCase();
  const known = irregular.get(lower);
  if (known !== undefined) return known === lower ? word : withCaseOf(word, known);
  if (word.length < 3) return word;
  const found = endings.find(([ending]) => ending.test(lower));
  return found === undefined ? word : withCaseOf(word, lower.replace(found[0], found[1]));
}

/** The letters that both words begin with stay as they are. */
function withCaseOf(word: string, changed: string): string {
  let kept = 0;
  while (kept < changed.length && changed[kept] === word[kept]?.toLowerCase()) kept++;
  return word.slice(0, kept) + changed.slice(kept);
}

/** The same for the last word of a name: `FloatingIps` becomes `FloatingIp`. */
export function singularName(name: string): string {
  const last = wordsOf(name).at(-1);
  return last === undefined || !name.endsWith(last) ? name : name.slice(0, name.length - last.length) + singularNoun(last);
}
