import type { Verdict } from "./verdict.js";

/** Whether the package sends the data or receives it. What is sent may accept more, and what is received may promise more. */
export type Direction = "sent" | "received";

/** A row of the table: one kind of change. */
export interface ChangeRule {
  /** Stable: reports, waivers and documentation name the rule by it. */
  readonly id: string;
  readonly direction?: Direction;
  readonly verdict: Verdict;
  /** The change, told by its effect on the caller's code. Words in braces are replaced by {@link ChangeFacts}. */
  readonly message: string;
  /** What the caller does about it. */
  readonly advice: string;
}

/** The words of a message: `{subject}`, `{name}`, `{old}`, `{new}`. */
export interface ChangeFacts {
  readonly name?: string;
  readonly old?: string;
  readonly new?: string;
}

/** The type of a table of rules whose keys are their ids. */
export interface RuleTable {
  readonly [id: string]: Omit<ChangeRule, "id">;
}

export function rule(verdict: Verdict, message: string, advice: string): Omit<ChangeRule, "id"> {
  return { verdict, message, advice };
}

export function sent(verdict: Verdict, message: string, advice: string): Omit<ChangeRule, "id"> {
  return { direction: "sent", verdict, message, advice };
}

export function received(verdict: Verdict, message: string, advice: string): Omit<ChangeRule, "id"> {
  return { direction: "received", verdict, message, advice };
}
