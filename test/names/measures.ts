import { stemsOf, wordsOf } from "../../generator/plan/names/words.js";
import { contradicts, kindOfName, kindOfSummary } from "../../generator/plan/names/verb-kinds.js";
import type { NamedOperation } from "./named-operations.js";

/** A fault of a name. */
export interface Measure {
  readonly title: string;
  readonly applies: (operation: NamedOperation) => boolean;
}

/** The faults that `npm run names` counts. */
export const measures: readonly Measure[] = [
  {
    title: "misleading kind, by the summary's verb",
    applies: ({ name, summary = "" }) => contradicts(kindOfName(name), kindOfSummary(summary)),
  },
  {
    title: "dangling word",
    applies: ({ name }) => dangling.has(wordsOf(name).at(-1)?.toLowerCase() ?? "") && /[A-Z]/.test(name),
  },
  { title: "noun repeated in the method", applies: ({ resource, name }) => repeatsNoun(name, resource.at(-1) ?? "") },
  { title: "noun repeated in the resource", applies: ({ resource }) => resource.some(repeatsParent) },
  {
    title: "number at the end",
    applies: ({ name, path, operationId = "" }) => {
      const number = /(?<![vV\d])\d+$/.exec(name)?.[0];
      return number !== undefined && !path.includes(number) && !isNamed(operationId, name);
    },
  },
];

/** Words that need another word after them. */
const dangling: ReadonlySet<string> = new Set("a an and as at by for from in into of on or the to using with".split(" "));

/** Whether a word of the resource stands in the method, or a word stands in the method twice: `apps.listApps`, `brandDeleteBrand`. */
function repeatsNoun(name: string, resource: string): boolean {
  const words = stemsOf(name);
  const [own] = stemsOf(resource).slice(-1);
  return words.length > 1 && (new Set(words).size < words.length || (own !== undefined && own.length > 2 && words.includes(own)));
}

/** `users.users`, `apps.appsApps`. */
function repeatsParent(name: string, index: number, resource: readonly string[]): boolean {
  const words = stemsOf(name);
  const parent = stemsOf(resource[index - 1] ?? "").join();
  return new Set(words).size < words.length || words.join() === parent;
}

/** Whether the number is a part of the operationId's own word, such as `Zip5`. */
function isNamed(operationId: string, name: string): boolean {
  return operationId.toLowerCase().endsWith(name.toLowerCase()) && !/_\d+$/.test(operationId);
}
