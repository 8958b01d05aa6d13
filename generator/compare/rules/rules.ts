import type { ChangeRule, RuleTable } from "./change-rule.js";
import { packageRules } from "./package-rules.js";
import { typeRules } from "./type-rules.js";

export type RuleId = keyof typeof packageRules | keyof typeof typeRules;

const tables: RuleTable = { ...packageRules, ...typeRules };

/** Every rule, by its id. `docs/changes.md` lists them. */
export const changeRules: ReadonlyMap<string, ChangeRule> = new Map(
  Object.entries(tables).map(([id, row]) => [id, { id, ...row }]),
);

export function ruleOf(id: RuleId): ChangeRule {
  const found = changeRules.get(id);
  if (found === undefined) throw new TypeError(`No rule ${id}.`);
  return found;
}
