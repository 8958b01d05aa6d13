import complete from "@bomb.sh/tab/commander";
import type { Command as CommanderCommand } from "commander";
import { commandNames, rowsOf } from "../options.js";

/**
 * Adds `specloom complete SHELL`, which prints a script for bash, zsh, fish or PowerShell, and what the script calls to complete a command
 * line: commands, options, and the values of options that have a few.
 */
export function addCompletion(program: CommanderCommand): void {
  const completion = complete(program);
  for (const name of commandNames)
    for (const [, { flag, choices, choicesFor }] of rowsOf(name)) {
      const [long = ""] = flag.slice("--".length).split(" ");
      const option = completion.commands.get(name)?.options.get(long);
      const values = choicesFor?.[name] ?? choices;
      if (option === undefined || values === undefined) continue;
      option.handler = (add) => {
        for (const value of values) add(value, "");
      };
    }
}
