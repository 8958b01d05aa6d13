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
      const rows = [...changeRules.values()]
        .filter(belongs)
        .map(({ id, verdict, message, advice }) => `| \`${id}\` | ${verdict} | ${plain(message)} | ${plain(advice)} |`);
      return [`## ${title}`, "", "| rule | verdict | message | what to do |", "| --- | --- | --- | --- |", ...rows].join("\n");
    })
    .join("\n\n");
}

function plain(message: string): string {
  return messageOfRule(message).replaceAll("|", "\\|");
}
