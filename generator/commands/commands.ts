import type { CommandName } from "../options.js";
import { adoptCommand } from "./adoption/adopt-command.js";
import { checkCommand } from "./check-command.js";
import type { Command } from "./command.js";
import { compareCommand } from "./compare-command.js";
import { explainCommand } from "./explain-command.js";
import { generateCommand } from "./generate-command.js";
import { initCommand } from "./init-command.js";
import { inspectCommand } from "./inspect-command.js";
import { watchCommand } from "./watch-command.js";

/** Every command, in the order of the help text. What a command needs beyond reading and generating, it loads when it runs. */
export const commands: { readonly [C in CommandName]: Command<C> } = {
  generate: generateCommand,
  check: checkCommand,
  watch: watchCommand,
  inspect: inspectCommand,
  compare: compareCommand,
  adopt: adoptCommand,
  explain: explainCommand,
  init: initCommand,
};
