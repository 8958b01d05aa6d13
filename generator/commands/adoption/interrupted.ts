import { dirname } from "node:path";
import { refuse } from "../../diagnostics.js";
import { kindAt } from "../../load/read/ordinary-file.js";
import type { CommandName } from "../../options.js";
import { replacedFolderName, replacementFolderName, runFolderName } from "../../write/temporary-folders.js";

/** The commands that write, and so may put back what a killed `adopt` left half written. */
const mending: ReadonlySet<CommandName> = new Set(["generate", "watch", "adopt"]);

/** What a killed run may leave in the folder of the config file: the old files, the same when all was written, and its lock. */
const leftovers = [replacementFolderName, replacedFolderName, runFolderName];

/**
 * Looks whether an `adopt` was killed while it wrote, and puts its files back.
 *
 * @param config - The path of the config file.
 * @returns Whether there was anything to put back.
 * @throws Refusal - `output-unfinished` if the command writes nothing.
 */
export async function mendInterrupted(
  config: string,
  command: CommandName,
  writes: boolean,
  note: (line: string) => void,
): Promise<boolean> {
  const folder = dirname(config);
  // Loaded only where there is something to do: a run with nothing to do must stay fast.
  if (leftovers.every((name) => kindAt(`${folder}/${name}`) === undefined)) return false;
  const [{ hasReplacement, takeBackReplacement }, { defaultPatience, untilIdle }] = await Promise.all([
    import("../../write/replace-together.js"),
    import("../../write/run-lock.js"),
  ]);
  await untilIdle(folder, defaultPatience);
  const isMending = writes && mending.has(command);
  if (!hasReplacement(folder)) {
    // Nothing but what is temporary is left.
    if (isMending) await takeBackReplacement(folder);
    return false;
  }
  if (!isMending)
    refuse(
      "output-unfinished",
      { source: folder },
      "`specloom adopt` was interrupted while it wrote, so files are half new and half old.",
      {
        help: "Run `specloom generate` or `specloom adopt`: it puts the old files back first.",
      },
    );
  const { restored, left } = await takeBackReplacement(folder);
  const back = restored.length === 0 ? "No file was replaced yet." : `Put back: ${restored.join(", ")}.`;
  const kept = left.length === 0 ? "" : ` Changed since, and left as they are: ${left.join(", ")}.`;
  note(`\`specloom adopt\` was interrupted while it wrote. ${back}${kept}`);
  return true;
}
