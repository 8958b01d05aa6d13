import { type ChangeRule } from "../compare/rules/change-rule.js";
import { closest } from "../config/suggestions.js";
import { refuse } from "../diagnostics.js";
import { type Command, exitCodes } from "./command.js";
import type { Explanation } from "./explanation.js";

/** `specloom explain`: prints what a code of a diagnostic or a rule of a comparison means, and what to do. */
export const explainCommand: Command<"explain"> = {
  description: "print what a code in brackets means: of a diagnostic, or of a change that compare reports",
  summary: "print what the code of a message means",
  example: "npx specloom explain ref-dangling",
  arguments: [["<code>", "the code, such as ref-dangling"]],
  async run({ args: [given = ""], reporter }) {
    const [{ changeRules }, { declarationRules }, { diagnosticExplanations, explanationLines, messageOfRule }] =
      await Promise.all([
        import("../compare/rules/rules.js"),
        import("../compare/declarations/declaration-rules.js"),
        import("./explanation.js"),
      ]);
    const diagnostics = diagnosticExplanations();
    // As it stands in a message, with its brackets.
    const code = given
      .trim()
      .replace(/^\[(.*)\]$/, "$1")
      .toLowerCase();
    const rule = changeRules.get(code) ?? declarationRules.get(code);
    const found = rule === undefined ? diagnostics.get(code) : explainRule({ ...rule, message: messageOfRule(rule.message) });
    if (found === undefined) refuseCode(given, code, [...diagnostics.keys(), ...changeRules.keys(), ...declarationRules.keys()]);
    reporter.result(true, found, explanationLines(found));
    return exitCodes.done;
  },
};

function explainRule({ id, verdict, direction, message, advice }: ChangeRule): Explanation {
  return { code: id, kind: "change", level: verdict, ...(direction && { direction }), meaning: message, advice };
}

function refuseCode(given: string, code: string, known: readonly string[]): never {
  refuse("usage", undefined, `There is no code ${JSON.stringify(given)}.${closest(code, known)}`, {
    help: "A code stands in brackets at the end of a message. docs/diagnostics.md and docs/changes.md list all of them.",
  });
}
