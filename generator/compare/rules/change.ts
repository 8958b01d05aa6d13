import type { NodePlace } from "../../load/tree/node.js";
import type { ChangeFacts, Direction } from "./change-rule.js";
import type { RuleId } from "./rules.js";
import { ruleOf } from "./rules.js";
import { bumps, type Bump, type Verdict, worstOf } from "./verdict.js";

/** A place in one of the two descriptions. */
export interface ChangePlace {
  readonly source: string;
  readonly pointer: string;
  readonly offset?: number;
}

/** One change, as every report shows it. */
export interface Change {
  readonly rule: RuleId;
  readonly verdict: Verdict;
  readonly direction?: Direction;
  /** What changed, in the words of the package: `Pet.name`, `pets.list`, `accessToken`. */
  readonly subject: string;
  /** The qualified names of the operations that it reaches, sorted. */
  readonly operations: readonly string[];
  readonly old?: ChangePlace;
  readonly new?: ChangePlace;
  readonly message: string;
  readonly advice: string;
}

export interface Comparison {
  readonly verdict: Verdict;
  readonly bump: Bump;
  /** The worst first, then by subject. */
  readonly changes: readonly Change[];
}

/** What a change is made from. */
export interface ChangeDraft {
  readonly rule: RuleId;
  readonly subject: string;
  readonly facts?: ChangeFacts;
  readonly operations?: readonly string[];
  /** The subject is the answer of an operation: it "returns" a property, where a model "has" it. */
  readonly isAnswer?: boolean;
  readonly old?: NodePlace | undefined;
  readonly new?: NodePlace | undefined;
}

export function createChange(draft: ChangeDraft): Change {
  const { id, verdict, direction, message, advice } = ruleOf(draft.rule);
  const words = { subject: draft.subject, returns: draft.isAnswer === true ? "returns" : "has", ...draft.facts };
  return {
    rule: draft.rule,
    verdict,
    ...(direction && { direction }),
    subject: draft.subject,
    operations: [...new Set(draft.operations)].sort(),
    ...(draft.old && { old: placeOf(draft.old) }),
    ...(draft.new && { new: placeOf(draft.new) }),
    message: message.replace(
      /(`?)\{(\w+)\}/g,
      (_, quote: string, word: string) => quote + oneLine(wordOf(words, word, id), quote !== ""),
    ),
    advice,
  };
}

function wordOf(words: { readonly [word: string]: string | undefined }, word: string, id: string): string {
  const found = words[word];
  if (found === undefined) throw new TypeError(`The rule ${id} lacks {${word}}.`);
  return found;
}

/** Words come from descriptions, and stand between backticks in messages: no backtick or line break ends them early. */
function oneLine(word: string, isQuoted: boolean): string {
  const line = word.replace(/\s+/g, " ");
  return isQuoted ? line.replace(/`/g, "'") : line;
}

function placeOf({ source, pointer, offset }: NodePlace): ChangePlace {
  return { source, pointer, offset };
}

/** Orders changes and draws the verdict. Two ways to the same change count once. */
export function compareChanges(changes: readonly Change[]): Comparison {
  const byText = new Map(
    changes.map((change) => [JSON.stringify([change.rule, change.message, change.old, change.new]), change]),
  );
  const verdict = worstOf(changes.map((change) => change.verdict));
  return { verdict, bump: bumps[verdict], changes: [...byText.values()].sort(inOrder) };
}

function inOrder(a: Change, b: Change): number {
  if (a.verdict !== b.verdict) return worstOf([a.verdict, b.verdict]) === a.verdict ? -1 : 1;
  return compareTexts(a.subject, b.subject) || compareTexts(a.rule, b.rule) || compareTexts(a.message, b.message);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
