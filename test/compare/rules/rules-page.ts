import { messageOfRule } from "../../../generator/commands/explanation.js";
import type { ChangeRule } from "../../../generator/compare/rules/change-rule.js";
import { changeRules } from "../../../generator/compare/rules/rules.js";

const parts: readonly (readonly [string, (rule: ChangeRule) => boolean])[] = [
  ["What callers send", ({ direction }) => direction === "sent"],
  ["What callers receive", ({ direction }) => direction === "received"],
  ["The package", ({ direction }) => direction === undefined],
];

/** The tables of `docs/changes.md`. */
export function rulesTables(): string {
  return parts
    .map(([title, belongs]) => {
      return [`## ${title}`, "", tableOf([...changeRules.values()].filter(belongs))].join("\n");
    })
    .join("\n\n");
}

/** A table of some rules. */
export function tableOf(rules: readonly ChangeRule[]): string {
  const rows = rules.map(
    ({ id, verdict, message, advice }) => `| \`${id}\` | ${verdict} | ${plain(message)} | ${plain(advice)} |`,
  );
  return ["| rule | verdict | message | what to do |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function plain(message: string): string {
  return messageOfRule(message).replaceAll("|", "\\|");
}
