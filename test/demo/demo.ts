import { runLive } from "./live.js";
import { runRehearsal } from "./rehearsal.js";
import { readCommand, UsageError, type DemoCommand } from "./command-line.js";

/** `npm run demo`: see README.md in this folder. */

async function execute(wish: DemoCommand): Promise<boolean> {
  if (wish.mode === "nothing more") return true;
  return wish.mode === "live" ? await runLive(wish, process.stdout) : await runRehearsal(process.stdout);
}

try {
  const done = await execute(readCommand(process.argv.slice(2), process.env.HUBSPOT_TOKEN));
  process.exitCode = done ? 0 : 1;
} catch (thrown) {
  if (!(thrown instanceof UsageError)) throw thrown;
  if (thrown.message !== "") process.stderr.write(`${thrown.message}\n`);
  process.exitCode = 2;
}
