import type { Verdict } from "../rules/verdict.js";
import { declarationRule, type DeclarationRuleId } from "./declaration-rules.js";

/**
 * How a package uses a type: it is sent where callers hand values in, and received where they get them. Where no function leads to a type, both
 * are possible, and neither is certain.
 */
export interface Uses {
  readonly isSent: boolean;
  readonly isReceived: boolean;
  readonly isCertain: boolean;
}

export const received: Uses = { isSent: false, isReceived: true, isCertain: true };
export const unknownUses: Uses = { isSent: true, isReceived: true, isCertain: false };

/** The uses of what a function takes, by those of the function. */
export function flipped({ isSent, isReceived, isCertain }: Uses): Uses {
  return { isSent: isReceived, isReceived: isSent, isCertain };
}

/** A difference between two reports. */
export interface Difference {
  readonly rule: DeclarationRuleId;
  readonly subject: string;
  readonly name?: string;
  readonly old?: string;
  readonly new?: string;
  readonly verdict: Verdict;
}

export type DifferenceFacts = Pick<Difference, "name" | "old" | "new">;

export function difference(rule: DeclarationRuleId, subject: string, facts: DifferenceFacts = {}): Difference {
  return { rule, subject, ...facts, verdict: declarationRule(rule).verdict };
}

/** Which of two rules holds for a change that breaks only one of the directions. */
export interface DirectedRules {
  readonly breaks: "sent" | "received";
  readonly breaking: DeclarationRuleId;
  readonly compatible: DeclarationRuleId;
}

/** A change that breaks what is sent or what is received. Where the direction is not known, it is suspicious. */
export function directed(rules: DirectedRules, uses: Uses, subject: string, facts: DifferenceFacts = {}): Difference {
  const breaks = rules.breaks === "sent" ? uses.isSent : uses.isReceived;
  if (!breaks) return difference(rules.compatible, subject, facts);
  const found = difference(rules.breaking, subject, facts);
  return uses.isCertain ? found : { ...found, verdict: "suspicious" };
}

/** What is given may be more than before; what is received may not. */
export const widened: DirectedRules = { breaks: "received", breaking: "api-type-changed", compatible: "api-type-compatible" };
export const narrowed: DirectedRules = { breaks: "sent", breaking: "api-type-changed", compatible: "api-type-compatible" };

export function isBreaking({ verdict }: Difference): boolean {
  return verdict === "breaking";
}
