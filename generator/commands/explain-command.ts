import { type ChangeRule } from "../compare/rules/change-rule.js";
import { refuse } from "../diagnostics.js";
import { printable } from "../report.js";
import { closest } from "../config/suggestions.js";
import { type Command, exitCodes } from "./command.js";

/** `specloom explain`: prints what a code of a diagnostic or a rule of a comparison means, and what to do. */
export const explainCommand: Command<"explain"> = {
  description: "print what a code in brackets means: of a diagnostic, or of a change that compare reports",
  summary: "print what the code of a message means",
  example: "npx specloom explain ref-dangling",
  arguments: [["<code>", "the code, such as ref-dangling"]],
  async run({ args: [code = ""], terminal }) {
    const [{ changeRules }, { diagnosticPages }] = await Promise.all([
      import("../compare/rules/rules.js"),
      import("./diagnostic-pages.js"),
    ]);
    const pages = diagnosticPages();
    const rule = changeRules.get(code);
    const lines = rule === undefined ? pages.get(code) : explainRule(rule);
    if (lines === undefined)
      refuse(
        "usage",
        undefined,
        `There is no code ${JSON.stringify(code)}.${closest(code, [...pages.keys(), ...changeRules.keys()])}`,
      );
    for (const line of lines) terminal.out(printable(line));
    return exitCodes.done;
  },
};

function explainRule({ id, verdict, direction, message, advice }: ChangeRule): readonly string[] {
  const side = direction === undefined ? "" : direction === "sent" ? ", in what callers send" : ", in what callers receive";
  return [`${id}: a change that is ${verdict}${side}`, "", message, advice, "", "docs/changes.md lists all changes."];
}
